"""After a restart of the server all processes are waited for anew: while it was away none could say that it is there."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.columns import METADATA
from storage.database import Database
from storage.ground import Ground
from storage.leases import Leases
from storage.postgres import Server, open_server
from storage.replica_tables import HOLDS, REPLICAS
from tests.fakes.own_servers import End, Postgres, owned_postgres

LONG_AGO = "UPDATE replicas SET until = until - interval '1 hour'"


@pytest.fixture
def server() -> Iterator[Postgres]:
    with owned_postgres() as server:
        yield server


@pytest.fixture
async def engine(server: Postgres) -> AsyncIterator[AsyncEngine]:
    engine = open_server(Server(server.url))
    async with engine.begin() as connection:
        await connection.run_sync(METADATA.create_all, tables=[REPLICAS, HOLDS])
    yield engine
    await engine.dispose()


async def test_nobody_is_late_just_after_a_restart(server: Postgres, engine: AsyncEngine) -> None:
    database = Database(engine)
    one, other = Leases(database), Leases(database)
    for each in (one, other):
        await each.beat()
    async with database.writing(Ground.OWN) as connection:
        await one.hold(connection, "duty", ["digest"])
        await connection.execute(text(LONG_AGO))

    await server.stop(End.IMMEDIATE)
    await server.start()
    await other.beat()

    async with database.writing(Ground.OWN) as connection:
        assert await other.hold(connection, "duty", ["digest"]) == frozenset()
