import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import TimeoutError as PoolTimeout


class Room:
    """For so many at a time, in the order in which they come. Nobody waits longer than `patience` seconds."""

    def __init__(self, size: int, *, patience: float) -> None:
        self._free = asyncio.Semaphore(size)
        self._patience = patience

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Raises what a pool raises that is used up."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise PoolTimeout from None
        try:
            yield
        finally:
            self._free.release()
