"""What stands before every operation: whose key it is, what it is good for, how much it has asked, and whether the request can be read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Final, Generic

import msgspec
from aiohttp import ETag, web
from aiohttp.typedefs import Handler

from bot.errors import Refusal
from bot.moderation import ApiKeys
from bot.people.api_key import NEEDS, ApiKey
from bot.sharing import Allowances
from bot.speech.allowance import Allowed, StillTooMany, TooMany
from handlers.web.api.asked import LONGEST_NAME
from handlers.web.api.operations import Body, Operation, Query

LONGEST_BODY: Final = 1024 * 1024
"""Bytes, more than any text that is read takes in JSON."""

_WHILE_SILENT: Final = 60
"""Seconds after which somebody is to come again who was told before, and came too early."""

_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Call(Generic[Body, Query]):
    """A request that was let in and read. `place` are the parameters of its path."""

    key: ApiKey
    body: Body
    query: Query
    place: dict[str, str]
    again: str = ""
    """The `Idempotency-Key`."""


@dataclass(frozen=True, slots=True)
class Answer:
    document: object
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)


class Gate:
    def __init__(self, keys: ApiKeys, allowances: Allowances) -> None:
        self._keys = keys
        self._allowances = allowances

    def door(
        self,
        operation: Operation[Body, Query],
        do: Callable[[Call[Body, Query]], Awaitable[Answer]],
    ) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            key = await self._let_in(request, operation)
            query = _read_query(request, operation.query)
            body = await _read_body(request, operation)
            called = Call(key, body, query, dict(request.match_info), _read_name(request))
            answer = await do(called)
            return _respond(request, operation, answer)

        return handle

    async def _let_in(self, request: web.Request, operation: Operation[Body, Query]) -> ApiKey:
        """Whatever is wrong with a key, the answer is the same."""
        kind, _, shown = request.headers.get("Authorization", "").partition(" ")
        key = await self._keys.opened(shown.strip()) if kind.lower() == "bearer" else None
        if key is None:
            raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})
        await self._count(key)
        right = NEEDS.get(operation.scope)
        if operation.scope not in key.scopes or (right is not None and not key.member.may(right)):
            raise web.HTTPForbidden
        return key

    async def _count(self, key: ApiKey) -> None:
        match await self._allowances.ask([key.id]):
            case Allowed():
                return
            case TooMany(seconds):
                raise web.HTTPTooManyRequests(headers={"Retry-After": str(seconds)})
            case StillTooMany():
                raise web.HTTPTooManyRequests(headers={"Retry-After": str(_WHILE_SILENT)})


def _read_query(request: web.Request, model: type[Query]) -> Query:
    given = dict(request.query)
    if len(given) < len(request.query):
        raise Refusal("api.invalid", reason="A parameter is given twice")
    try:
        return msgspec.convert(given, model, strict=False)
    except msgspec.ValidationError as mistake:
        raise Refusal("api.invalid", reason=str(mistake)) from mistake


def _read_name(request: web.Request) -> str:
    name = request.headers.get("Idempotency-Key", "")
    if len(name) > LONGEST_NAME:
        raise Refusal("api.invalid", reason=f"An Idempotency-Key has {LONGEST_NAME} characters at most")
    return name


async def _read_body(request: web.Request, operation: Operation[Body, Query]) -> Body:
    """No model has fields within fields of any depth, so deep nesting is refused where it begins."""
    if not operation.has_body or not (request.body_exists or operation.needs_body):
        return msgspec.convert({}, operation.body)
    if request.content_type != _JSON:
        raise web.HTTPUnsupportedMediaType
    if (length := request.content_length or 0) > LONGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LONGEST_BODY, length)
    body = await request.read()
    if len(body) > LONGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LONGEST_BODY, len(body))
    try:
        return msgspec.json.decode(body or b"", type=operation.body)
    except msgspec.ValidationError as mistake:
        raise Refusal("api.invalid", reason=str(mistake)) from mistake
    except (msgspec.DecodeError, UnicodeDecodeError) as mistake:
        raise web.HTTPBadRequest from mistake


def _respond(request: web.Request, operation: Operation[Body, Query], answer: Answer) -> web.Response:
    body, headers = msgspec.json.encode(answer.document), dict(answer.headers)
    status = answer.status or operation.status
    if operation.is_kept:
        tag = ETag(sha256(body).hexdigest()[:32])
        headers |= {"ETag": f'"{tag.value}"', "Cache-Control": "private, no-cache"}
        known = request.if_none_match or ()
        if any(one.value in {"*", tag.value} for one in known):
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return web.Response(body=body, status=status, content_type=_JSON, headers=headers)
