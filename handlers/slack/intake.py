"""From Slack's payload to what was accepted. Slack is told that something arrived only after `accept` has returned."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from bot.ports import Accept, Clock
from bot.speech.heard import Message
from bot.speech.traffic import Arrival
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from handlers.slack.api import Declined, call
from handlers.slack.courier import SlackCourier
from handlers.slack.errands import Errands
from handlers.slack.form import render_errors, render_form, render_taken
from handlers.slack.home import Home, HomeContent, render_home
from handlers.slack.interact import Wrong, read_command, read_form, read_press, read_shortcut
from handlers.slack.names import COMMAND, TEXT
from handlers.slack.payload import Payload, text_in
from handlers.slack.read import Beckoned, Opened, read_event
from handlers.slack.sender import Senders
from handlers.slack.spot import ID

_LANGUAGE: Final = "en"
"""What Slack shows before anybody's own language is known: it tells none."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What each kind of payload leads to. Every method raises `Unavailable` where nothing was taken in and Slack will deliver it again; where Slack
    would not, the person is told."""

    senders: Senders
    accept: Accept
    home: Home
    clock: Clock
    client: AsyncWebClient
    courier: SlackCourier
    errands: Errands

    async def event(self, body: Payload) -> None:
        match read_event(body, self.senders):
            case Arrival() as arrival:
                await self.accept((arrival,))
            case Opened(sender):
                self.errands.run("home", self._show_home(Opened(sender)))
            case Beckoned(sender, spot):
                self.errands.run("beckon", self.courier.beckon(sender, str(spot)))
            case None:
                return

    async def command(self, body: Payload, ack: AsyncAck) -> None:
        said = _book()
        arrival = read_command(body, self.senders)
        if arrival is None or text_in(body, "command") != COMMAND:
            await ack(said.text("slack.wrong_command"))
            return
        if late := await self._not_taken(arrival):
            await ack(late)
            return
        await ack(said.text("slack.taken" if isinstance(arrival.heard, Message) else "slack.understood"))

    async def message_shortcut(self, body: Payload) -> None:
        """Without a place where it could be said that nothing was taken in: Slack itself tells the person where we do not answer with a yes."""
        arrival = read_shortcut(body, self.senders)
        if arrival is not None:
            await self.accept((arrival,))

    async def text_shortcut(self, body: Payload) -> None:
        """The form has to be open three seconds after the press; nothing was typed yet that could be lost."""
        trigger, user = text_in(body, "trigger_id"), text_in(body, "user", "id")
        try:
            await call(self.client, "views.open", trigger_id=trigger, view=render_form(_book()))
        except Declined:
            if ID.fullmatch(user):
                self.errands.run("late", self.courier.tell_late(self.senders.private(user)))

    async def submission(self, body: Payload, ack: AsyncAck) -> None:
        found = read_form(body, self.senders, today=self.clock.today())
        if isinstance(found, Wrong):
            await ack(response_action="errors", errors=render_errors(found, _book()))
            return
        if found is not None and (late := await self._not_taken(found)):
            await ack(response_action="errors", errors={TEXT: late})
            return
        await ack(response_action="update", view=dict(render_taken(_book())))

    async def press(self, body: Payload) -> None:
        arrival = read_press(body, self.senders)
        if arrival is not None:
            await self.accept((arrival,))

    async def _not_taken(self, arrival: Arrival) -> str:
        """Empty where it was taken in, else what to tell: these are not delivered again."""
        try:
            await self.accept((arrival,))
        except Unavailable as failure:
            return _book().text("slack.not_taken", count=str(max(1, ceil(failure.retry_after))))
        return ""

    async def _show_home(self, opened: Opened) -> None:
        sender = opened.sender
        content: HomeContent | None
        try:
            content = await self.home(sender)
        except Unavailable:
            content = None
        language = content.person.language if content else ""
        view = render_home(content, load_phrasebook(language or _LANGUAGE), audience=sender.audience)
        await call(self.client, "views.publish", user_id=sender.user, view=view)


def _book() -> Phrasebook:
    return load_phrasebook(_LANGUAGE)
