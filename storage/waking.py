import asyncio


class Bell:
    """Wakes whoever waits for work. What rang while nobody waited is heard by the next one to wait, so that nothing is slept through."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def hush(self) -> None:
        """Called before looking for work: what rings from here on may be about something that the look does not see."""
        self._rung.clear()

    async def wait(self, *, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return
        self._rung.clear()


class Changes:
    """Counts what has changed, and wakes all who wait for the next. Whoever says how many they know of misses none."""

    def __init__(self) -> None:
        self._count = 0
        self._next = asyncio.Event()

    def ring(self) -> None:
        self._count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self, *, seconds: float, after: int | None = None) -> int:
        """How many there were, as soon as that is more than `after`; None for those up to now."""
        if after is None or after >= self._count:
            try:
                async with asyncio.timeout(seconds):
                    await self._next.wait()
            except TimeoutError:
                pass
        return self._count
