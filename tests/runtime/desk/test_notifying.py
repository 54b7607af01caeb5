from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.desk.acts import Decide, Label
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.edit import Edit, EditKind
from bot.desk.webhook import Event, Happening, Reached
from bot.errors import Unavailable
from bot.library.statement import Statement
from bot.moderation import Followed
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.role import Member, Role
from bot.runtime.answering import Answerer
from bot.runtime.notifying import Notifier, Receiver
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.outcome import Ask
from tests.contract.cases import asked, handed_in
from tests.contract.desk import ANA, decide
from tests.contract.kept import Kept, a_message, a_question, a_sender
from tests.fakes.bugs import no_bugs
from tests.fakes.entries import a_filing, a_statement
from tests.fakes.followed import MemoryFollowed
from tests.storage.keeping import KeptOnDisk

THIRI = Member("m1", "Thiri", Role.MODERATOR)
WROTE = Edit(EditKind.WRITE, "secret reason")


@dataclass
class Listener:
    is_away: bool = False
    tries: int = 0
    told: list[Event] = field(default_factory=list)

    async def send(self, event: Event) -> None:
        self.tries += 1
        if self.is_away:
            raise Unavailable("webhook")
        self.told.append(event)


@pytest.fixture
def receiver() -> Listener:
    return Listener()


@pytest.fixture
async def notifier(kept: Kept, receiver: Listener) -> Notifier:
    """That has begun."""
    made = make_notifier(kept, receiver)
    await made.look()
    return made


def make_notifier(
    kept: Kept,
    listener: Listener,
    followed: Followed | None = None,
    name: str = "cms",
    with_text: bool = False,
) -> Notifier:
    edge = Edge(lambda _failure: None, no_bugs)
    told = Receiver(
        name,
        listener.send,
        frozenset(Happening),
        with_text=with_text,
        sensitive=frozenset({"names a person"}),
    )
    return Notifier(kept.audit, followed or MemoryFollowed(), kept.desk, kept.library, told, kept.clock, edge)


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
    kept: Kept, notifier: Notifier, receiver: Listener
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
    assert event.facts == {"case": 1, "conclusion": "unverified", "record": None, "accord": None}


async def test_record_is_told_of_where_it_may_be_seen(
    kept: Kept, notifier: Notifier, receiver: Listener
) -> None:
    await write(kept, "hidden", Audience.NEWSROOM)
    await write(kept, "shown")
    await notifier.look()

    assert [(event.kind, event.facts) for event in receiver.told] == [
        (Happening.RECORD_PUBLISHED, {"record": "shown"})
    ]


STANDS = a_statement("denial")
TURNED = replace(STANDS, text="The village was not empty")
HIDDEN = replace(STANDS, filing=a_filing(visibility=Audience.NEWSROOM))


@pytest.mark.parametrize(
    ("record", "named"),
    [
        (STANDS, {"record": "denial", "accord": "differs"}),
        (TURNED, {"record": "denial", "accord": None}),
        (HIDDEN, {"record": None, "accord": None}),
    ],
)
async def test_accord_is_told_of_what_was_compared_and_may_be_seen(
    kept: Kept, notifier: Notifier, receiver: Listener, record: Statement, named: dict[str, str | None]
) -> None:
    await asked(kept, "A bridge was hit")
    decision = Decision(Conclusion.LINKED, "secret reason", "denial", accord=Accord.DIFFERS)
    await kept.desk.act(1, Decide(decision), ANA)
    await kept.library.publish([record])
    kept.clock.pass_by(61)
    await Answerer(kept.desk, kept.library, kept.clock, Numbers(), notifier.edge).look()
    await notifier.look()

    (event,) = receiver.told
    assert event.facts == {"case": 1, "conclusion": "linked", **named}


