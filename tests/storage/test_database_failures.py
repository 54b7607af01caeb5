import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.errors import Cause, Unavailable
from bot.library.filing import Provenance
from bot.people.audience import Audience
from storage.database import Database
from storage.faults import database_errors, why_unavailable
from storage.library import SqlLibrary
from storage.migrate import migrate
from storage.publishing import Publishing, keyed
from storage.sqlite import open_engine
from tests.fakes.entries import an_event
from tests.storage.opening import opened_library


async def all_changes(library: SqlLibrary) -> list[object]:
    return [change async for change in library.changes(after=0)]


def contents(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def publish_one(publishing: Publishing) -> None:
    await publishing.write(keyed([an_event()]), replacing=(), progress=None)


METHODS: dict[str, Callable[[SqlLibrary], Awaitable[object]]] = {
    "identity": lambda library: library.identity(),
    "version": lambda library: library.version(),
    "shelf": lambda library: library.shelf(),
    "filed": lambda library: library.filed(),
    "records": lambda library: library.records({"strike"}, Audience.PUBLIC),
    "publish": lambda library: library.publish([an_event()]),
    "remove_provenance": lambda library: library.remove_provenance(Provenance.DESK),
    "change": lambda library: library.change(publish_one),
    "changes": all_changes,
    "wait_for_version": lambda library: library.wait_for_version(0),
    "ping": lambda library: library.ping(),
}


def test_every_public_method_is_listed() -> None:
    assert set(METHODS) == {name for name in vars(SqlLibrary) if not name.startswith("_")}


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest) -> Callable[[SqlLibrary], Awaitable[object]]:
    return METHODS[request.param]


@pytest.fixture
def locked_database(database: Path) -> Iterator[Path]:
    """Held by somebody who lets nobody else read either."""
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE library SET version = version")
        yield database


