from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.desk.edit import Edit, EditKind
from bot.desk.webhook import Event, Happening, Reached
from bot.errors import Unavailable
from bot.people.audience import Audience
from bot.people.role import Member, Role
from bot.runtime.answering import Answerer
from bot.runtime.notifying import Notifier
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from tests.contract.cases import asked
from tests.contract.desk import ANA, decide
from tests.contract.kept import Kept
from tests.fakes.bugs import no_bugs
from tests.fakes.entries import a_filing, a_statement
from tests.fakes.followed import MemoryFollowed

THIRI = Member("m1", "Thiri", Role.MODERATOR)
WROTE = Edit(EditKind.WRITE, "secret reason")


@dataclass
class Receiver:
    is_away: bool = False
    tries: int = 0
    told: list[Event] = field(default_factory=list)

    async def send(self, event: Event) -> None:
        self.tries += 1
        if self.is_away:
            raise Unavailable("webhook")
        self.told.append(event)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
async def notifier(kept: Kept, receiver: Receiver) -> Notifier:
    """That has begun."""
    edge = Edge(lambda _failure: None, no_bugs)
    made = Notifier(
        kept.audit,
        MemoryFollowed(),
        kept.desk,
        kept.library,
        receiver.send,
        kept.clock,
        edge,
        frozenset(Happening),
    )
    await made.look()
    return made


async def write(kept: Kept, record: str, audience: Audience = Audience.PUBLIC) -> None:
    entry = a_statement(record, filing=a_filing(visibility=audience))
    await kept.records.keep(entry, WROTE, THIRI, seen=None)


async def answer(kept: Kept) -> None:
    """Decides the first case for good."""
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, decide("secret reason"), ANA)
    kept.clock.pass_by(61)
    edge = Edge(lambda _failure: None, no_bugs)
    await Answerer(kept.desk, kept.library, kept.clock, Numbers(), edge).look()


async def test_case_is_told_of_when_its_answers_went(
    kept: Kept, notifier: Notifier, receiver: Receiver
) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, decide("secret reason"), ANA)
    await notifier.look()
    assert receiver.told == []
    kept.clock.pass_by(61)
    await Answerer(kept.desk, kept.library, kept.clock, Numbers(), notifier.edge).look()
    await notifier.look()
    await notifier.look()

    (event,) = receiver.told
    assert event.kind is Happening.CASE_DECIDED
    assert event.facts == {"case": 1, "conclusion": "unverified", "record": None}


async def test_record_is_told_of_where_it_may_be_seen(
    kept: Kept, notifier: Notifier, receiver: Receiver
) -> None:
    await write(kept, "hidden", Audience.NEWSROOM)
    await write(kept, "shown")
    await notifier.look()

    assert [(event.kind, event.facts) for event in receiver.told] == [
        (Happening.RECORD_PUBLISHED, {"record": "shown"})
    ]


async def test_no_word_and_nobody_is_told(kept: Kept, notifier: Notifier, receiver: Receiver) -> None:
    await answer(kept)
    await write(kept, "shown")
    await notifier.look()

    assert len(receiver.told) == 2
    assert not {"secret", "bridge", "Thiri", "Ana"} & set(str(receiver.told).replace("'", " ").split())


async def test_what_did_not_arrive_comes_again_in_order(
    kept: Kept, notifier: Notifier, receiver: Receiver
) -> None:
    await write(kept, "first")
    await write(kept, "second")
    receiver.is_away = True
    first = await notifier.look()
    assert await notifier.look() == pytest.approx(first, abs=0.001)
    assert receiver.tries == 1
    kept.clock.pass_by(first + 0.001)
    assert await notifier.look() > first
    receiver.is_away = False
    kept.clock.pass_by(3600)
    await notifier.look()

    assert [event.facts["record"] for event in receiver.told] == ["first", "second"]
    assert receiver.tries == 4


async def test_after_a_day_it_is_given_up(kept: Kept, notifier: Notifier, receiver: Receiver) -> None:
    await write(kept, "first")
    receiver.is_away = True
    await notifier.look()
    kept.clock.pass_by(timedelta(hours=25).total_seconds())
    await notifier.look()
    receiver.is_away = False
    await write(kept, "second")
    kept.clock.pass_by(7200)
    await notifier.look()

    assert [event.facts["record"] for event in receiver.told] == ["second"]
    reached = await notifier.followed.reached()
    assert reached is not None
    assert (reached.given_up, reached.tries, reached.failing_since) == (1, 0, None)


async def test_what_was_before_is_no_news(kept: Kept, receiver: Receiver) -> None:
    await write(kept, "first")
    edge = Edge(lambda _failure: None, no_bugs)
    made = Notifier(
        kept.audit,
        MemoryFollowed(),
        kept.desk,
        kept.library,
        receiver.send,
        kept.clock,
        edge,
        frozenset(Happening),
    )
    await made.look()
    await made.look()

    assert receiver.told == []
    assert await made.followed.reached() == Reached(1)
