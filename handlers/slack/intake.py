"""From Slack's payload to what was accepted. Slack is told that something arrived only after `accept` has returned."""

from dataclasses import dataclass, field
from math import ceil
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from bot.ports import Accept, Clock
from bot.speech.heard import From, Message, Pressed, handle_of
from bot.speech.traffic import Arrival
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from handlers.slack.api import Declined, call
from handlers.slack.courier import SlackCourier
from handlers.slack.errands import Errands
from handlers.slack.form import render_errors, render_form, render_taken
from handlers.slack.home import Home, HomeContent, render_home
from handlers.slack.interact import Wrong, read_command, read_form, read_press, read_shortcut, team_of
from handlers.slack.modals import OPENING, Modals
from handlers.slack.names import COMMAND, TEXT
from handlers.slack.payload import Payload, text_in
from handlers.slack.read import Beckoned, Opened, read_event
from handlers.slack.sender import Senders
from handlers.slack.spot import ID

_MOST_AT_HOME: Final = 10_000
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
    modals: Modals
    pressed_at_home: set[str] = field(default_factory=set)
    """Whose page is drawn anew when what they pressed there was answered. In memory only: it is drawn whenever they open it."""

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
        is_text = isinstance(arrival.heard, Message) and not arrival.heard.may_answer
        await ack(said.text("slack.taken" if is_text else "slack.understood"))

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

    async def tip_shortcut(self, body: Payload) -> None:
        user, trigger = text_in(body, "user", "id"), text_in(body, "trigger_id")
        if ID.fullmatch(user):
            sender = self.senders.private(user, team=team_of(body))
            self.errands.run("tip", self._open_tip(sender, trigger))

    async def filled(self, body: Payload, ack: AsyncAck) -> None:
        """Goes away only when it was taken in; what is wrong stands below the field."""
        read = self.modals.read(body, self.senders)
        if read is None:
            await ack()
            return
        submitted, arrival = read
        if wrong := submitted.wrong():
            await ack(response_action="errors", errors=render_errors(Wrong(wrong), _book()))
        elif late := await self._not_taken(arrival):
            await ack(response_action="errors", errors=dict.fromkeys(sorted(submitted.shown)[:1], late))
        else:
            await ack()

    async def press(self, body: Payload) -> None:
        arrival = read_press(body, self.senders)
        if arrival is None:
            return
        choice = arrival.heard.choice if isinstance(arrival.heard, Pressed) else None
        if choice is not None and choice.act in OPENING:
            trigger = text_in(body, "trigger_id")
            self.errands.run("form", self.modals.open(arrival, choice, trigger, _book()))
            return
        if not handle_of(arrival.heard) and len(self.pressed_at_home) < _MOST_AT_HOME:
            self.pressed_at_home.add(arrival.heard.sender.user)
        await self.accept((arrival,))

    def answered(self, to: From) -> None:
        """Something went to this person."""
        if to.is_private and to.user in self.pressed_at_home:
            self.pressed_at_home.discard(to.user)
            self.errands.run("home", self._show_home(Opened(to)))

    async def _open_tip(self, sender: From, trigger: str) -> None:
        try:
            await self.modals.open_tip(sender, trigger, _book())
        except (Declined, Unavailable):
            await self.courier.tell_late(sender)

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