@pytest.fixture(params=["missing", "empty", "garbage", "cut short", "a folder"])
def broken_database(request: pytest.FixtureRequest, database: Path) -> Path:
    content = database.read_bytes()
    database.unlink()
    match request.param:
        case "empty":
            database.touch()
        case "garbage":
            database.write_bytes(b"no database " * 1000)
        case "cut short":
            database.write_bytes(content[: len(content) // 3])
        case "a folder":
            database.mkdir()
    return database


async def test_locked_database_is_unavailable(
    method: Callable[[SqlLibrary], Awaitable[object]], locked_database: Path
) -> None:
    async with opened_library(locked_database) as library:
        with pytest.raises(Unavailable) as raised:
            await method(library)

    assert raised.value.part == "database"


async def test_broken_database_is_unavailable(
    method: Callable[[SqlLibrary], Awaitable[object]], broken_database: Path
) -> None:
    async with opened_library(broken_database) as library:
        with pytest.raises(Unavailable) as raised:
            await method(library)

    assert raised.value.part == "database"


async def test_database_deleted_while_open_is_noticed(database: Path) -> None:
    async with opened_library(database) as library:
        await library.version()
        database.rename(database.with_suffix(".away"))
        with pytest.raises(Unavailable) as raised:
            await library.version()
        database.with_suffix(".away").rename(database)

        assert raised.value.cause is Cause.GONE
        assert await library.version() == 0


async def test_database_replaced_while_open_is_not_used(database: Path, tmp_path: Path) -> None:
    async with opened_library(database) as library:
        await library.version()
        migrate(tmp_path / "other.db")
        (tmp_path / "other.db").replace(database)

        with pytest.raises(Unavailable):
            await library.publish([an_event()])


@pytest.mark.parametrize(
    ("code", "part", "cause"),
    [
        (sqlite3.SQLITE_BUSY, "database", Cause.LOCKED),
        (sqlite3.SQLITE_NOTADB, "database", Cause.DAMAGED),
        (sqlite3.SQLITE_CORRUPT, "database", Cause.DAMAGED),
        (sqlite3.SQLITE_IOERR_SHORT_READ, "database", Cause.DAMAGED),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "database", Cause.RIGHTS),
        (sqlite3.SQLITE_CANTOPEN, "database", Cause.RIGHTS),
        (sqlite3.SQLITE_FULL, "disk", Cause.ROOM),
        (sqlite3.SQLITE_IOERR_WRITE, "disk", Cause.UNKNOWN),
    ],
)
def test_causes_are_told_apart(code: int, part: str, cause: Cause) -> None:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code

    failure = why_unavailable(error)

    assert failure is not None
    assert (failure.part, failure.cause) == (part, cause)


async def test_missing_database_is_not_created(tmp_path: Path) -> None:
    async with opened_library(tmp_path / "nowhere.db") as library:
        with pytest.raises(Unavailable):
            await library.version()

    assert contents(tmp_path) == []


async def test_works_again_once_unlocked(database: Path) -> None:
    async with opened_library(database) as library:
        with closing(sqlite3.connect(database, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable):
                await library.publish([an_event()])

        assert await library.publish([an_event()]) == 1


async def test_readers_do_not_wait_for_a_writer(database: Path) -> None:
    async with opened_library(database) as library:
        with closing(sqlite3.connect(database, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")

            assert await library.version() == 0


@pytest.fixture
async def full_library(database: Path) -> AsyncIterator[SqlLibrary]:
    """Its file may not grow by another page, which is what a full disk looks like to SQLite."""
    engine = open_engine(database)
    async with engine.connect() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
    await engine.dispose()
    async with engine.connect() as connection:
        await connection.execute(text(f"PRAGMA max_page_count={pages}"))
    yield SqlLibrary(Database(engine), clock=None)  # type: ignore[arg-type]  # no test with it asks for the day
    await engine.dispose()


async def test_full_disk_is_unavailable(full_library: SqlLibrary) -> None:
    with pytest.raises(Unavailable) as raised:
        await full_library.publish([an_event(f"{number}") for number in range(500)])

    assert raised.value.part == "disk"


async def test_full_disk_loses_nothing(full_library: SqlLibrary) -> None:
    with pytest.raises(Unavailable):
        await full_library.publish([an_event(f"{number}") for number in range(500)])

    assert await full_library.version() == 0
    assert await full_library.publish([an_event()]) == 1


async def test_mistake_in_a_statement_is_not_wrapped(database: Path) -> None:
    engine = open_engine(database)

    with pytest.raises(OperationalError), database_errors():
        async with engine.connect() as connection:
            await connection.execute(text("SELEKT 1"))

    await engine.dispose()


async def test_number_that_json_cannot_hold_is_a_bug(database: Path) -> None:
    async with opened_library(database) as library:
        with pytest.raises(ValueError, match="strike"):
            await library.publish([an_event(killed=float("nan"))])

        assert await library.version() == 0


async def test_cancelled_publish_leaves_no_trace(database: Path) -> None:
    async with opened_library(database) as library:

        def stop(_done: int) -> None:
            publishing.cancel()

        events = [an_event(f"{number}") for number in range(5000)]
        publishing = asyncio.ensure_future(library.publish(events, progress=stop))
        with pytest.raises(asyncio.CancelledError):
            await publishing

        assert await library.version() == 0
        assert await library.publish([an_event()]) == 1


async def test_another_process_publish_is_noticed(database: Path) -> None:
    async with (
        opened_library(database, check_seconds=0.01) as waiting,
        opened_library(database) as publishing,
    ):
        waiter = asyncio.ensure_future(waiting.wait_for_version(0))
        await publishing.publish([an_event()])

        assert await asyncio.wait_for(waiter, 10) == 1


async def test_one_look_wakes_all_who_wait_for_a_version(database: Path) -> None:
    async with (
        opened_library(database, check_seconds=0.05) as waiting,
        opened_library(database) as publishing,
    ):
        waiters = [asyncio.ensure_future(waiting.wait_for_version(0)) for _ in range(3)]
        await publishing.publish([an_event()])

        assert await asyncio.wait_for(asyncio.gather(*waiters), 10) == [1, 1, 1]


async def test_shelf_is_built_once_a_version(database: Path) -> None:
    async with opened_library(database) as library:
        shelves = await asyncio.gather(*(library.shelf() for _ in range(5)))
        await library.publish([an_event()])
        after = await library.shelf()

    assert all(shelf is shelves[0] for shelf in shelves)
    assert after is not shelves[0]