async def test_no_word_and_nobody_is_told(kept: Kept, notifier: Notifier, receiver: Listener) -> None:
    await answer(kept)
    await write(kept, "shown")
    await notifier.look()

    assert len(receiver.told) == 2
    assert not {"secret", "bridge", "Thiri", "Ana"} & set(str(receiver.told).replace("'", " ").split())


async def test_what_did_not_arrive_comes_again_in_order(
    kept: Kept, notifier: Notifier, receiver: Listener
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


async def test_after_a_day_it_is_given_up(kept: Kept, notifier: Notifier, receiver: Listener) -> None:
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
    reached = await notifier.followed.reached("cms")
    assert reached is not None
    assert (reached.given_up, reached.tries, reached.failing_since) == (1, 0, None)


async def test_what_was_before_is_no_news(kept: Kept, receiver: Listener) -> None:
    await write(kept, "first")
    made = make_notifier(kept, receiver)
    await made.look()
    await made.look()

    assert receiver.told == []
    assert await made.followed.reached("cms") == Reached(1)


async def test_one_that_is_away_keeps_nobody_waiting(kept: Kept) -> None:
    away, there, followed = Listener(is_away=True), Listener(), MemoryFollowed()
    both = [make_notifier(kept, away, followed, "away"), make_notifier(kept, there, followed, "there")]
    for _ in range(2):
        for one in both:
            await one.look()
        await write(kept, f"record-{len(there.told)}")
    for one in both:
        await one.look()

    assert len(there.told) == 2
    assert await followed.reached("there") == Reached(2)
    failing = await followed.reached("away")
    assert failing is not None
    assert (failing.number, failing.tries) == (0, 1)


@pytest.mark.parametrize(("with_text", "text"), [(False, {}), (True, {"text": "A bridge was hit"})])
async def test_burst_is_told_of(
    kept: KeptOnDisk, receiver: Listener, with_text: bool, text: dict[str, str]
) -> None:
    made = make_notifier(kept, receiver, with_text=with_text)
    await made.look()
    await asked(kept, "A bridge was hit", "A bridge was hit", "A bridge was hit")
    await kept.alerts.note_bursts(people=3, within=timedelta(minutes=30))
    await made.look()

    (event,) = receiver.told
    assert event.kind is Happening.CASE_BURST
    assert event.facts == {"case": 1, "people": 3, "minutes": 30} | text


async def test_tip_is_never_quoted(kept: KeptOnDisk, receiver: Listener) -> None:
    made = make_notifier(kept, receiver, with_text=True)
    await made.look()
    await handed_in(kept)
    await kept.alerts.note_bursts(people=1, within=timedelta(minutes=30))
    await made.look()

    assert [event.facts["text"] for event in receiver.told] == [None]


async def test_case_with_a_sensitive_mark_is_not_quoted(kept: KeptOnDisk, receiver: Listener) -> None:
    made = make_notifier(kept, receiver, with_text=True)
    await made.look()
    await asked(kept, "Aung was there")
    await kept.desk.act(1, Label("names a person"), ANA)
    await kept.alerts.note_bursts(people=1, within=timedelta(minutes=30))
    await made.look()

    assert [event.facts["text"] for event in receiver.told] == [None]


@pytest.mark.parametrize(
    "address", [Address(Front.SLACK, "T1", "C1", "1.1"), Address(Front.CONSOLE, "", "visit")]
)
async def test_colleagues_are_not_quoted_to_the_public(
    kept: KeptOnDisk, receiver: Listener, address: Address
) -> None:
    """Whether they can be reached or not."""
    made = make_notifier(kept, receiver, with_text=True)
    await made.look()
    colleague = replace(a_sender(address=address, person="min"), audience=Audience.NEWSROOM)
    await kept.finish(
        a_message(sender=colleague), deeds=[Ask(a_question("EEEE-EEEE", "The story of Monday"), colleague)]
    )
    await kept.alerts.note_bursts(people=1, within=timedelta(minutes=30))
    await made.look()

    assert [event.facts["text"] for event in receiver.told] == [None]
