import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from bot.errors import Unavailable
from storage.ground import Ground
from storage.leases import Leases, Writes

_KIND: Final = "duty"
_ASKS_SECONDS: Final = 2.0
"""How often it is asked for what another process holds; where one went away it is asked for at once."""


class SqlDuties:
    """Duties of processes that share a database on a server. `leases` have to run."""

    def __init__(self, database: Writes, leases: Leases) -> None:
        self._database = database
        self._leases = leases
        self._news = asyncio.Event()
        self._lost = asyncio.Event()
        leases.on_freed(self._news.set)
        leases.on_lost(self._lose)

    async def hold(self, duty: str, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            if await self._is_ours(duty):
                await self._work(duty, work)
            self._news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(_ASKS_SECONDS):
                    await self._news.wait()

    def _lose(self) -> None:
        self._lost.set()
        self._lost = asyncio.Event()

    async def _is_ours(self, duty: str) -> bool:
        try:
            async with self._database.writing(Ground.OWN) as connection:
                return bool(await self._leases.hold(connection, _KIND, [duty]))
        except Unavailable:
            return False

    async def _work(self, duty: str, work: Callable[[], Awaitable[None]]) -> None:
        """Until it is lost, or the work comes to an end by itself."""
        lost = asyncio.ensure_future(self._lost.wait())
        working = asyncio.ensure_future(work())
        try:
            await asyncio.wait({lost, working}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
        finally:
            lost.cancel()
            working.cancel()
            await asyncio.gather(lost, working, return_exceptions=True)
            await self._let_go(duty)

    async def _let_go(self, duty: str) -> None:
        with suppress(Unavailable):
            async with self._database.writing(Ground.OWN) as connection:
                await self._leases.let_go(connection, _KIND, [duty])
