"""What a server cannot do now is `Unavailable`, with what somebody does about it; afterwards everything goes on by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import Cause, Unavailable
from storage.database import Database
from storage.database_place import examine_place
from storage.faults import once_more
from storage.ground import Ground
from storage.library import SqlLibrary
from storage.postgres import SPACE, Server, open_server
from storage.postgres_faults import why_away
from storage.waking import Topic
from tests.fakes.clocks import FixedClock
from tests.fakes.postgres import Databases, named, run
from tests.fakes.replicas import running_notices
from tests.storage.engines import an_engine

END_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture(params=["postgresql"])
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    async with an_engine(request) as opened:
        yield opened


@pytest.fixture
def library(engine: AsyncEngine) -> SqlLibrary:
    return SqlLibrary(Database(engine), FixedClock())


async def cause_at(server: Server) -> Cause:
    engine = open_server(server)
    with pytest.raises(Unavailable) as raised:
        await SqlLibrary(Database(engine), FixedClock()).version()
    await engine.dispose()
    return raised.value.cause


async def test_server_that_is_away(tmp_path: Path) -> None:
    assert await cause_at(Server(f"postgresql://postgres@/library?host={tmp_path}")) is Cause.AWAY


async def test_server_that_does_not_take_the_connection() -> None:
    assert await cause_at(Server("postgresql://127.0.0.1:1/library")) is Cause.AWAY


async def test_database_that_is_not_there(databases: Databases) -> None:
    assert await cause_at(Server(named(databases.address, "nowhere"))) is Cause.GONE


async def test_examining_what_is_away_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await examine_place(Server(f"postgresql://postgres@/library?host={tmp_path}"))


async def test_connections_that_the_server_ended_are_made_anew(
    library: SqlLibrary, databases: Databases
) -> None:
    await library.version()
    await run(databases.shared.url, END_OTHERS)
    with suppress(Unavailable):  # the end of a connection may be on its way still
        await library.version()

    assert await library.version() == 0


async def test_transaction_that_the_server_ended_is_unavailable(
    engine: AsyncEngine, databases: Databases
) -> None:
    async def write() -> None:
        async with Database(engine).writing() as connection:
            await run(databases.shared.url, END_OTHERS)
            await connection.execute(text("SELECT 1"))

    with pytest.raises(Unavailable) as raised:
        await write()

    assert raised.value.cause is Cause.AWAY
    await write_something(Database(engine))


async def test_read_that_the_server_ended_is_unavailable(library: SqlLibrary, databases: Databases) -> None:
    """It goes past SQLAlchemy."""

    async def read() -> None:
        await Database(library._database._engine).read_rows("SELECT pg_sleep(20)")

    reading = asyncio.create_task(read())
    async with asyncio.timeout(10):
        while "pg_sleep" not in await busy(databases):
            pass
    await run(databases.shared.url, END_OTHERS)

    with pytest.raises(Unavailable) as raised:
        await reading
    assert raised.value.cause is Cause.AWAY


async def busy(databases: Databases) -> str:
    connection = await asyncpg.connect(databases.shared.url)
    try:
        statement = "SELECT string_agg(query, ' ') FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        return str(await connection.fetchval(statement))
    finally:
        await connection.close()


async def test_notices_go_on_on_another_connection(databases: Databases) -> None:
    heard = asyncio.Event()
    async with running_notices(databases.shared) as one, running_notices(databases.shared) as other:
        await run(databases.shared.url, END_OTHERS)
        other.hear(Topic.DESK, heard.set)

        async with asyncio.timeout(20):
            while not heard.is_set():
                one.tell(Topic.DESK)
                await asyncio.sleep(0.05)


async def test_lock_of_another_process_is_not_waited_for_for_long(engine: AsyncEngine) -> None:
    async def write_beside() -> None:
        async with Database(engine).reading() as connection:
            await connection.execute(text("SET lock_timeout = '1ms'"))
            await connection.execute(text(f"SELECT pg_advisory_lock({SPACE}, 4)"))

    async with Database(engine).writing():
        with pytest.raises(Unavailable) as raised:
            await write_beside()

    assert raised.value.cause is Cause.LOCKED


async def test_pool_that_is_used_up_is_unavailable(databases: Databases) -> None:
    engine = open_server(replace(databases.shared, connections=1), patience=0.01)
    database = Database(engine)
    async with database.reading() as connection:
        await connection.execute(text("SELECT 1"))
        with pytest.raises(Unavailable) as raised:
            await database.read_rows("SELECT 1")
    await engine.dispose()

    assert raised.value.cause is Cause.LOCKED


async def test_process_with_much_to_do_says_that_it_is_there(databases: Databases) -> None:
    """Work that waits for a connection makes nobody look gone."""
    engine = open_server(replace(databases.shared, connections=2), patience=0.05)
    database = Database(engine)
    assert database.leases is not None
    async with database.reading() as one, database.reading() as other:
        for connection in (one, other):
            await connection.execute(text("SELECT 1"))
        waiting = asyncio.create_task(write_something(database))
        await database.leases.beat()
        with pytest.raises(Unavailable):
            await waiting
    await database.leases.leave()
    await write_something(database)
    await engine.dispose()


async def test_mistake_of_ours_stays_one(engine: AsyncEngine) -> None:
    with pytest.raises(ProgrammingError):
        async with Database(engine).reading() as connection:
            await connection.execute(text("SELECT no_such_column FROM library"))


async def test_writers_go_side_by_side_only_where_they_say_so(engine: AsyncEngine) -> None:
    one, other = Database(engine), Database(engine)
    async with one.writing(Ground.SIDE), other.writing(Ground.SIDE), other.writing(Ground.LIBRARY):
        alone = asyncio.create_task(write_something(one))
        done, _ = await asyncio.wait([alone], timeout=0.05)
        assert not done
    await alone


async def write_something(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE library SET version = version"))


class Coded(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.sqlstate = code


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("53300", Cause.CROWDED),
        ("53100", Cause.ROOM),
        ("40P01", Cause.LOCKED),
        ("40001", Cause.LOCKED),
        ("57014", Cause.LOCKED),
        ("57P03", Cause.AWAY),
        ("08006", Cause.AWAY),
        ("28P01", Cause.RIGHTS),
        ("25006", Cause.RIGHTS),
        ("42P01", Cause.GONE),
        ("XX001", Cause.DAMAGED),
    ],
)
def test_codes_say_what_to_do(code: str, cause: Cause) -> None:
    failure = why_away(Coded(code), file="server")

    assert failure is not None
    assert (failure.cause, failure.file) == (cause, "server")


def test_connection_that_is_out_of_step_is_away() -> None:
    """As the driver calls it where the server died between a question and its answer."""
    failure = why_away(asyncpg.InternalClientError("got result for unknown protocol state 0"))

    assert failure is not None
    assert failure.cause is Cause.AWAY


@pytest.mark.parametrize("code", ["23505", "42703", "22001"])
def test_codes_of_mistakes_are_none(code: str) -> None:
    assert why_away(Coded(code)) is None


@pytest.mark.parametrize(
    "said",
    [
        "connection is closed",
        'cannot switch to state 15; protocol is in the "failed" state',
        "cannot switch to state 12; another operation (2) is in progress",
    ],
)
def test_driver_that_lost_its_connection_is_away(said: str) -> None:
    failure = why_away(RuntimeError(said))

    assert failure is not None
    assert failure.cause is Cause.AWAY


def test_address_is_shown_without_its_password() -> None:
    server = Server("postgresql://bot:hush@db.example:5433/news?sslmode=require")

    assert str(server) == "postgresql://db.example:5433/news"
    assert "hush" not in repr(server)


async def test_two_that_wait_for_each_other_are_both_written(engine: AsyncEngine) -> None:
    """The server lets go of one of them, which is made again."""
    at_once = asyncio.Barrier(2)
    is_first = {"one": True, "other": True}

    async def write(name: str, first: int, second: int) -> None:
        async with Database(engine).writing(Ground.SIDE) as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({first})"))
            if is_first[name]:
                is_first[name] = False
                await at_once.wait()
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({second})"))
            await connection.execute(text("UPDATE library SET version = version + 1"))

    await asyncio.gather(
        once_more(lambda: write("one", 1, 2)),
        once_more(lambda: write("other", 2, 1)),
    )

    assert await SqlLibrary(Database(engine), FixedClock()).version() == 2
