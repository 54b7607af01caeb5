"""Processes that share a database on a server, as far as they are to be told apart in one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.postgres import Server
from storage.postgres_notices import PostgresNotices

FOREVER = 3600.0


@asynccontextmanager
async def running_notices(server: Server) -> AsyncIterator[PostgresNotices]:
    """They listen, and look by themselves never: whoever waits in a test waits for a notice."""
    notices = PostgresNotices(server, looks=FOREVER)
    running = asyncio.create_task(notices.run())
    try:
        await notices.listening()
        await asyncio.sleep(0)
        yield notices
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
