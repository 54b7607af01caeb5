"""Forms in front of somebody: opened while Slack still takes a press for new, filled with what the desk knows as soon as it is read."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from bot.ports import Accept
from bot.speech.choices import Act, Choice
from bot.speech.forms import Form
from bot.speech.heard import Filled, From, Pressed
from bot.speech.open_form import OpenForm
from bot.speech.traffic import Arrival
from bot.verdicts.phrasebook import Phrasebook
from handlers.slack.api import Declined, call
from handlers.slack.courier import SlackCourier
from handlers.slack.interact import sender_at, team_of
from handlers.slack.modal import Submitted, read_modal, render_modal, render_waiting, render_word
from handlers.slack.payload import Payload, part, text_in
from handlers.slack.sender import Senders
from handlers.slack.spot import ID, Spot, read_spot

OPENING: Final = frozenset({Act.DECIDE, Act.LINK, Act.FORM})
"""Buttons that may ask for something in writing."""

HAND_IN_TIP: Final = Choice(Act.FORM, value="tip")

_PATIENCE: Final = 1.0
"""Seconds that are waited for what belongs into a form: three after the press Slack opens none any more."""

OpenForms = Callable[[From, Choice], Awaitable[OpenForm | None]]
"""The form that a button opens for this person; None where it opens none, or not for them. Raises `Unavailable`."""


@dataclass(frozen=True, slots=True)
class Modals:
    client: AsyncWebClient
    forms: OpenForms
    accept: Accept
    courier: SlackCourier

    async def open(self, arrival: Arrival, choice: Choice, trigger: str, phrasebook: Phrasebook) -> None:
        """What opens no form is a press as any other."""
        sender = arrival.heard.sender
        reading = asyncio.ensure_future(self._form(sender, choice))
        try:
            await asyncio.wait({reading}, timeout=_PATIENCE)
            view = "" if reading.done() else await self._show_waiting(trigger, phrasebook)
            form = await reading
            if form is None:
                await self._press_instead(arrival, view, phrasebook)
                return
            modal = render_modal(form, phrasebook, spot=_spot_of(arrival))
            if view:
                await call(self.client, "views.update", view_id=view, view=modal)
            else:
                await call(self.client, "views.open", trigger_id=trigger, view=modal)
        except (Declined, Unavailable):
            await self.courier.tell_late(sender)
        finally:
            reading.cancel()

    async def open_tip(self, sender: From, trigger: str, phrasebook: Phrasebook) -> None:
        """Raises `Unavailable` and `Declined`."""
        form = await self.forms(sender, HAND_IN_TIP)
        if form is None:
            await self.courier.tell(sender, "refused.tips_off")
            return
        await call(self.client, "views.open", trigger_id=trigger, view=render_modal(form, phrasebook))

    def read(self, body: Payload, senders: Senders) -> tuple[Submitted, Arrival] | None:
        """What was sent in, and by whom; None for what is none of ours."""
        user, view = text_in(body, "user", "id"), part(body, "view")
        submitted = read_modal(view) if ID.fullmatch(user) else None
        if submitted is None:
            return None
        sender = sender_at(senders, user, submitted.spot, team=team_of(body), is_shared=False)
        handle = str(submitted.spot) if submitted.spot else ""
        heard = Filled(
            sender,
            submitted.form,
            submitted.values,
            submitted.subject,
            submitted.seen,
            handle,
            submitted.attached if senders.takes_files else (),
        )
        name = ":".join(("slack", senders.workspace, "view", text_in(view, "id"), text_in(view, "hash")))
        return submitted, Arrival(name, heard)

    async def _form(self, sender: From, choice: Choice) -> OpenForm | None:
        """A desk that does not answer is no reason to lose the press: the turn says so, and tries again."""
        try:
            return await self.forms(sender, choice)
        except Unavailable:
            return None

    async def _show_waiting(self, trigger: str, phrasebook: Phrasebook) -> str:
        waiting = render_waiting(Form.DECIDE, phrasebook)
        opened = await call(self.client, "views.open", trigger_id=trigger, view=waiting)
        return text_in(opened, "view", "id")

    async def _press_instead(self, arrival: Arrival, view: str, phrasebook: Phrasebook) -> None:
        await self.accept((arrival,))
        if view:
            told = render_word(Form.DECIDE, phrasebook, "slack.form_elsewhere")
            await call(self.client, "views.update", view_id=view, view=told)


def _spot_of(arrival: Arrival) -> Spot | None:
    return read_spot(arrival.heard.handle) if isinstance(arrival.heard, Pressed) else None
