"""Which lanes are worked on. In memory: one process serves a database, and a restart finds all of them free."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager


class Held:
    """The lanes that somebody works on, and the wish to see that none is given away twice."""

    def __init__(self) -> None:
        self._lanes = set[str]()
        self._looking = asyncio.Lock()

    def __contains__(self, lane: str) -> bool:
        return lane in self._lanes

    def __len__(self) -> int:
        return len(self._lanes)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Collection[str]]:
        """The lanes that must not be given away: those held when the look began. One that is let go of meanwhile may be seen as it was."""
        async with self._looking:
            yield frozenset(self._lanes)

    def hold(self, lane: str) -> None:
        self._lanes.add(lane)

    def let_go(self, lane: str) -> None:
        self._lanes.discard(lane)
