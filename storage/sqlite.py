"""SQLite: how connections are made, and what its errors mean to the rest of the program.

It runs in WAL mode: readers never wait. It has one writer at a time: those of this process queue on a lock, where waiting costs nothing
and has no limit, those of others wait for each other up to a bounded time. Every commit reaches the disk before it returns, since a
platform is told on the strength of it that its message was taken. The driver's own transactions are
switched off, because it would open one only before the first write and a read of two statements would see two states.
"""

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

import aiosqlite
from sqlalchemy import Connection, ExceptionContext, Executable, Row, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import Cause, Unavailable
from storage.connection import OneStepConnection
from storage.ground import Ground
from storage.readers import Readers
from storage.turnstile import Turnstile

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's write before the database counts as unavailable."""

_CONNECTIONS = 8
"""They are opened when they are needed first, and kept."""

_FOR_READING = "BEGIN"

_FOR_WRITING = {"begins_with": "BEGIN IMMEDIATE"}
"""Execution options of a connection that will write: it takes the write lock at once instead of failing half-way."""

_ALONE = {"begins_with": ""}
"""The same for a statement that stands in no transaction."""

_READERS = "readers"
"""Execution option of an engine: its `Readers`."""

_CAUSES = {
    sqlite3.SQLITE_BUSY: Cause.LOCKED,
    sqlite3.SQLITE_LOCKED: Cause.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Cause.LOCKED,
    sqlite3.SQLITE_CORRUPT: Cause.DAMAGED,
    sqlite3.SQLITE_NOTADB: Cause.DAMAGED,
    sqlite3.SQLITE_READONLY: Cause.RIGHTS,
    sqlite3.SQLITE_CANTOPEN: Cause.RIGHTS,
    sqlite3.SQLITE_PERM: Cause.RIGHTS,
    sqlite3.SQLITE_AUTH: Cause.RIGHTS,
    sqlite3.SQLITE_FULL: Cause.ROOM,
    sqlite3.SQLITE_IOERR: Cause.UNKNOWN,
    sqlite3.SQLITE_NOMEM: Cause.UNKNOWN,
    sqlite3.SQLITE_SCHEMA: Cause.UNKNOWN,
}
"""What cannot be done now, by SQLite's primary result code. Any other code is a mistake of ours."""

_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def sqlite_address(path: Path, *, mode: str = "rw") -> str:
    """`mode` is SQLite's: with `rw` a file that is missing is an error and not a new, empty database."""
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def open_engine(path: Path, *, busy_seconds: float = BUSY_SECONDS, looks_every: float = 0.0) -> AsyncEngine:
    """An engine for the SQLite file at `path`. Nothing is opened before the first statement; dispose of it when done.

    Before everything that is written it looks whether the file is still the same, before what is read every `looks_every` seconds.
    """

    same_file = _SameFile(path, every=looks_every)
    connect_to_read = partial(open_file, sqlite_address(path), busy_seconds, only_one_thread=False)
    readers = Readers(connect_to_read, same_file.check)

    async def connect() -> aiosqlite.Connection:
        same_file.check()
        return await _connect(sqlite_address(path), busy_seconds)

    engine = create_async_engine(
        "sqlite+aiosqlite://",
        async_creator=connect,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=0,  # one that were closed again after each use would cost a thread and a file every time
        pool_timeout=busy_seconds,
        execution_options={_READERS: readers},
    )

    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("begins_with", _FOR_READING)
        same_file.check(may_be_recent=statement == _FOR_READING)
        if statement:
            connection.exec_driver_sql(statement)

    def look_again(_failed: ExceptionContext) -> None:
        same_file.check()  # SQLite says no more of a file that went away than that the disk fails

    def put_to_use(*_connection: object) -> None:
        same_file.check(may_be_recent=True)

    event.listen(engine.sync_engine.pool, "checkout", put_to_use)
    event.listen(engine.sync_engine, "begin", begin)
    event.listen(engine.sync_engine, "engine_disposed", readers.close)
    event.listen(engine.sync_engine, "handle_error", look_again)
    return engine


