"""PostgreSQL: how connections are made and transactions run.

Every connection has short limits of its own on the server, so that a process that stands still holds nothing up for long. Who writes takes a
lock that lasts as long as the transaction, and reads behind it what is there then (`storage.ground`); who reads sees one moment.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from sqlalchemy import Executable, Row, event, func, select
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import greenlet_spawn

from storage.ground import Ground
from storage.postgres_driver import driver_errors
from storage.postgres_transaction import begin_with, transaction
from storage.room import Room
from storage.turnstile import Turnstile

if TYPE_CHECKING:
    import asyncpg

CONNECT_SECONDS: Final = 3.0
_LOCK_SECONDS: Final = 5
_STATEMENT_SECONDS: Final = 15
_OWN: Final = 1
"""Connections that no work takes: a process that has much to do must not be taken for one that is gone."""

_IDLE_SECONDS: Final = 4
"""How long a transaction may do nothing: whoever stopped in the middle of one lets go of its locks then."""

_SETTINGS: Final = {
    "application_name": "secondsource",
    "lock_timeout": f"{_LOCK_SECONDS}s",
    "statement_timeout": f"{_STATEMENT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{_IDLE_SECONDS}s",
}

SPACE: Final = 0x5EC0
"""The first half of the names of our locks: a server may hold others."""

MIGRATION: Final = 0


@dataclass(frozen=True, slots=True, repr=False)
class Server:
    """A database on a PostgreSQL server. `url` is libpq's (https://www.postgresql.org/docs/current/libpq-connect.html), `connections` how many
    this process works with at most, beside the one by which it says that it is there."""

    url: str
    connections: int = 10

    def __str__(self) -> str:
        """The address without whatever is secret in it."""
        url = urlsplit(self.url)
        return f"postgresql://{url.hostname or ''}{f':{url.port}' if url.port else ''}{url.path}"

    __repr__ = __str__


async def connect(server: Server) -> "asyncpg.Connection[Any]":
    """Raises `Unavailable`."""
    import asyncpg  # noqa: PLC0415 - most newsrooms have no server

    with driver_errors(file=str(server)):
        return await asyncpg.connect(
            server.url,
            timeout=CONNECT_SECONDS,
            command_timeout=_STATEMENT_SECONDS + 1,
            server_settings=_SETTINGS,
        )


def open_server(server: Server, *, patience: float = _LOCK_SECONDS) -> AsyncEngine:
    """An engine for the database. For a connection of the pool it waits `patience` seconds. Nothing is opened before the first statement; dispose of it when done."""

    async def open_connection() -> "asyncpg.Connection[Any]":
        return await connect(server)

    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=open_connection,
        pool_size=server.connections + _OWN,
        max_overflow=0,
        pool_timeout=patience,
    )

    def look(connection: Any, *_of_pool: object) -> None:
        if (
            connection.driver_connection.is_closed()
        ):  # told at once where the server ended it, and asked without going there
            raise DisconnectionError

    event.listen(engine.sync_engine.pool, "checkout", look)
    return engine


class PostgresTransactions:
    """Transactions on one database. Those of this process that would wait for the same lock wait here, where that costs no connection, and so
    do those for which there is none free."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        pool = engine.pool
        assert isinstance(pool, AsyncAdaptedQueuePool)
        self._room = Room(max(1, pool.size() - _OWN), patience=pool.timeout())
        self._of_one_moment = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._by_itself = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._turnstiles = {lock: Turnstile() for lock in _LOCKS if not lock.is_shared}

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self._room.place(), self._of_one_moment.connect() as connection:
            yield connection

    async def read(self, statement: Executable, given: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        def run() -> Sequence[Row[*tuple[Any, ...]]]:
            with self._by_itself.sync_engine.connect() as connection:
                return connection.execute(statement, given).all()

        async with self._room.place():
            return await greenlet_spawn(run)  # once there and back, and not for each step

    async def read_rows(self, sql: str, parameters: Sequence[str]) -> Sequence[Any]:
        async with self._room.place():
            pooled = await greenlet_spawn(self._engine.sync_engine.pool.connect)
            try:
                driver: Any = pooled.driver_connection
                with driver_errors():
                    rows: Sequence[Any] = await driver.fetch(_numbered(sql), *parameters)
                return rows
            finally:
                await greenlet_spawn(pooled.close)

    @asynccontextmanager
    async def writing(self, ground: Ground, *, is_urgent: bool) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as turns:
            for lock in _LOCKS_OF[ground]:
                if lock in self._turnstiles:
                    await turns.enter_async_context(self._turnstiles[lock].turn(is_urgent=is_urgent))
            if ground is not Ground.OWN:
                await turns.enter_async_context(self._room.place())
            async with self._by_itself.connect() as connection:
                async with transaction(_driver_of(connection), _BEGIN[ground]):
                    yield connection
                await turns.aclose()  # the next one need not wait until the connection is put back

    async def empty_journal(self) -> bool:
        """Its journal is the server's: docs/operations.md says what may still be read there, and for how long."""
        return True


class _Lock(Enum):
    """Locks of the server's that last as long as the transaction; every process takes them in this order."""

    LIBRARY = 1
    TAKING_IN = 2
    HANDING_OUT = 3
    ALL = 4
    ALL_TOGETHER = 5

    @property
    def is_shared(self) -> bool:
        return self is _Lock.ALL_TOGETHER


_LOCKS: Final = {
    _Lock.LIBRARY: f"pg_advisory_xact_lock({SPACE}, 1)",
    _Lock.TAKING_IN: f"pg_advisory_xact_lock({SPACE}, 2)",
    _Lock.HANDING_OUT: f"pg_advisory_xact_lock({SPACE}, 3)",
    _Lock.ALL: f"pg_advisory_xact_lock({SPACE}, 4)",
    _Lock.ALL_TOGETHER: f"pg_advisory_xact_lock_shared({SPACE}, 4)",
}

_LOCKS_OF: Final[Mapping[Ground, Sequence[_Lock]]] = {
    Ground.ALL: (_Lock.ALL,),
    Ground.SIDE: (_Lock.ALL_TOGETHER,),
    Ground.LIBRARY: (_Lock.LIBRARY,),
    Ground.RECORD: (_Lock.LIBRARY, _Lock.ALL),
    Ground.TAKING_IN: (_Lock.TAKING_IN,),
    Ground.HANDING_OUT: (_Lock.HANDING_OUT,),
    Ground.OWN: (),
}

_BEGIN: Final = {ground: begin_with([_LOCKS[lock] for lock in locks]) for ground, locks in _LOCKS_OF.items()}


def _driver_of(connection: AsyncConnection) -> "asyncpg.Connection[Any]":
    assert connection.sync_connection is not None
    return cast("asyncpg.Connection[Any]", connection.sync_connection.connection.driver_connection)


async def lengthen_alone(connection: AsyncConnection) -> None:
    """Whoever adds to a chain waits until the one before is written, whatever else they write; on SQLite they all do."""
    if connection.dialect.name == "postgresql":
        await connection.execute(_CHAIN)


_CHAIN: Final = select(func.pg_advisory_xact_lock(SPACE, 5))


@lru_cache(maxsize=64)
def _numbered(sql: str) -> str:
    first, *others = sql.split("?")
    return first + "".join(f"${number}{part}" for number, part in enumerate(others, start=1))
