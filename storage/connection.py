"""A connection to SQLite on a thread of its own, to which every statement goes once.

aiosqlite sends each step there by itself: a cursor is made, the statement run, its rows fetched, the cursor closed. Every way there and back
waits for the interpreter twice, and beside threads that are computing that takes milliseconds.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Self

import aiosqlite

Parameters = Sequence[Any]

_NOTHING: Final[tuple[Any, ...]] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """What a statement came to, its rows among it."""

    rows: list[Any]
    description: Any
    rowcount: int
    lastrowid: int


class OneStepConnection(aiosqlite.Connection):
    """Its cursors hold what was fetched. All of a result is in memory: nothing here reads large ones in pieces."""

    def cursor(self) -> "OneStepCursor":  # type: ignore[override]  # what is asked of either is the same
        return OneStepCursor(self)

    async def rollback(self) -> None:
        """Asked whenever a connection is put back; where no transaction is open there is nothing to go there for."""
        if self.in_transaction:
            await super().rollback()

    async def run(self, sql: str, parameters: Any, *, is_many: bool) -> _Done:
        """Raises sqlite3.Error, and ValueError once the connection is closed."""
        work = partial(_run, self._conn, sql, parameters, is_many=is_many)
        done: _Done = await self._execute(work)  # type: ignore[no-untyped-call]  # aiosqlite leaves it so
        return done


class OneStepCursor:
    """What SQLAlchemy asks of a cursor of aiosqlite's."""

    arraysize = 1

    def __init__(self, connection: OneStepConnection) -> None:
        self._connection = connection
        self._done = _Done([], None, -1, 0)

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._done.description

    @property
    def rowcount(self) -> int:
        return self._done.rowcount

    @property
    def lastrowid(self) -> int:
        return self._done.lastrowid

    async def execute(self, sql: str, parameters: Parameters = _NOTHING) -> Self:
        self._done = await self._connection.run(sql, parameters, is_many=False)
        return self

    async def executemany(self, sql: str, parameters: Sequence[Parameters]) -> Self:
        self._done = await self._connection.run(sql, parameters, is_many=True)
        return self

    async def fetchall(self) -> list[Any]:
        return self._done.rows

    async def close(self) -> None:
        """The real one is closed already."""


def _run(connection: sqlite3.Connection, sql: str, parameters: Any, *, is_many: bool) -> _Done:
    cursor = connection.cursor()
    try:
        if is_many:
            cursor.executemany(sql, parameters)
        else:
            cursor.execute(sql, parameters)
        rows = cursor.fetchall() if cursor.description else []
        return _Done(rows, cursor.description, cursor.rowcount, cursor.lastrowid or 0)
    finally:
        cursor.close()
