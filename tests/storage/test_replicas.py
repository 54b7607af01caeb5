"""Two processes on one database: each lane, each duty and each event falls to one of them, and what one leaves behind the other takes up."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Event, Turn
from storage.database import Database
from storage.duties import SqlDuties
from storage.keys.open import open_keys
from storage.leases import LASTS_SECONDS
from storage.waking import Alone, Topic
from tests.contract.desk import ANA
from tests.contract.kept import a_message, a_sender, told
from tests.fakes.clocks import FixedClock
from tests.storage.engines import an_engine, change
from tests.storage.keeping import KeptOnDisk, on_database

LONGEST = 20.0
SERVER_WAS_THERE = f"SELECT pg_sleep_until(pg_postmaster_start_time() + interval '{LASTS_SECONDS} seconds')"
LONG_SILENT = "UPDATE replicas SET until = until - interval '1 hour' WHERE id = '{}'"


@pytest.fixture(params=["postgresql"])
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    async with an_engine(request) as opened:
        yield opened


@pytest.fixture
async def databases_of_both(engine: AsyncEngine) -> tuple[Database, Database]:
    both = Database(engine), Database(engine)
    for one in both:
        await beat(one)
    return both


@pytest.fixture
def both(databases_of_both: tuple[Database, Database], tmp_path: Path) -> tuple[KeptOnDisk, KeptOnDisk]:
    clock = FixedClock()
    keys = open_keys(tmp_path / "keys.json", clock, is_needed=False)
    one, other = (on_database(database, keys, clock) for database in databases_of_both)
    return one, other


async def beat(database: Database) -> None:
    assert database.leases is not None
    await database.leases.beat()


async def fall_silent(engine: AsyncEngine, database: Database) -> None:
    """On a server that was there for long enough that they could have been heard of."""
    assert database.leases is not None
    await change(engine, SERVER_WAS_THERE)
    await change(engine, LONG_SILENT.format(database.leases.me))


def arrivals(*chats: str) -> list[Arrival]:
    return [Arrival(f"event of {chat}", a_message(chat, sender=a_sender(chat))) for chat in chats]


def turn_of(events: tuple[Event, ...]) -> Turn:
    return Turn(events[0].heard, Outcome(Session(), (told(),)), tuple(event.id for event in events))


async def test_lane_is_handed_out_once(both: tuple[KeptOnDisk, KeptOnDisk]) -> None:
    one, other = both
    await one.inbox.accept(arrivals("a", "b", "c"))

    taken = await one.inbox.take(limit=2)

    assert len(taken) == 2
    assert len(await other.inbox.take(limit=5)) == 1
    assert await other.inbox.take(limit=5) == ()


async def test_lanes_are_divided_among_all_who_take_at_once(both: tuple[KeptOnDisk, KeptOnDisk]) -> None:
    await both[0].inbox.accept(arrivals(*(str(number) for number in range(40))))

    taken = await asyncio.gather(*(kept.inbox.take(limit=3) for kept in both * 10))

    lanes = [lane for some in taken for lane in some]
    assert len(lanes) == len(set(lanes)) == 40


async def test_released_lane_can_go_to_the_other(both: tuple[KeptOnDisk, KeptOnDisk]) -> None:
    one, other = both
    await one.inbox.accept(arrivals("a"))
    (lane,) = await one.inbox.take(limit=1)
    await one.turns.finish(turn_of(await one.inbox.pending(lane)))
    await one.inbox.release(lane)
    await one.inbox.accept([Arrival("another", a_message("more", sender=a_sender("a")))])
    assert await other.inbox.take(limit=1) == ()  # until the first one has looked again

    (again,) = await one.inbox.take(limit=1)

    assert again == lane
    assert await other.inbox.take(limit=1) == ()


async def test_what_comes_by_the_other_is_found_by_who_holds_the_lane(
    both: tuple[KeptOnDisk, KeptOnDisk],
) -> None:
    """The other one tells nobody of it: nothing that it could take is left."""
    one, other = both
    await one.inbox.accept(arrivals("a"))
    (lane,) = await one.inbox.take(limit=5)
    (event,) = await one.inbox.pending(lane)
    await other.inbox.accept([Arrival("another", a_message("more", sender=a_sender("a")))])
    assert await other.inbox.take(limit=5) == ()

    await one.turns.finish(turn_of((event,)))
    await one.inbox.release(lane)

    assert await one.inbox.take(limit=5) == (lane,)


class Told(Alone):
    """Writes down what the others are told."""

    def __init__(self) -> None:
        self.topics = asyncio.Queue[Topic]()

    def tell(self, topic: Topic) -> None:
        self.topics.put_nowait(topic)


async def test_others_are_told_of_what_is_left(engine: AsyncEngine, tmp_path: Path) -> None:
    others, clock = Told(), FixedClock()
    database = Database(engine, others)
    await beat(database)
    one = on_database(database, open_keys(tmp_path / "keys.json", clock, is_needed=False), clock)
    await one.inbox.accept(arrivals("a", "b"))

    await one.inbox.take(limit=1)

    assert await asyncio.wait_for(others.topics.get(), LONGEST) is Topic.INBOX


async def test_lanes_of_a_dead_process_are_taken_up(
    both: tuple[KeptOnDisk, KeptOnDisk], databases_of_both: tuple[Database, Database], engine: AsyncEngine
) -> None:
    one, other = both
    await one.inbox.accept(arrivals("a", "b"))
    lanes = await one.inbox.take(limit=5)
    waiting = asyncio.create_task(other.inbox.wait(seconds=LONGEST))
    await fall_silent(engine, databases_of_both[0])

    await beat(databases_of_both[1])

    await asyncio.wait_for(waiting, LONGEST)
    assert await other.inbox.take(limit=5) == lanes


async def test_process_that_was_not_heard_of_holds_nothing(
    both: tuple[KeptOnDisk, KeptOnDisk], databases_of_both: tuple[Database, Database], engine: AsyncEngine
) -> None:
    """What it took before is another one's, also once it is heard of again; what it takes then is its own."""
    one, other = both
    await one.inbox.accept(arrivals("a"))
    (lane,) = await one.inbox.take(limit=1)
    held = [one.inbox.holds(lane), other.inbox.holds(lane)]
    await fall_silent(engine, databases_of_both[0])
    await beat(databases_of_both[1])

    await beat(databases_of_both[0])

    held.append(one.inbox.holds(lane))
    await one.inbox.release(lane)
    await one.inbox.take(limit=1)
    assert [*held, one.inbox.holds(lane)] == [True, False, False, True]


