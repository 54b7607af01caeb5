"""What is added to a receipt, or answers what the desk asks, beside it in one form, with pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from aiohttp import web

from bot.claims.note import note
from bot.speech.choices import ADDING, Act
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.replies import Mood, Told
from handlers.web.chat.front import ChatFront
from handlers.web.chat.render import AddForm, Renderer, Rows, mood_of
from handlers.web.chat.seats import CROWDED
from handlers.web.chat.upload import CHOOSE_AGAIN, Receiving, Upload
from handlers.web.visitors import Visitors

_NO_STORE: Final = {"Cache-Control": "no-store"}
_STATUS: Final = {"talk": 200, "refused": 422, "unavailable": 503, "failed": 500}
_NAMES: Final = frozenset({"token", "code", "addition"})
_NOTHING: Final = Told((note("page.nothing_to_add"),), Mood.REFUSED)
_STALE: Final = Told((note("page.stale_tip"),), Mood.REFUSED)


def asked_form(told: Sequence[Told], receiving: Receiving | None) -> AddForm | None:
    """The form that takes the place of the button that adds to a receipt; None where nothing can be added, or no pictures are taken."""
    buttons = (button.choice for one in told for row in one.buttons for button in row)
    code = next((one.answer for one in buttons if one.act is Act.TIP and one.value == ADDING), "")
    return AddForm(code, accept=receiving.accept) if code and receiving else None


def without_adding(told: Told) -> Rows:
    rows = (tuple(one for one in row if one.choice.value != ADDING) for row in told.buttons)
    return tuple(row for row in rows if row)


@dataclass(frozen=True, slots=True)
class AddingPage:
    chat: ChatFront
    receiving: Receiving
    renderer: Renderer
    visitors: Visitors

    async def post(self, request: web.Request) -> web.Response:
        value = self.visitors.meet(request)
        if not self.receiving.can_receive():
            return self._page(request, value, [CROWDED])
        is_genuine = partial(self.visitors.is_genuine, value)
        upload = await self.receiving.receive(request, _NAMES, is_genuine)
        form = AddForm(
            upload.fields.get("code", ""), upload.fields.get("addition", ""), accept=self.receiving.accept
        )
        if not is_genuine(upload.fields.get("token", "")):
            return self._page(request, value, [_STALE], form, status=403)
        told = await self._told(value, form, upload)
        if all(one.mood is Mood.TALK for one in told):
            return self._page(request, value, told)
        if upload.cleaned:
            told = [*told[:-1], replace(told[-1], notes=(*told[-1].notes, CHOOSE_AGAIN))]
        return self._page(request, value, told, form)

    async def _told(self, value: str, form: AddForm, upload: Upload) -> list[Told]:
        if (wrong := upload.wrong()) is not None:
            return [wrong]
        if not form.text.strip() and not upload.cleaned:
            return [_NOTHING]
        values = (("text", form.text.replace("\r\n", "\n")),)
        sender, cleaned = self.visitors.sender(value), tuple(upload.cleaned)
        heard = Filled(sender, Form.MORE, values, form.code, cleaned=cleaned)
        return [reply for reply in await self.chat.replies(heard) if isinstance(reply, Told)]

    def _page(
        self,
        request: web.Request,
        value: str,
        told: Sequence[Told],
        form: AddForm | None = None,
        *,
        status: int = 0,
    ) -> web.Response:
        token = self.visitors.token(value)
        pieces = [self.renderer.told(one, token=token) for one in told]
        html = self.renderer.notice(pieces, token=token, adds=form, asks_receipt=True)
        code = status or _STATUS[mood_of(pieces)]
        response = web.Response(text=html, content_type="text/html", status=code, headers=_NO_STORE)
        self.visitors.greet(request, response, value)
        return response
