"""Time that passes as soon as everybody waits for it: an hour takes no longer than what happens in it."""

import asyncio
import selectors
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

_START = datetime(2026, 3, 1, 12, tzinfo=UTC)
_STUCK_SECONDS = 10.0


class _QuickSelector(selectors.DefaultSelector):
    """Never waits for time, only for what other threads and sockets do while nobody waits for time."""

    seconds = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(_STUCK_SECONDS if timeout is None else 0)
        if timeout is None and not ready:
            raise AssertionError("everybody waits, and nothing will ever happen")
        if timeout and not ready:
            self.seconds += timeout
        return ready


class QuickLoop(asyncio.SelectorEventLoop):
    """An event loop on which nobody really sleeps. For tests without threads."""

    def __init__(self) -> None:
        self._quick = _QuickSelector()
        super().__init__(self._quick)

    def time(self) -> float:
        return self._quick.seconds


def quick_loops() -> Mapping[str, type[asyncio.AbstractEventLoop]]:
    """For the hook `pytest_asyncio_loop_factories` in the conftest of a folder."""
    return {"quick": QuickLoop}


class LoopClock:
    """The calendar to the time of the running loop. `offset` puts it ahead or back, as somebody may who sets the clock."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        return _START + timedelta(seconds=asyncio.get_running_loop().time()) + self.offset

    def today(self) -> date:
        return self.now().date()
