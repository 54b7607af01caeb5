"""What happens while the database is away, and to rows that cannot be read."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.desk.acts import Take
from bot.desk.case import UNDECIDED
from bot.desk.queue import Wanted
from bot.errors import Unavailable
from bot.people.api_key import WantedKey
from bot.people.pseudonym import Pseudonym
from bot.people.role import Role
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.shown_case import ShownCard
from bot.speech.traffic import Arrival, Turn
from storage.accepting import Accepting
from storage.database import Database
from storage.ground import Ground
from storage.keys.open import FileKeys, open_keys
from storage.sealed import Seal
from storage.sqlite import open_engine
from storage.states import UNDECODABLE
from storage.tables import LIBRARY
from tests.contract.desk import ADA, CHAT
from tests.contract.kept import Kept, a_given, a_message, a_sender, an_address, kept_answer, told
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import on_database

FOREVER = 3600.0
TURN = Turn(a_message(), Outcome(Session(), (told(),)))
METHODS: dict[str, Callable[[Kept], Awaitable[object]]] = {
    "accept": lambda kept: kept.inbox.accept([Arrival("event", a_message())]),
    "take": lambda kept: kept.inbox.take(limit=1),
    "pending": lambda kept: kept.inbox.pending("lane"),
    "begin": lambda kept: kept.inbox.begin([1]),
    "take_back": lambda kept: kept.inbox.take_back([1]),
    "lay_aside": lambda kept: kept.inbox.lay_aside([1], fault="KeyError"),
    "note_progress": lambda kept: kept.inbox.note_progress(1, "7"),
    "next_due": lambda kept: kept.inbox.next_due(),
    "backlog": lambda kept: kept.inbox.backlog(),
    "parked": lambda kept: kept.inbox.parked(),
    "retry_parked": lambda kept: kept.inbox.retry_parked(),
    "ping": lambda kept: kept.inbox.ping(),
    "take a reply": lambda kept: kept.outbox.take(limit=1),
    "sent": lambda kept: kept.outbox.sent(1, "7", is_last=True),
    "later": lambda kept: kept.outbox.later(1, seconds=1),
    "failed": lambda kept: kept.outbox.failed(1, why="gone"),
    "next reply due": lambda kept: kept.outbox.next_due(),
    "replies": lambda kept: kept.outbox.backlog(),
    "failures": lambda kept: kept.outbox.failures(),
    "finish": lambda kept: kept.turns.finish(TURN),
    "park": lambda kept: kept.turns.park(TURN, fault="KeyError"),
    "session": lambda kept: kept.sessions.session(an_address()),
    "given": lambda kept: kept.answers.given("answer"),
    "given_to": lambda kept: kept.answers.given_to(an_address(), "7"),
    "person": lambda kept: kept.people.person([Pseudonym("ann")]),
    "holdings": lambda kept: kept.people.holdings(a_sender()),
    "questions": lambda kept: kept.desk.questions([Pseudonym("ann")]),
    "standing": lambda kept: kept.desk.standing("7KQ2-M4TX"),
    "case": lambda kept: kept.desk.case(1),
    "queue": lambda kept: kept.desk.queue(Wanted(UNDECIDED), limit=1),
    "numbers": lambda kept: kept.desk.numbers(),
    "act": lambda kept: kept.desk.act(1, Take(), ADA),
    "due": lambda kept: kept.desk.due(limit=1),
    "next answer due": lambda kept: kept.desk.next_due(),
    "answer": lambda kept: kept.desk.answer(1, {}, revision=1),
    "living": lambda kept: kept.desk.living(limit=1),
    "join": lambda kept: kept.desk.join(1, 2),
    "liken": lambda kept: kept.desk.liken(1, [2]),
    "member": lambda kept: kept.members.member(a_sender()),
    "members": lambda kept: kept.members.members(),
    "find": lambda kept: kept.members.find("nobody"),
    "appoint": lambda kept: kept.members.appoint(a_sender(), name="Zaw", role=Role.STAFF, by=ADA),
    "make_link": lambda kept: kept.sign_ins.make_link(ADA, lives=timedelta(hours=1)),
    "is_open": lambda kept: kept.sign_ins.is_open("secret"),
    "redeem": lambda kept: kept.sign_ins.redeem("secret", lives=timedelta(hours=1)),
    "signed_in": lambda kept: kept.sign_ins.signed_in("secret"),
    "sign_out": lambda kept: kept.sign_ins.sign_out("secret"),
    "make a key": lambda kept: kept.api_keys.make(
        WantedKey("site", frozenset()), lives=timedelta(hours=1), by=ADA
    ),
    "open by a key": lambda kept: kept.api_keys.opened(f"ss_{'0' * 16}_{'s' * 43}"),
    "list keys": lambda kept: kept.api_keys.listed(),
    "revoke a key": lambda kept: kept.api_keys.revoke("0" * 16, by=ADA),
    "entries": lambda kept: kept.audit.entries(limit=1),
    "note": lambda kept: kept.audit.note("rate", "source aapp", "B", ADA),
    "verify": lambda kept: kept.audit.verify(),
    "stale": lambda kept: kept.cards.stale([CHAT], limit=1),
    "shown": lambda kept: kept.cards.shown(ShownCard(1, 1, CHAT), handle="7", revision=1),
}


@pytest.fixture
def keys(tmp_path: Path) -> FileKeys:
    return open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)


@asynccontextmanager
async def opened(database: Path) -> AsyncIterator[Database]:
    engine = open_engine(database, busy_seconds=0.01)
    try:
        yield Database(engine)
    finally:
        await engine.dispose()


@pytest.fixture
async def kept(database: Path, keys: FileKeys) -> AsyncIterator[Kept]:
    async with opened(database) as on:
        yield on_database(on, keys, FixedClock())


@pytest.fixture
def locked(database: Path) -> Iterator[sqlite3.Connection]:
    """Held by somebody who lets nobody else read either."""
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE library SET version = version")
        yield holder


@pytest.mark.parametrize("method", METHODS)
async def test_locked_database_is_unavailable(locked: sqlite3.Connection, kept: Kept, method: str) -> None:
    with pytest.raises(Unavailable):
        await METHODS[method](kept)


async def test_what_was_not_taken_in_may_come_again(locked: sqlite3.Connection, kept: Kept) -> None:
    arrivals = [[Arrival(str(number), a_message())] for number in range(3)]
    refused = await asyncio.gather(*(kept.inbox.accept(batch) for batch in arrivals), return_exceptions=True)
    locked.rollback()
    locked.close()

    assert all(isinstance(failure, Unavailable) for failure in refused)
    assert [await kept.inbox.accept(batch) for batch in arrivals] == [1, 1, 1]


async def test_cancelled_accept_takes_no_other_along(kept: Kept) -> None:
    accepts = [
        asyncio.ensure_future(kept.inbox.accept([Arrival(str(number), a_message())])) for number in range(5)
    ]
    await asyncio.sleep(0)
    accepts[0].cancel()
    new = await asyncio.gather(*accepts[1:])

    assert sum(new) == 4
    assert await kept.inbox.backlog() in {4, 5}  # whether the one was written already is a matter of chance


async def test_accept_cut_off_when_written_wakes_the_workers(database: Path, keys: FileKeys) -> None:
    async with opened(database) as on:
        silent = Silent(on._engine)
        kept = on_database(silent, keys, FixedClock())
        await kept.inbox.take(limit=1)
        accepting = asyncio.ensure_future(kept.inbox.accept([Arrival("event", a_message())]))
        await silent.has_written.wait()
        accepting.cancel()

        await asyncio.wait_for(kept.inbox.wait(seconds=FOREVER), 10)
        assert await kept.inbox.backlog() == 1


@pytest.mark.parametrize("method", ["finish", "park"])
async def test_turn_written_unnoticed_wakes_the_post(database: Path, keys: FileKeys, method: str) -> None:
    async with opened(database) as on:
        unsure = Unsure(on._engine)
        kept = on_database(unsure, keys, FixedClock())
        (event,) = await kept.accept(a_message())
        await kept.outbox.take(limit=1)
        turn = replace(TURN, events=(event.id,))
        unsure.is_unsure = True
        for expected in (pytest.raises(Unavailable), nullcontext()):
            with expected:
                await (kept.turns.finish(turn) if method == "finish" else kept.turns.park(turn, fault="bug"))
            unsure.is_unsure = False

        await asyncio.wait_for(kept.outbox.wait(seconds=FOREVER), 10)
        assert await kept.outbox.backlog() == 1


async def test_many_accepts_share_a_transaction(database: Path, keys: FileKeys) -> None:
    async with opened(database) as on:
        counting = Counting(on._engine)
        kept = on_database(counting, keys, FixedClock())
        batches = ([Arrival(str(number), a_message())] for number in range(100))
        await asyncio.gather(*(kept.inbox.accept(batch) for batch in batches))

        assert counting.transactions <= 3
        assert await kept.inbox.backlog() == 100


async def test_many_turns_begin_in_one_transaction(database: Path, keys: FileKeys) -> None:
    async with opened(database) as on:
        counting = Counting(on._engine)
        kept = on_database(counting, keys, FixedClock())
        await kept.inbox.accept([Arrival(str(number), a_message()) for number in range(100)])
        (lane,) = await kept.inbox.take(limit=1)
        events = await kept.inbox.pending(lane)
        counting.transactions = 0
        await asyncio.gather(*(kept.inbox.begin([event.id]) for event in events))

        assert counting.transactions <= 3
        assert {event.tries for event in await kept.inbox.pending(lane)} == {1}


async def test_many_deliveries_are_noted_in_one_transaction(database: Path, keys: FileKeys) -> None:
    async with opened(database) as on:
        counting = Counting(on._engine)
        kept = on_database(counting, keys, FixedClock())
        for _ in range(20):
            await kept.turns.finish(TURN)
        counting.transactions = 0
        ids = range(1, 21)
        await asyncio.gather(*(kept.outbox.sent(number, "7", is_last=True) for number in ids))

        assert counting.transactions <= 3
        assert await kept.outbox.backlog() == 0


async def test_nothing_is_accepted_without_a_caller(database: Path) -> None:
    async with opened(database) as on:
        accepting = Accepting(on)

        assert await accepting.write([]) == 0
        assert accepting._waiting == []


async def test_reply_sent_during_a_look_is_not_given_out_again(database: Path, keys: FileKeys) -> None:
    async with opened(database) as on:
        slow = Slow(on._engine)
        kept = on_database(slow, keys, FixedClock())
        await kept.turns.finish(TURN)
        (outgoing,) = await kept.outbox.take(limit=1)
        slow.is_slow = True
        looking = asyncio.ensure_future(kept.outbox.take(limit=1))
        await slow.has_begun.wait()
        await kept.outbox.sent(outgoing.id, "1", is_last=True)
        slow.may_go_on.set()

        assert await looking == ()


class Counting(Database):
    """Counts what it writes."""

    transactions = 0

    @asynccontextmanager
    async def writing(
        self, ground: Ground = Ground.ALL, *, is_urgent: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        self.transactions += 1
        async with super().writing(ground, is_urgent=is_urgent) as connection:
            yield connection


class Silent(Database):
    """Writes, and never says so."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self.has_written = asyncio.Event()

    @asynccontextmanager
    async def writing(
        self, ground: Ground = Ground.ALL, *, is_urgent: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        async with super().writing(ground, is_urgent=is_urgent) as connection:
            yield connection
        self.has_written.set()
        await asyncio.Event().wait()


class Unsure(Database):
    """Writes, and says that it did not."""

    is_unsure = False

    @asynccontextmanager
    async def writing(
        self, ground: Ground = Ground.ALL, *, is_urgent: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        async with super().writing(ground, is_urgent=is_urgent) as connection:
            yield connection
        if self.is_unsure:
            raise Unavailable("disk")


class Slow(Database):
    """Takes its time between the moment as of which it reads and the reading."""

    is_slow = False

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self.has_begun, self.may_go_on = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with super().reading() as connection:
            if self.is_slow:
                await connection.execute(select(LIBRARY.c.id))
                self.has_begun.set()
                await self.may_go_on.wait()
            yield connection


def rewrite(database: Path, statement: str, *values: bytes | str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement, values)
        connection.commit()


async def test_event_of_another_version_waits_for_it(kept: Kept, database: Path, keys: FileKeys) -> None:
    await kept.accept(a_message("unknown"), a_message("known"))
    other = Seal(keys, "inbox.body").close(b'{"kind":"telepathy","body":{}}')
    rewrite(database, "UPDATE inbox SET body = ? WHERE id = 1", other)

    assert [event.heard for event in await kept.events()] == [a_message("known")]
    assert len(await kept.inbox.parked()) == 1


async def test_reply_of_another_version_is_counted(kept: Kept, database: Path, keys: FileKeys) -> None:
    await kept.finish(a_message(), told("a"), told("b"))
    other = Seal(keys, "outbox.body").close(b"{}")
    rewrite(database, "UPDATE outbox SET body = ? WHERE id = 1", other)

    taken = [outgoing.reply for _ in range(2) for outgoing in await kept.outbox.take(limit=5)]

    assert taken == [told("b")]
    assert await kept.outbox.failures() == {UNDECODABLE: 1}


async def test_answers_do_not_open_in_each_others_place(kept: Kept, database: Path) -> None:
    for answer in ("one", "two"):
        await kept.finish(a_message(), deeds=[kept_answer(a_given(answer))[0]])
    rewrite(database, "UPDATE answers SET body = (SELECT body FROM answers LIMIT 1)")

    found = [await kept.answers.given(answer) for answer in ("one", "two")]

    assert sorted(given is None for given in found) == [False, True]


async def test_reply_told_twice_counts_once(kept: Kept) -> None:
    await kept.finish(a_message(), told())
    (outgoing,) = await kept.outbox.take(limit=1)
    for _ in range(2):
        await kept.outbox.sent(outgoing.id, "1", is_last=False)

    (again,) = await kept.outbox.take(limit=1)

    assert again.sent == ("1",)


async def test_long_backlog_is_read_in_parts(kept: Kept) -> None:
    await kept.accept(*(a_message(str(number)) for number in range(150)))
    events = await kept.events()
    await kept.finish(a_message(), events=events)

    assert (len(events), len(await kept.events())) == (100, 50)


async def test_many_held_lanes_hide_no_reply(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.outbox._MOST_NAMED", 3)
    for chat in range(12):
        await kept.finish(a_message(sender=a_sender(str(chat))), told(str(chat)))
    await kept.outbox.take(limit=10)

    assert [outgoing.reply for outgoing in await kept.outbox.take(limit=1)] == [told("10")]
    assert [outgoing.reply for outgoing in await kept.outbox.take(limit=5)] == [told("11")]
