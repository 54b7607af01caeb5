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
