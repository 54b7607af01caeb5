import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Final

from bot.errors import SecondSourceError

_LOGGER: Final = logging.getLogger("secondsource")


class Errands:
    """Small things done beside the answer to Slack, which is not kept waiting. Held here so that none is forgotten half-way, and ended with the front.

    One that cannot be done is left out: nobody's message depends on it. Whatever else breaks is handed to `on_bug`.
    """

    def __init__(self, on_bug: Callable[[Exception], None]) -> None:
        self._on_bug = on_bug
        self._running: set[asyncio.Task[None]] = set()

    def run(self, name: str, errand: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(self._done(name, errand), name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def close(self, *, seconds: float) -> None:
        """Gives what runs so long, then stops it."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def settled(self) -> None:
        """Returns when nothing runs any more."""
        while self._running:
            await asyncio.wait(self._running)

    async def _done(self, name: str, errand: Coroutine[object, object, None]) -> None:
        try:
            await errand
        except SecondSourceError as error:
            _LOGGER.info("slack_errand_left_out", extra={"errand": name, "fault": type(error).__name__})

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        bug = None if task.cancelled() else task.exception()
        if isinstance(bug, Exception):
            self._on_bug(bug)
