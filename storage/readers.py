"""Connections to SQLite that only read single statements, for what every check asks: straight from a thread of their own, past all that SQLAlchemy
does for a statement, which takes longer than the statement."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_THREADS = 4
"""Each with a connection, opened when it is needed first."""


class Readers:
    """`check` is asked before every statement, and again after one that failed: whether the file is still the same. Errors are the driver's."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], check: Callable[..., None]) -> None:
        self._connect = connect
        self._check = check
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._threads: ThreadPoolExecutor | None = None

    async def read(self, sql: str, parameters: Sequence[str]) -> Sequence[Any]:
        """All rows of one statement, as they stood at one moment."""
        self._check(may_be_recent=True)
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="read")
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._threads, self._read, sql, parameters
            )
        except sqlite3.Error:
            self._check()  # SQLite says no more of a file that went away than that the disk fails
            raise

    def close(self, *_engine: object) -> None:
        """Waits for what is being read. Whoever reads afterwards opens it again."""
        if self._threads is not None:
            self._threads.shutdown()
            self._threads = None
        while self._idle:
            self._idle.pop().close()

    def _read(self, sql: str, parameters: Sequence[str]) -> list[Any]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            rows = connection.execute(sql, parameters).fetchall()
        except sqlite3.Error:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)
        return rows
