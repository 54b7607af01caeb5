"""A transaction that is cut off leaves nothing behind: nothing written, no lock held, no connection in the middle of something."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import Unavailable
from storage.database import Database
from storage.ground import Ground
from storage.postgres import SPACE
from tests.storage.engines import an_engine

LONGEST = 10.0
RAISE = text("UPDATE library SET version = version + 1")
WAIT = text("SELECT pg_sleep(60)")
ASLEEP = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = ?"
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = ? AND granted"


@pytest.fixture(params=["postgresql"])
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    async with an_engine(request) as opened:
        yield opened


async def raise_version(
    database: Database, *, then_wait: bool = False, then: Exception | None = None
) -> None:
    async with database.writing() as connection:
        await connection.execute(RAISE)
        if then_wait:
            await connection.execute(WAIT)
        if then is not None:
            raise then


async def fail_unseen(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(RAISE)
        with suppress(DBAPIError):
            await connection.execute(text("SELECT 1 / 0"))


async def until_waiting(database: Database, what: str) -> None:
    async with asyncio.timeout(LONGEST):
        while not (await database.read_rows(ASLEEP, [what]))[0][0]:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)


async def left_behind(database: Database) -> tuple[int, int]:
    """The version, and how many of our locks are held."""
    ((version,),) = await database.read_rows("SELECT version FROM library")
    ((held,),) = await database.read_rows(HELD.replace("?", str(SPACE)))
    return version, held


async def test_failed_transaction_is_never_taken_for_written(engine: AsyncEngine) -> None:
    database = Database(engine)

    with pytest.raises(Unavailable):
        await fail_unseen(database)

    assert await left_behind(database) == (0, 0)


async def test_what_raises_is_not_written(engine: AsyncEngine) -> None:
    database = Database(engine)

    with pytest.raises(KeyError):
        await raise_version(database, then=KeyError())

    assert await left_behind(database) == (0, 0)


async def test_what_is_cancelled_in_a_statement_is_not_written(engine: AsyncEngine) -> None:
    database = Database(engine)
    writing = asyncio.create_task(raise_version(database, then_wait=True))
    await until_waiting(database, "PgSleep")

    writing.cancel()
    await asyncio.wait_for(asyncio.gather(writing, return_exceptions=True), LONGEST)
    await asyncio.wait_for(raise_version(database), LONGEST)

    assert await left_behind(database) == (1, 0)


async def test_what_is_cancelled_before_its_lock_leaves_none(engine: AsyncEngine) -> None:
    database, other = Database(engine), Database(engine)
    async with other.writing():
        writing = asyncio.create_task(raise_version(database))
        await until_waiting(database, "advisory")
        writing.cancel()
        await asyncio.wait_for(asyncio.gather(writing, return_exceptions=True), LONGEST)

    assert await left_behind(database) == (0, 0)


async def test_who_waits_for_two_locks_holds_both(engine: AsyncEngine) -> None:
    database = Database(engine)
    async with database.writing(Ground.RECORD):
        _, held = await left_behind(database)

    assert (held, (await left_behind(database))[1]) == (2, 0)
