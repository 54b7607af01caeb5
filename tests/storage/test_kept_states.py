"""Whatever comes in whatever order, through kills: nothing is lost, nothing is answered twice, and each conversation keeps its order."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Coroutine
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Event, Outgoing, Turn
from storage.database import Database
from storage.keys.open import open_keys
from storage.migrate import migrate
from storage.sqlite import open_engine
from tests.contract.kept import Kept, a_message, a_sender, told
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import on_database

Answer = TypeVar("Answer")
numbers = st.integers(0, 30)
FOREVER = 1e6


@cache
def empty_database() -> Path:
    path = Path(tempfile.mkdtemp()) / "empty.db"
    migrate(path)
    return path


class Post(RuleBasedStateMachine):
    """Event *n* belongs to the chat *n % 3* and says its number; its answer is its number too."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()
        path = Path(copyfile(empty_database(), Path(self._folder.name) / "library.db"))
        self._clock = FixedClock()
        self._engine = open_engine(path)
        keys = open_keys(path.with_name("keys.json"), self._clock, is_needed=False)
        self._kept: Kept = on_database(Database(self._engine), keys, self._clock)
        self._accepted: dict[str, list[int]] = defaultdict(list)
        self._said: dict[str, list[int]] = defaultdict(list)
        self._parked = set[int]()
        self._working: dict[str, tuple[Event, ...]] = {}
        self._delivering: list[Outgoing] = []
        self._stale = list[Turn]()

    def teardown(self) -> None:
        self._drain()
        for chat, accepted in self._accepted.items():
            assert self._said[chat] == [number for number in accepted if number not in self._parked]
        self._run(self._engine.dispose())
        self._runner.close()
        self._folder.cleanup()

    @rule(batch=st.lists(numbers, max_size=5))
    def accept(self, batch: list[int]) -> None:
        arrivals = [
            Arrival(f"event {number}", a_message(str(number), sender=a_sender(chat_of(number))))
            for number in batch
        ]
        before = {number for known in self._accepted.values() for number in known}
        new = [number for number in dict.fromkeys(batch) if number not in before]

        assert self._run(self._kept.inbox.accept(arrivals)) == len(new)
        for number in new:
            self._accepted[chat_of(number)].append(number)

    @rule(limit=st.integers(1, 3))
    def take(self, limit: int) -> None:
        for lane in self._run(self._kept.inbox.take(limit=limit)):
            assert lane not in self._working
            self._working[lane] = ()

    @precondition(lambda self: self._working)
    @rule(size=st.integers(1, 3), choice=st.integers(0, 5))
    def finish(self, size: int, choice: int) -> None:
        lane = self._any_lane(choice)
        if events := self._begun(lane, size):
            turn = turn_of(events)
            self._stale.append(turn)
            self._run(self._kept.turns.finish(turn))
        self._release(lane)

    @precondition(lambda self: self._working)
    @rule(choice=st.integers(0, 5), seconds=st.sampled_from([0.0, 5.0]))
    def postpone(self, choice: int, seconds: float) -> None:
        lane = self._any_lane(choice)
        if events := self._begun(lane, 2):
            outcome = Outcome(Session(), again_in=seconds)
            turn = Turn(events[0].heard, outcome, tuple(event.id for event in events))
            self._run(self._kept.turns.finish(turn))
        self._release(lane)

    @precondition(lambda self: self._working)
    @rule(choice=st.integers(0, 5))
    def park(self, choice: int) -> None:
        lane = self._any_lane(choice)
        if events := self._begun(lane, 1):
            turn = Turn(events[0].heard, Outcome(Session()), (events[0].id,))
            self._run(self._kept.turns.park(turn, fault="KeyError"))
            self._parked.add(number_of(events[0]))
        self._release(lane)

    @precondition(lambda self: self._stale)
    @rule(choice=st.integers(0, 50))
    def finish_again(self, choice: int) -> None:
        """A worker that did not hear that its turn was written."""
        self._run(self._kept.turns.finish(self._stale[choice % len(self._stale)]))

    @rule(limit=st.integers(1, 3))
    def take_replies(self, limit: int) -> None:
        self._delivering.extend(self._run(self._kept.outbox.take(limit=limit)))

    @precondition(lambda self: self._delivering)
    @rule(what=st.sampled_from(["sent", "sent", "part", "later"]))
    def deliver(self, what: str) -> None:
        outgoing = self._delivering.pop(0)
        match what:
            case "later":
                self._run(self._kept.outbox.later(outgoing.id, seconds=5))
            case "part" if not outgoing.sent:
                self._run(self._kept.outbox.sent(outgoing.id, "part", is_last=False))
            case _:
                self._sent(outgoing)

    @rule(seconds=st.sampled_from([1.0, 6.0]))
    def pass_by(self, seconds: float) -> None:
        self._clock.pass_by(seconds)

    @rule()
    def kill(self) -> None:
        """Whatever was in hand is forgotten, as if it had never been begun."""
        self._kept = self._kept.reopened()
        self._working, self._delivering = {}, []

    @invariant()
    def nothing_is_said_twice_or_out_of_order(self) -> None:
        for chat, said in self._said.items():
            order = [number for number in self._accepted[chat] if number not in self._parked]
            assert said == order[: len(said)]

    @invariant()
    def numbers_add_up(self) -> None:
        assert len(self._run(self._kept.inbox.parked())) == len(self._parked)

    def _drain(self) -> None:
        self.kill()
        self._clock.pass_by(FOREVER)
        while lanes := self._run(self._kept.inbox.take(limit=10)):
            for lane in lanes:
                self._run(self._kept.turns.finish(turn_of(self._begun(lane, 100))))
                self._run(self._kept.inbox.release(lane))
        while taken := self._run(self._kept.outbox.take(limit=10)):
            for outgoing in taken:
                self._sent(outgoing)

    def _begun(self, lane: str, size: int) -> tuple[Event, ...]:
        events = self._run(self._kept.inbox.pending(lane))[:size]
        self._run(self._kept.inbox.begin([event.id for event in events]))
        return events

    def _release(self, lane: str) -> None:
        del self._working[lane]
        self._run(self._kept.inbox.release(lane))

    def _any_lane(self, choice: int) -> str:
        return list(self._working)[
            choice % len(self._working)
        ]  # in the order of taking: names differ from run to run

    def _sent(self, outgoing: Outgoing) -> None:
        self._run(self._kept.outbox.sent(outgoing.id, "last", is_last=True))
        assert isinstance(outgoing.reply, type(told()))
        self._said[outgoing.to.address.chat].append(int(outgoing.reply.notes[0].key))

    def _run(self, work: Coroutine[object, object, Answer]) -> Answer:
        return self._runner.run(work)


def chat_of(number: int) -> str:
    return str(number % 3)


def number_of(event: Event) -> int:
    assert isinstance(event.heard, type(a_message()))
    return int(event.heard.submission.text)


def turn_of(events: tuple[Event, ...]) -> Turn:
    replies = tuple(told(str(number_of(event))) for event in events)
    return Turn(events[0].heard, Outcome(Session(), replies), tuple(event.id for event in events))


TestPost = Post.TestCase
TestPost.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
