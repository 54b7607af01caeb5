"""A receipt that is typed into its own box: on this browser nothing is known of it, and its code stands in no address and no history."""

from dataclasses import replace
from typing import Final

from aiohttp import web

from bot.speech.heard import Command, Verb
from bot.speech.replies import Told
from handlers.web.chat.adding import asked_form, without_adding
from handlers.web.chat.front import ChatFront
from handlers.web.chat.read import read_form
from handlers.web.chat.render import Renderer, mood_of
from handlers.web.chat.seats import CROWDED
from handlers.web.chat.upload import Receiving
from handlers.web.visitors import Visitors

_NO_STORE: Final = {"Cache-Control": "no-store"}
_STATUS: Final = {"talk": 200, "refused": 422, "unavailable": 503, "failed": 500}
_LONGEST: Final = 64
"""Characters: more is no receipt, however it is spaced."""


class ReceiptPage:
    """Looking changes nothing, so it needs no token; whoever has the receipt may answer what the desk asks, and gets a cookie for that."""

    def __init__(
        self, chat: ChatFront, receiving: Receiving | None, *, renderer: Renderer, visitors: Visitors
    ) -> None:
        self._chat = chat
        self._receiving = receiving
        self._renderer = renderer
        self._visitors = visitors

    async def post(self, request: web.Request) -> web.Response:
        value = self._visitors.meet(request)
        body = await self._chat.receive(request)
        if body is None:
            return self._page(request, value, [CROWDED])
        code = read_form(request.content_type, body).text.strip()[:_LONGEST]
        asked = Command(self._visitors.sender(value), Verb.STATUS, Verb.STATUS.value, code)
        replies = await self._chat.replies(asked)
        return self._page(request, value, [reply for reply in replies if isinstance(reply, Told)])

    def _page(self, request: web.Request, value: str, told: list[Told]) -> web.Response:
        token = self._visitors.token(value)
        adds = asked_form(told, self._receiving)
        shown = [replace(one, buttons=without_adding(one)) for one in told] if adds else told
        pieces = [self._renderer.told(one, token=token, heading="page.status") for one in shown]
        html = self._renderer.notice(pieces, token=token, adds=adds, asks_receipt=True)
        status = _STATUS[mood_of(pieces)]
        response = web.Response(text=html, content_type="text/html", status=status, headers=_NO_STORE)
        self._visitors.greet(request, response, value)
        return response
