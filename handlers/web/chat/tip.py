"""A tip as one form that needs no script: what happens with it first, then the questions, then the tick that agrees to it."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from aiohttp import web

from bot.claims.note import Note, note
from bot.speech.heard import From
from bot.speech.replies import Mood, Told
from handlers.web.chat.front import ChatFront
from handlers.web.chat.read_tip import FIELDS, HIDDEN, NAMES, TipForm, form_of, read_tip, read_tip_fields
from handlers.web.chat.render import Renderer
from handlers.web.chat.seats import CROWDED
from handlers.web.chat.upload import CHOOSE_AGAIN, Receiving, Upload
from handlers.web.visitors import Visitors

_NO_STORE: Final = {"Cache-Control": "no-store"}
_STATUS: Final = {Mood.TALK: 200, Mood.REFUSED: 422, Mood.UNAVAILABLE: 503, Mood.FAILED: 500}

Consent = Callable[[From], tuple[Note, ...]]
"""What is to be read before anything is handed in."""


class TipPage:
    """`consent` says what happens with a tip, to whoever looks at the page; without `receiving` no pictures come with it."""

    def __init__(
        self,
        chat: ChatFront,
        consent: Consent,
        receiving: Receiving | None,
        *,
        renderer: Renderer,
        visitors: Visitors,
    ) -> None:
        self._chat = chat
        self._renderer = renderer
        self._visitors = visitors
        self._consent = consent
        self._receiving = receiving

    async def get(self, request: web.Request) -> web.Response:
        return self._page(request, self._visitors.meet(request), _empty())

    async def post(self, request: web.Request) -> web.Response:
        value = self._visitors.meet(request)
        upload = await self._received(request, value)
        if upload is None:
            return self._page(request, value, _empty(), CROWDED)
        form = form_of(upload.fields)
        if not self._visitors.is_genuine(value, form.token):
            stale = Told((note("page.stale_tip"),), Mood.REFUSED)
            return self._page(request, value, form, stale, status=403)
        if (wrong := upload.wrong()) is not None:
            return self._page(request, value, form, wrong, status=_STATUS[wrong.mood])
        heard = read_tip(form, self._visitors.sender(value), upload.cleaned)
        told = [reply for reply in await self._chat.replies(heard) if isinstance(reply, Told)]
        failed = next((one for one in told if one.mood is not Mood.TALK), None)
        if failed is None:
            return self._said(request, value, told)
        if upload.cleaned:
            failed = replace(failed, notes=(*failed.notes, CHOOSE_AGAIN))
        return self._page(request, value, form, failed, status=_STATUS[failed.mood])

    async def _received(self, request: web.Request, value: str) -> Upload | None:
        """None, and nothing was read, where too many come in already."""
        if self._receiving is None or request.content_type != "multipart/form-data":
            body = await self._chat.receive(request)
            return None if body is None else Upload(read_tip_fields(request.content_type, body))
        if not self._receiving.can_receive():
            return None
        return await self._receiving.receive(
            request, (*NAMES, *HIDDEN), partial(self._visitors.is_genuine, value)
        )

    def _said(self, request: web.Request, value: str, told: list[Told]) -> web.Response:
        """The receipt, or what is still asked: without the words of the tip in a box beside it."""
        token = self._visitors.token(value)
        pieces = [self._renderer.told(one, token=token) for one in told]
        return self._answer(request, value, self._renderer.notice(pieces, token=token))

    def _page(
        self, request: web.Request, value: str, form: TipForm, told: Told | None = None, *, status: int = 200
    ) -> web.Response:
        pieces = [self._renderer.told(told)] if told else []
        consent = self._consent(self._visitors.sender(value))
        token = self._visitors.token(value)
        accept = self._receiving.accept if self._receiving else ""
        html = self._renderer.tip(form, FIELDS, consent, token=token, pieces=pieces, accept=accept)
        return self._answer(request, value, html, status=status)

    def _answer(self, request: web.Request, value: str, html: str, *, status: int = 200) -> web.Response:
        response = web.Response(text=html, content_type="text/html", status=status, headers=_NO_STORE)
        self._visitors.greet(request, response, value)
        return response


def _empty() -> TipForm:
    return TipForm(draft=secrets.token_urlsafe(9))
