"""How many messages Telegram takes: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from time import monotonic

from tests.fakes.telegram.rejections import too_many


@dataclass
class _Bucket:
    """`burst` at once, then `rate` a second."""

    rate: float
    burst: float
    level: float = 0.0
    at: float = 0.0

    def wait_for(self, now: float) -> float:
        self.level = max(0.0, self.level - (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (self.level + 1 - self.burst) / self.rate)

    def take(self) -> None:
        self.level += 1


@dataclass
class Flood:
    """About one message a second to a chat, twenty a minute to a group, thirty a second altogether. Edits count."""

    clock: Callable[[], float] = monotonic
    chat_burst: float = 3.0
    refused: int = 0
    _all: _Bucket = field(default_factory=lambda: _Bucket(30.0, 30.0))
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, chat: int) -> None:
        """Raises `Rejected` with the seconds to wait where this would be too many."""
        now = self.clock()
        bucket = self._chats.setdefault(chat, _Bucket(1.0, self.chat_burst, at=now))
        self._all.at = self._all.at or now
        waiting = max(bucket.wait_for(now), self._all.wait_for(now), self._group_wait(chat, now))
        if waiting > 0:
            self.refused += 1
            raise too_many(ceil(waiting))
        bucket.take()
        self._all.take()
        if chat < 0:
            self._groups[chat].append(now)

    def _group_wait(self, chat: int, now: float) -> float:
        if chat >= 0:
            return 0.0
        minute = self._groups[chat]
        while minute and now - minute[0] >= 60:
            minute.popleft()
        return 60 - (now - minute[0]) if len(minute) >= 20 else 0.0
