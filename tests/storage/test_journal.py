"""What was deleted must not be found in SQLite's journal, and taking it out must hold up nobody."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.speech.outcome import Forget
from storage.database import Database
from storage.journal import SECONDS_BETWEEN, Journal
from storage.keys.open import open_keys
from storage.sqlite import open_engine
from storage.sweeping import Sweeping
from storage.tables import EVENT_NAMES
from storage.upsert import put
from tests.contract.kept import Kept, a_message, a_sender
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.storage.keeping import on_database

VERY_LONG = 600.0


@pytest.fixture
async def opened(database: Path) -> AsyncIterator[Database]:
    engine = open_engine(database, busy_seconds=VERY_LONG)
    yield Database(engine)
    await engine.dispose()


@pytest.fixture
def kept(opened: Database, tmp_path: Path) -> Kept:
    clock = FixedClock()
    return on_database(opened, open_keys(tmp_path / "keys.json", clock, is_needed=False), clock)


@pytest.fixture
def reader(database: Path, kept: Kept) -> Iterator[sqlite3.Connection]:
    """Somebody who looks at the database as it stands now."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM library").fetchone()
        yield connection


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


def size(database: Path) -> int:
    return database.with_name("library.db-wal").stat().st_size


async def write(opened: Database) -> None:
    row = {"name": "event", "seen_at": FixedClock().now()}
    async with opened.writing() as connection:
        await connection.execute(put(EVENT_NAMES, opened.dialect), row)


async def test_forgetting_waits_for_no_reader(kept: Kept, reader: sqlite3.Connection) -> None:
    await kept.accept(a_message())

    async with asyncio.timeout(30):
        await kept.finish(a_message(), deeds=[Forget(a_sender())])

    assert await kept.inbox.backlog() == 0


async def test_journal_is_emptied_once_nobody_reads(
    opened: Database, kept: Kept, reader: sqlite3.Connection, database: Path, stopwatch: Stopwatch
) -> None:
    journal = Journal(opened, now=stopwatch)
    await write(opened)
    journal.owe()

    assert not await journal.settle()
    reader.rollback()
    stopwatch.pass_by(SECONDS_BETWEEN)
    assert await journal.settle()
    assert size(database) == 0


async def test_journal_is_not_emptied_all_the_time(
    opened: Database, database: Path, stopwatch: Stopwatch
) -> None:
    journal = Journal(opened, now=stopwatch)
    for _ in range(2):
        await write(opened)
        journal.owe()
        await journal.settle()

    assert size(database) > 0
    stopwatch.pass_by(SECONDS_BETWEEN)
    assert await journal.settle()
    assert size(database) == 0


async def test_journal_that_holds_nothing_is_left_alone(opened: Database, database: Path) -> None:
    await write(opened)

    assert await Journal(opened).settle()
    assert size(database) > 0


async def test_sweep_empties_the_journal_always(opened: Database, database: Path) -> None:
    await write(opened)
    keys = open_keys(database.with_name("keys.json"), FixedClock(), is_needed=False)

    assert (
        await Sweeping(opened, Journal(opened), keys, names_days=30, case_days=30).sweep(FixedClock().now())
        == {}
    )
    assert size(database) == 0


async def test_patience_of_others_stays(opened: Database) -> None:
    await opened.empty_journal()

    async with opened.reading() as connection:
        patience = (await connection.exec_driver_sql("PRAGMA busy_timeout")).scalar_one()
    assert patience == VERY_LONG * 1000
