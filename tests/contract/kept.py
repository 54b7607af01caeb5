"""What the suites of the inbox, the outbox and the turns work with, and the smallest things that can be heard and said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.claims.claim import Claim, Kind
from bot.claims.note import note
from bot.claims.submission import Submission
from bot.desk.question import Question
from bot.moderation import (
    ApiKeys,
    Articles,
    Audit,
    Cards,
    Desk,
    Kinship,
    Members,
    Pictures,
    Receipts,
    Records,
    SignIns,
)
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.ports import Answers, Feedback, Inbox, Library, Outbox, People, Sessions, Turns
from bot.speech.given import Given
from bot.speech.heard import Command, From, Heard, Left, Message, Verb
from bot.speech.outcome import Deed, Keep, Outcome
from bot.speech.replies import Answered, Reply, Told
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Event, Outgoing, Turn
from bot.verdicts.finding import Report
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import report, same_event


class WholeDesk(Receipts, Desk, Kinship, Protocol):
    """All that one implementation of the desk is asked."""


@dataclass(frozen=True)
class Kept:
    """One implementation of all of them on one store. `reopened` is the same store as a process finds it after the last one was killed."""

    inbox: Inbox
    outbox: Outbox
    turns: Turns
    sessions: Sessions
    answers: Answers
    people: People
    pictures: Pictures
    articles: Articles
    desk: WholeDesk
    members: Members
    audit: Audit
    sign_ins: SignIns
    api_keys: ApiKeys
    cards: Cards
    feedback: Feedback
    library: Library
    records: Records
    clock: FixedClock
    reopened: "Callable[[], Kept]"

    async def accept(self, *heard: Heard) -> tuple[Event, ...]:
        """Takes in what was heard under names of its own; the events of the lane of the last."""
        before = await self.inbox.backlog()
        names = [f"{before} {number} {id(self)}" for number in range(len(heard))]
        await self.inbox.accept([Arrival(name, one) for name, one in zip(names, heard, strict=True)])
        return await self.events()

    async def events(self) -> tuple[Event, ...]:
        """All that waits and is due, lane by lane; no lane is held afterwards."""
        lanes = await self.inbox.take(limit=100)
        found = [await self.inbox.pending(lane) for lane in lanes]
        for lane in lanes:
            await self.inbox.release(lane)
        return tuple(event for events in found for event in events)

    async def finish(
        self,
        heard: Heard,
        *replies: Reply,
        deeds: Sequence[Deed] = (),
        events: Sequence[Event] = (),
        again_in: float | None = None,
        progress: str = "",
        session: Session | None = None,
    ) -> None:
        outcome = Outcome(session or Session(), replies, tuple(deeds), again_in)
        await self.turns.finish(Turn(heard, outcome, tuple(event.id for event in events), progress))

    async def deliver(self, *handles: str) -> Outgoing:
        """Takes the next reply and delivers it in messages of these handles."""
        (outgoing,) = await self.outbox.take(limit=1)
        for number, handle in enumerate(handles):
            await self.outbox.sent(outgoing.id, handle, is_last=number == len(handles) - 1)
        return outgoing


def an_address(chat: str = "chat", *, thread: str = "", front: Front = Front.TELEGRAM) -> Address:
    return Address(front, "workspace", chat, thread)


def a_sender(
    chat: str = "chat",
    *,
    person: str = "ann",
    formerly: Sequence[str] = (),
    audience: Audience = Audience.PUBLIC,
    address: Address | None = None,
) -> From:
    return From(
        address or an_address(chat),
        Pseudonym(person),
        audience,
        tuple(Pseudonym(name) for name in formerly),
        user=f"id of {person}",
    )


def a_message(text: str = "A bridge was hit", *, sender: From | None = None, handle: str = "") -> Message:
    return Message(sender or a_sender(), Submission(text), handle)


def a_command(verb: Verb = Verb.FORGET, *, sender: From | None = None) -> Command:
    return Command(sender or a_sender(), verb, verb.value)


def gone(address: Address | None = None) -> Left:
    return Left(a_sender(address=address or an_address()))


def told(key: str = "talk.anything") -> Told:
    return Told((note(key),))


def a_report(text: str = "A bridge was hit") -> Report:
    return report(same_event(text))


def a_given(
    answer: str = "answer", *, sender: From | None = None, handle: str = "", text: str = "A bridge was hit"
) -> Given:
    return Given(answer, sender or a_sender(), Submission(text), a_report(text), handle)


def kept_answer(given: Given) -> tuple[Keep, Answered]:
    return Keep(given), Answered(given.report, given.id)


def a_question(code: str = "7KQ2-M4TX", text: str = "A bridge was hit") -> Question:
    return Question(code, Claim(text, 0, len(text), "en", Kind.FACT), "answer", 1)