class SqliteTransactions:
    """Transactions on one SQLite file. Everybody writes alone here, whatever the ground."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writer = Turnstile()
        self._readers: Readers = engine.get_execution_options()[_READERS]

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.connect() as connection:
            yield connection

    async def read(self, statement: Executable, given: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        async with self._engine.connect() as connection:
            return (await connection.execute(statement, given)).all()

    async def read_rows(self, sql: str, parameters: Sequence[str]) -> Sequence[Any]:
        return await self._readers.read(sql, parameters)

    @asynccontextmanager
    async def writing(self, ground: Ground, *, is_urgent: bool) -> AsyncIterator[AsyncConnection]:  # noqa: ARG002
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(self._writer.turn(is_urgent=is_urgent))
            async with self._engine.connect() as connection:
                await connection.execution_options(**_FOR_WRITING)
                yield connection
                await connection.commit()
                await turn.aclose()  # the next one need not wait until the connection is put back

    async def empty_journal(self) -> bool:
        async with self._writer.turn(), self._engine.connect() as connection:
            await connection.execution_options(**_ALONE)
            patience = (await connection.exec_driver_sql("PRAGMA busy_timeout")).scalar_one()
            await connection.exec_driver_sql("PRAGMA busy_timeout=0")
            try:
                row = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            finally:
                await connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
            return not row[0]


class _SameFile:
    """Notices when the file was taken away or replaced: a connection goes on reading and writing what nobody will find again.

    A file that was put in its place is another library, of which neither the index nor what is kept in memory knows anything.
    """

    def __init__(self, path: Path, *, every: float) -> None:
        self._path = path
        self._every = every
        self._opened: tuple[int, int] | None = None
        self._looked_at = -every

    def check(self, *, may_be_recent: bool = False) -> None:
        """Asked before every transaction. A look is cheap, but not beside hundreds of reads a second. Raises `Unavailable`."""
        moment = monotonic()
        if may_be_recent and moment - self._looked_at < self._every:
            return
        self._looked_at = -self._every  # what was found missing once is looked for again at every step
        try:
            found = self._path.stat()
        except FileNotFoundError as exc:
            raise Unavailable("database", cause=Cause.GONE, file=str(self._path)) from exc
        except OSError as exc:
            raise Unavailable("database", cause=Cause.RIGHTS, file=str(self._path)) from exc
        now = (found.st_dev, found.st_ino)
        if self._opened is None:
            self._opened = now
        if self._opened != now:
            raise Unavailable("database", cause=Cause.GONE, file=str(self._path))
        self._looked_at = moment


def open_file(address: str, busy_seconds: float, *, only_one_thread: bool = True) -> sqlite3.Connection:
    """A plain connection with our settings. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=only_one_thread,
    )
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA synchronous=FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


async def _connect(address: str, busy_seconds: float) -> aiosqlite.Connection:
    failures: list[sqlite3.Error] = []

    def open_or_stand_in() -> sqlite3.Connection:
        # aiosqlite does not wait for its thread to end when opening fails, and the thread may then outlive the loop that it reports
        # to. So opening always succeeds, and what could not be opened is closed in the ordinary way.
        try:
            return open_file(address, busy_seconds)
        except sqlite3.Error as exc:
            failures.append(exc)
            return sqlite3.connect(":memory:")

    connection = await OneStepConnection(open_or_stand_in, iter_chunk_size=64)
    if failures:
        await connection.close()
        raise failures[0]
    return connection


def why_away(error: sqlite3.Error, *, file: str) -> Unavailable | None:
    """What an error of SQLite's means to the rest of the program; None for a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the driver's own complaint: a connection that was closed under it
        return Unavailable("database", file=file) if isinstance(error, sqlite3.OperationalError) else None
    if "no such table" in str(error):
        return Unavailable("database", cause=Cause.GONE, file=file)
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return Unavailable("database", cause=Cause.DAMAGED, file=file)
    primary = code & 0xFF  # the upper bits tell the cases of one error apart
    if primary not in _CAUSES:
        return None
    return Unavailable("disk" if primary in _DISK else "database", cause=_CAUSES[primary], file=file)