async def test_process_that_ends_in_order_leaves_at_once(
    both: tuple[KeptOnDisk, KeptOnDisk], databases_of_both: tuple[Database, Database]
) -> None:
    await both[0].inbox.accept(arrivals("a"))
    lanes = await both[0].inbox.take(limit=5)
    assert databases_of_both[0].leases is not None

    await databases_of_both[0].leases.leave()

    assert await both[1].inbox.take(limit=5) == lanes


async def test_turn_that_two_processes_made_is_written_once(both: tuple[KeptOnDisk, KeptOnDisk]) -> None:
    """The first one stood still, and the other did its work meanwhile."""
    one, other = both
    await one.inbox.accept(arrivals("a"))
    (lane,) = await one.inbox.take(limit=1)
    turns = [turn_of(await kept.inbox.pending(lane)) for kept in both]

    await asyncio.gather(one.turns.finish(turns[0]), other.turns.finish(turns[1]))

    assert await one.outbox.backlog() == 1


async def test_event_that_reaches_two_processes_is_taken_in_once(
    both: tuple[KeptOnDisk, KeptOnDisk],
) -> None:
    counts = await asyncio.gather(*(kept.inbox.accept(arrivals("a", "b")) for kept in both * 5))

    assert sum(counts) == 2
    assert await both[0].inbox.backlog() == 2


async def test_reply_is_delivered_by_one_process(both: tuple[KeptOnDisk, KeptOnDisk]) -> None:
    one, other = both
    for chat in ("a", "a", "b"):
        await one.finish(a_message(sender=a_sender(chat)), told())

    mine = await one.outbox.take(limit=1)
    theirs = await other.outbox.take(limit=5)

    assert [outgoing.to.address.chat for outgoing in (*mine, *theirs)] == ["a", "b"]
    await one.outbox.sent(mine[0].id, "7", is_last=True)
    assert [outgoing.to.address.chat for outgoing in await one.outbox.take(limit=5)] == ["a"]


async def test_audit_log_of_two_processes_is_one_chain(both: tuple[KeptOnDisk, KeptOnDisk]) -> None:
    await asyncio.gather(
        *(kept.audit.note("rate", f"source {number}", "B", ANA) for number in range(10) for kept in both)
    )

    assert await both[0].audit.verify() is None
    assert len(await both[0].audit.entries(limit=50)) == 20


class Work:
    """Counts how often it was begun and cancelled."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.cancelled = asyncio.Event()

    async def __call__(self) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise


def duties_of(database: Database) -> SqlDuties:
    assert database.duties is not None
    return database.duties


async def test_duty_goes_to_the_other_when_it_is_left(databases_of_both: tuple[Database, Database]) -> None:
    one, other = Work(), Work()
    first = asyncio.create_task(duties_of(databases_of_both[0]).hold("alerts", one))
    await asyncio.wait_for(one.begun.wait(), LONGEST)
    second = asyncio.create_task(duties_of(databases_of_both[1]).hold("alerts", other))
    await asyncio.wait([second], timeout=0.1)
    assert not other.begun.is_set()

    first.cancel()

    await asyncio.wait_for(other.begun.wait(), LONGEST)
    assert one.cancelled.is_set()
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)


async def test_process_that_was_not_heard_of_gives_its_duties_up(
    databases_of_both: tuple[Database, Database], engine: AsyncEngine
) -> None:
    work = Work()
    holding = asyncio.create_task(duties_of(databases_of_both[0]).hold("alerts", work))
    await asyncio.wait_for(work.begun.wait(), LONGEST)
    await fall_silent(engine, databases_of_both[0])
    await beat(databases_of_both[1])

    await beat(databases_of_both[0])

    await asyncio.wait_for(work.cancelled.wait(), LONGEST)
    holding.cancel()
    await asyncio.gather(holding, return_exceptions=True)


async def test_fault_of_a_duty_is_its_own(databases_of_both: tuple[Database, Database]) -> None:
    async def break_down() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any would do
        await duties_of(databases_of_both[0]).hold("alerts", break_down)
