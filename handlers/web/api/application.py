"""The API as an aiohttp application of its own, to be hung into a listener under `/api/v1`."""

import re
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.moderation import ApiKeys, Desk, Receipts, Records
from bot.ports import CandidateIndex, Checking, Clock, Keys, Library
from bot.sharing import Allowances
from bot.speech.turns import Talk
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api import operations as offered
from handlers.web.api.cases import CasesFront
from handlers.web.api.check import CheckFront
from handlers.web.api.gate import Gate
from handlers.web.api.library import LibraryFront
from handlers.web.api.openapi import describe
from handlers.web.api.operations import HOME, Operation
from handlers.web.api.page import DescriptionPage
from handlers.web.api.problems import ApiTeller
from handlers.web.api.tips import TipsFront
from handlers.web.assets import load_assets
from handlers.web.guards import OnBug, check_host, tell_errors
from handlers.web.public import receive_in_time

REQUEST_ID: Final = "X-Request-ID"
_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PATIENCE: Final = 30.0
"""Seconds for a body to come in."""

_NAMED = web.RequestKey("request_id", str)


@dataclass(frozen=True, slots=True)
class ApiParts:
    """What the API is made of. `hosts` are the names that the listener answers to besides the loopback ones."""

    api_keys: ApiKeys
    allowances: Allowances
    checking: Checking
    library: Library
    records: Records
    index: CandidateIndex
    desk: Desk
    receipts: Receipts
    talk: Talk
    keys: Keys = field(repr=False)
    phrasebook: Phrasebook
    clock: Clock
    on_bug: OnBug
    hosts: Collection[str] = ()


def add_api(app: web.Application, parts: ApiParts) -> None:
    """Hangs the API into the application of a listener."""
    app.add_subapp(HOME, _build(parts))


def _build(parts: ApiParts) -> web.Application:
    teller = ApiTeller(parts.phrasebook)
    app = web.Application(
        middlewares=[
            name_request,
            tell_errors(teller, on_bug=parts.on_bug),
            check_host(teller, allowed=frozenset(parts.hosts)),
            receive_in_time(_PATIENCE),
        ]
    )
    app.on_response_prepare.append(_tell_name)
    doors = list(_doors(parts))
    for operation, handler in doors:
        path = re.sub(r"\{(record|source)\}", r"{\1:.+}", operation.path)  # their ids may hold a stroke
        app.router.add_route(operation.method, path, handler)
    description = describe([operation for operation, _ in doors], parts.phrasebook)
    document = msgspec.json.encode(description)
    assets = load_assets("handlers.web.api", at=f"{HOME}/static")
    page = DescriptionPage(description, parts.phrasebook, assets.url)

    async def openapi(_request: web.Request) -> web.Response:
        return web.Response(body=document, content_type="application/json")

    app.router.add_get("", page.get)
    app.router.add_get("/openapi.json", openapi)
    app.router.add_get("/static/{name}", assets.get)
    return app


def _doors(parts: ApiParts) -> Iterator[tuple[Operation[Any, Any], Handler]]:
    gate, book, clock = Gate(parts.api_keys, parts.allowances), parts.phrasebook, parts.clock
    check = CheckFront(parts.checking, clock, book)
    yield offered.CHECK, gate.door(offered.CHECK, check.check)
    library = LibraryFront(parts.library, parts.records, parts.index, clock, book)
    yield offered.LIST_RECORDS, gate.door(offered.LIST_RECORDS, library.list_records)
    yield offered.GET_RECORD, gate.door(offered.GET_RECORD, library.get_record)
    yield offered.LIST_SOURCES, gate.door(offered.LIST_SOURCES, library.list_sources)
    yield offered.GET_SOURCE, gate.door(offered.GET_SOURCE, library.get_source)
    tips = TipsFront(parts.talk, parts.receipts, parts.keys, book)
    yield offered.HAND_IN, gate.door(offered.HAND_IN, tips.hand_in)
    yield offered.LOOK_UP, gate.door(offered.LOOK_UP, tips.look_up)
    cases = CasesFront(parts.desk, clock)
    yield offered.LIST_CASES, gate.door(offered.LIST_CASES, cases.list_cases)
    yield offered.GET_CASE, gate.door(offered.GET_CASE, cases.get_case)
    yield offered.TAKE, gate.door(offered.TAKE, cases.take)
    yield offered.RELEASE, gate.door(offered.RELEASE, cases.release)
    yield offered.DECIDE, gate.door(offered.DECIDE, cases.decide)
    yield offered.UNDO, gate.door(offered.UNDO, cases.undo)


@web.middleware
async def name_request(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The name that it came with, else a new one; what is logged meanwhile carries it."""
    given = request.headers.get(REQUEST_ID, "")
    request[_NAMED] = given if _ID.fullmatch(given) else secrets.token_hex(8)
    with structlog.contextvars.bound_contextvars(request=request[_NAMED]):
        return await handler(request)


async def _tell_name(request: web.Request, response: web.StreamResponse) -> None:
    if _NAMED in request:
        response.headers[REQUEST_ID] = request[_NAMED]
