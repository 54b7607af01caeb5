"""The runtime on stores in memory, with a dialogue of a few words."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.runtime.allowance import Limits, OwnAllowances
from bot.runtime.delivery import PostParts
from bot.runtime.gathering import Gathering
from bot.runtime.lane_parts import Parts, Rules
from bot.runtime.lanes import Lanes
from bot.runtime.numbers import Numbers
from bot.runtime.pacing import Paces
from bot.runtime.post import Post
from bot.runtime.reception import Reception
from bot.speech.heard import Command, From, Heard, Message, Verb, handle_of
from bot.speech.outcome import Outcome
from bot.speech.replies import Reply, Told
from bot.speech.session import Session
from bot.speech.traffic import Arrival
from bot.speech.turns import Converse, Tell
from tests.fakes.bugs import SeenBugs
from tests.fakes.couriers import RecordingCourier
from tests.fakes.memory_post import MemoryPost
from tests.fakes.quick_time import LoopClock

Turn = Callable[[Heard, Tell], Awaitable[None]]


def sender(chat: str = "chat", *, person: str = "", front: Front = Front.TELEGRAM) -> From:
    return From(Address(front, "bot", chat), Pseudonym(person or f"person of {chat}"), Audience.PUBLIC)


def message(
    text: str, chat: str = "chat", *, handle: str = "", album: str = "", is_edit: bool = False
) -> Message:
    return Message(sender(chat), Submission(text), handle or text, album=album, is_edit=is_edit)


def command(chat: str = "chat", verb: Verb = Verb.HELP) -> Command:
    return Command(sender(chat), verb, verb.value, handle=verb.value)


def words(heard: Heard) -> str:
    """What was heard, in a word or two."""
    match heard:
        case Message():
            return heard.submission.text
        case Command():
            return f"/{heard.word}"
        case _:
            return type(heard).__name__


def spoken(reply: Reply) -> str:
    return reply.notes[0].key if isinstance(reply, Told) else type(reply).__name__


async def at_once(heard: Heard, tell: Tell) -> None:
    """A turn that takes no time."""


@dataclass
class Echo:
    """Answers everything with its own words. `turn` is what happens before; `heard` what turns were begun for."""

    turn: Turn = at_once
    heard: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    async def __call__(self, session: Session, heard: Heard, tell: Tell) -> Outcome:
        self.heard.append(words(heard))
        try:
            await self.turn(heard, tell)
        except asyncio.CancelledError:
            self.cancelled.append(words(heard))
            raise
        return Outcome(replace(session, last=words(heard)), (Told((note(words(heard)),)),))


@dataclass
class House:
    """Everything between the fronts. `answers` are the replies written, `delivered` those that went."""

    echo: Echo = field(default_factory=Echo)
    courier: RecordingCourier = field(default_factory=RecordingCourier)
    rules: Rules = field(default_factory=lambda: Rules(gathering=Gathering(text=0.4, album=1.0)))
    limits: Limits = field(default_factory=Limits)
    converse: Converse | None = None

    def __post_init__(self) -> None:
        self.clock = LoopClock()
        self.kept = MemoryPost(self.clock)
        self.bugs = SeenBugs()
        self.away: list[Unavailable] = []
        self.numbers = Numbers()
        self.couriers = {Front.TELEGRAM: self.courier}
        self.tries = 3
        self.open()

    def open(self) -> None:
        """New workers on what is kept, as after a restart."""
        kept, clock, bugs = self.kept, self.clock, self.bugs
        self.kept.store.restart()
        paces = Paces()
        parts = Parts(
            kept.inbox,
            kept.outbox,
            kept.turns,
            kept.sessions,
            self.converse or self.echo,
            self.couriers,
            clock,
            self.numbers,
            bugs,
            self.away.append,
            paces,
        )
        self.lanes = Lanes(parts, self.rules)
        self.reception = Reception(
            kept.inbox,
            limits=self.limits,
            allowances=lambda _: OwnAllowances(self.limits),
            numbers=self.numbers,
            clock=clock,
            on_accepted=self.lanes.note,
        )
        self.post = Post(
            PostParts(
                kept.outbox,
                self.couriers,
                clock,
                self.numbers,
                self.reception.accept,
                bugs,
                self.away.append,
                paces,
            ),
            tries=self.tries,
        )

    async def hear(self, *heard: Heard) -> None:
        for one in heard:
            number = len(self.kept.store.known)
            await self.reception.accept([Arrival(f"{number} {handle_of(one)}", one)])

    def answers(self, chat: str = "chat") -> list[str]:
        return [
            spoken(row.outgoing.reply)
            for row in self.kept.store.replies
            if row.outgoing.to.address.chat == chat
        ]

    def delivered(self, chat: str = "chat") -> list[str]:
        return [spoken(one.reply) for one in self.courier.carried if one.chat == chat]

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Lanes and post run while the context lasts."""
        jobs = [asyncio.create_task(self.lanes.run()), asyncio.create_task(self.post.run())]
        try:
            yield
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)


def now() -> float:
    return asyncio.get_running_loop().time()
