"""The edge to the database: how connections are made, and what its errors mean to the rest of the program.

SQLite runs in WAL mode: readers never wait, writers wait for each other up to a bounded time. The driver's own transactions are
switched off, because it would open one only before the first write and a read of two statements would see two states.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import Unavailable

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's write before the database counts as unavailable."""

FOR_WRITING = {"is_writing": True}
"""Execution options of a connection that will write: it takes the write lock at once instead of failing half-way."""

_DISK_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_OUT_OF_ORDER = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_SCHEMA,
}


def sqlite_url(path: Path, *, driver: str, mode: str = "rw") -> URL:
    """`mode` is SQLite's: with `rw` a file that is missing is an error and not a new, empty database."""
    return URL.create(
        f"sqlite+{driver}",
        database=f"file:{quote(str(path.absolute()))}",
        query={"mode": mode, "uri": "true"},
    )


def open_engine(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> AsyncEngine:
    """An engine for the SQLite file at `path`. Nothing is opened before the first statement; dispose of it when done."""
    engine = create_async_engine(
        sqlite_url(path, driver="aiosqlite"),
        pool_size=4,
        max_overflow=4,
        pool_timeout=busy_seconds,
        connect_args={"timeout": busy_seconds},
    )
    event.listen(engine.sync_engine, "connect", prepare_connection)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


@contextmanager
def database_errors() -> Iterator[None]:
    """Turns what the database cannot do now into `Unavailable`; a mistake in a statement stays what it is."""
    try:
        yield
    except PoolTimeout as exc:
        raise Unavailable("database") from exc
    except DBAPIError as exc:
        part = _missing_part(exc.orig)
        if part is None:
            raise
        raise Unavailable(part) from exc


def _missing_part(error: BaseException | None) -> str | None:
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the driver's own complaint: a connection that was closed under it
        return "database" if isinstance(error, sqlite3.OperationalError) else None
    primary = code & 0xFF  # the upper bits tell the cases of one error apart
    if primary in _DISK_FULL:
        return "disk"
    if primary in _OUT_OF_ORDER or "no such table" in str(error):
        return "database"
    return None
