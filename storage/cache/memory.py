from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from storage.cache.counts import Counts

OVERHEAD = 200
"""Bytes that an entry costs besides its key and value, roughly."""


@dataclass(frozen=True, slots=True)
class _Kept:
    value: bytes
    until: float
    size: int


class MemoryCache:
    """Keeps at most `limit` bytes in this process; the longest unused go first. `now` is a monotonic clock in seconds."""

    def __init__(self, *, limit: int, now: Callable[[], float]) -> None:
        self._limit = limit
        self._now = now
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0
        self.counts = Counts()
        self.state = "in process"

    @property
    def size(self) -> int:
        """Bytes in use."""
        return self._size

    async def get(self, key: str) -> bytes | None:
        kept = self._kept.get(key)
        if kept is not None and kept.until <= self._now():
            self._drop(key)
            kept = None
        self.counts.note(is_hit=kept is not None)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept.value

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        self._drop(key)
        size = len(key) + len(value) + OVERHEAD
        if seconds <= 0 or size > self._limit:
            return
        self._kept[key] = _Kept(value, self._now() + seconds, size)
        self._size += size
        while self._size > self._limit:
            self._drop(next(iter(self._kept)))

    async def ping(self) -> None:
        """Always there."""

    def _drop(self, key: str) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._size -= kept.size
