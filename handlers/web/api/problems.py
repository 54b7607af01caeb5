"""What went wrong, as `application/problem+json` (https://www.rfc-editor.org/rfc/rfc9457). Nothing of a request is quoted but the place of a mistake."""

from http import HTTPStatus
from typing import Final

import msgspec
from aiohttp import web

from bot.claims.note import note
from bot.speech.replies import Told
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.operations import HOME
from handlers.web.api.shown import ProblemDocument
from handlers.web.guards import Teller

_TYPE: Final = "application/problem+json"
_STATUS: Final = {
    "api.invalid": 422,
    "desk.no_right": 403,
    "desk.needs_people": 403,
    "desk.no_such_case": 404,
    "desk.no_such_page": 422,
    "desk.no_reason": 422,
    "desk.no_record": 422,
    "desk.no_accord": 422,
    "desk.no_such_record": 422,
    "desk.too_long": 422,
    "refused.tips_off": 403,
    "refused.unknown_code": 404,
    "refused.bad_code": 404,
}
"""Of refusals that are told apart; any other one of the desk says that it stands otherwise than thought, and any other one that the text cannot be used."""

_OF_PAGES: Final = frozenset(
    {
        "refused.bad_code",
        "refused.bad_request",
        "refused.body_too_big",
        "refused.cross_site",
        "refused.no_such_page",
        "refused.unknown_code",
        "refused.wrong_host",
        "refused.wrong_method",
    }
)
"""Sentences that speak of pages, or tell more than a program is to know. The status tells all there is."""


class ApiTeller:
    def __init__(self, book: Phrasebook) -> None:
        self._book = book

    def tell(self, _request: web.Request, told: Told, status: int) -> web.Response:
        said = told.notes[0]
        if status == HTTPStatus.BAD_REQUEST:
            status = status_of(said.key)
        if said.key in _OF_PAGES or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            said = note(f"api.status.{status}" if f"api.status.{status}" in self._book else "api.status.400")
        problem = ProblemDocument(
            "about:blank", HTTPStatus(status).phrase, status, self._book.say(said), said.key
        )
        return web.Response(body=msgspec.json.encode(problem), status=status, content_type=_TYPE)


def status_of(key: str) -> int:
    if key in _STATUS:
        return _STATUS[key]
    if key == "refused.bad_request":
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.CONFLICT if key.startswith("desk.") else HTTPStatus.UNPROCESSABLE_ENTITY


class ByPath:
    """What stands before a whole listener tells programs in their way and people in theirs."""

    def __init__(self, api: Teller, others: Teller) -> None:
        self._api = api
        self._others = others

    def tell(self, request: web.Request, told: Told, status: int) -> web.Response:
        is_api = request.path == HOME or request.path.startswith(f"{HOME}/")
        return (self._api if is_api else self._others).tell(request, told, status)
