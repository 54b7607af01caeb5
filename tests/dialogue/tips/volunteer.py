"""Somebody who hands in a tip, in a conversation without a front."""

from dataclasses import dataclass, field

from bot.claims.submission import Submission
from bot.desk.tip import TipField
from bot.dialogue.tips.step import step_of
from bot.dialogue.writing import writing_of
from bot.people.address import Front
from bot.speech.choices import Choice
from bot.speech.heard import From, Message
from bot.speech.outcome import Outcome
from tests.dialogue.conversation import Conversation, buttons, somebody

WHAT = "Soldiers burned the market of our village at dawn."
ANSWERS = {
    TipField.WHAT: WHAT,
    TipField.WHERE: "Pale township",
    TipField.WHEN: "Tuesday at five",
    TipField.HOW: "I stood across the river.",
    TipField.EVIDENCE: "t.me/palenews has pictures",
    TipField.PUBLISH: "yes",
    TipField.ASK_BACK: "no",
}


@dataclass
class Volunteer:
    talk: Conversation = field(default_factory=lambda: Conversation({}))
    sender: From = field(default_factory=somebody)
    last: Outcome | None = None

    async def types(self, text: str) -> Outcome:
        self.last = await self.talk.types(self.sender, text)
        return self.last

    async def writes(self, text: str, **more: object) -> Outcome:
        message = Message(self.sender, Submission(text, **more), "m1")  # type: ignore[arg-type]
        self.last = await self.talk.hears(message)
        return self.last

    async def presses(self, word: str, number: int = 0) -> Outcome:
        """A button under what was said last."""
        assert self.last is not None
        shown = [button.choice for button in buttons(self.last)]
        choice = next(each for each in shown if each.value == word and (not number or each.number == number))
        self.last = await self.talk.presses(self.sender, choice)
        return self.last

    async def begins(self) -> Outcome:
        await self.types("/tip")
        return await self.presses("yes")

    async def answers(self, *fields: TipField) -> Outcome:
        for each in fields or tuple(TipField):
            await self.writes(ANSWERS[each])
        assert self.last is not None
        return self.last

    async def hands_in(self) -> str:
        """The whole of it; the receipt."""
        await self.begins()
        await self.answers()
        await self.presses("send")
        return next(reversed(self.talk.handed_in))

    @property
    def at(self) -> str:
        """The question that is open, empty where no tip is being written."""
        writing = writing_of(self.talk.session, self.sender, now=self.talk.clock.now())
        step = step_of(writing) if writing else None
        return "" if step is None else str(step.name)

    def old_button(self, outcome: Outcome, word: str) -> Choice:
        return next(button.choice for button in buttons(outcome) if button.choice.value == word)


def on(front: Front) -> Volunteer:
    return Volunteer(sender=somebody(front=front))


def in_group() -> Volunteer:
    return Volunteer(sender=somebody(chat="group"))
