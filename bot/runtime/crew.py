"""Tasks side by side, as many as there is room for, fed by whoever hands out work, with an ordered end."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.errors import Unavailable
from bot.runtime.edge import OnBug
from bot.runtime.waiting import Patience


class Crew:
    """At most `most` tasks. A part that is away stops nothing: it is waited for. `on_away` is told of it, `on_bug` of a task that broke."""

    def __init__(self, *, most: int, on_away: Callable[[Unavailable], None], on_bug: OnBug) -> None:
        self._most = most
        self._on_away = on_away
        self._on_bug = on_bug
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Event()
        self._stopped = asyncio.Event()
        self.stopping = asyncio.Event()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, work: Coroutine[Any, Any, None], *, at_end: Callable[[], None] | None = None) -> None:
        """`at_end` is called when the task is over, however it ended."""

        def ended(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._room.set()
            if at_end is not None:
                at_end()
            bug = None if task.cancelled() else task.exception()
            if isinstance(bug, Exception):
                self._on_bug(bug)

        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(ended)

    async def run(self, feed: Callable[[int], Awaitable[None]]) -> None:
        """Calls `feed` with the room that there is, again and again until `stop`. Where it is cancelled instead, the tasks are too."""
        feeding = asyncio.create_task(self._feed(feed))
        stopping = asyncio.create_task(self.stopping.wait())
        either: set[asyncio.Task[Any]] = {feeding, stopping}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if feeding.done():
                feeding.result()  # it ends by a bug only
            feeding.cancel()
            await self._stopped.wait()
        finally:
            await end(feeding, stopping, *self._tasks)

    async def stop(self, *, seconds: float) -> None:
        """Starts nothing more, lets the tasks come to their end for so long, and then cancels them."""
        self.stopping.set()
        if self._tasks:
            await asyncio.wait({*self._tasks}, timeout=seconds)
        await end(*self._tasks)
        self._stopped.set()

    async def _feed(self, feed: Callable[[int], Awaitable[None]]) -> None:
        patience = Patience(self.stopping)
        while not self.stopping.is_set():
            room = self._most - len(self._tasks)
            if room <= 0:
                self._room.clear()
                await self._room.wait()
                continue
            try:
                await feed(room)
            except Unavailable as failure:
                self._on_away(failure)
                await patience.wait()
            else:
                patience.rest()
        await self._stopped.wait()


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancels them and waits until they are over."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
