import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class SingleFlight(Generic[Answer]):
    """Of several that ask the same at the same time one works and all get its outcome, its error too."""

    def __init__(self) -> None:
        self._flying: dict[str, asyncio.Task[Answer]] = {}

    async def do(self, key: str, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """The outcome of `work`, or of the work that is already under way for this key. Whoever is cancelled stops waiting; the work goes on."""
        task = self._flying.get(key)
        if task is None:
            task = asyncio.ensure_future(_run(work))
            self._flying[key] = task
            task.add_done_callback(lambda _: self._flying.pop(key, None))
        return await asyncio.shield(task)


async def _run(work: Callable[[], Awaitable[Answer]]) -> Answer:
    return await work()
