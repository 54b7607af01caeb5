import asyncio
import random
from datetime import datetime

_FIRST_SECONDS = 0.5
_LONGEST_SLEEP = 60.0
_OVERDUE_SLEEP = 1.0


def seconds_until(due: datetime | None, now: datetime) -> float:
    """How long to sleep until something postponed is due, where nothing wakes us before.

    What is due and was not handed out is held by somebody: its release wakes us, so there is no reason to ask again at once.
    """
    if due is None:
        return _LONGEST_SLEEP
    seconds = (due - now).total_seconds()
    return min(seconds, _LONGEST_SLEEP) if seconds > 0 else _OVERDUE_SLEEP


def seconds_until_retry(failures: int, *, most: float, first: float = _FIRST_SECONDS) -> float:
    """Twice as long after every failure, `most` at the most, and a little more by chance, so that not all come back at once."""
    return min(most, first * 2.0 ** min(max(0, failures - 1), 30)) * random.uniform(1.0, 1.25)  # noqa: S311 - no secret hangs on it


class Patience:
    """Waits between tries at a part that is away: longer every time, and no longer than until the process is to end."""

    def __init__(self, stopping: asyncio.Event, *, most: float = 5.0) -> None:
        self._stopping = stopping
        self._most = most
        self._failures = 0

    def rest(self) -> None:
        """It answered: the next failure is a first one again."""
        self._failures = 0

    async def wait(self) -> None:
        self._failures += 1
        await pause(seconds_until_retry(self._failures, most=self._most), unless=self._stopping)


async def pause(seconds: float, *, unless: asyncio.Event) -> None:
    """Sleeps, and wakes at once when `unless` is set."""
    try:
        async with asyncio.timeout(seconds):
            await unless.wait()
    except TimeoutError:
        return
