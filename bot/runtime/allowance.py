"""How much one person may send: so many in a minute, so many in a day. Kept in memory, under pseudonyms, for no longer than it counts.

What counts is when somebody wrote, not when it reached us: after an outage a platform hands over at once what was written over hours, and not
always in that order.

Memory is bounded. Where it is full, whoever has sent least of those that were silent longest is forgotten first, so that nobody wins a new
allowance by filling it.
"""

import asyncio
from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil, inf

from bot.speech.allowance import Allowed, Answer, StillTooMany, TooMany

MINUTE = 60.0
HOUR = 3600.0
DAY = 24 * HOUR

_LOOKED_AT = 32
_PARTS_OF_AN_ALBUM = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """`waiting`: how many messages may wait altogether. `people`: how many are counted at a time."""

    per_minute: int = 30
    per_day: int = 1000
    waiting: int = 20_000
    people: int = 50_000


@dataclass(eq=False, slots=True)
class _Account:
    """`recent` are the last moments in order, `hours` how many in each hour of the last day. What was written from `silent_from` to
    `silent_until` is too much."""

    recent: list[float] = field(default_factory=list)
    hours: dict[int, int] = field(default_factory=dict)
    silent_from: float = inf
    silent_until: float = -inf
    album: str = ""
    album_parts: int = 0

    @property
    def total(self) -> int:
        return sum(self.hours.values())


def loop_time() -> float:
    return asyncio.get_running_loop().time()


class OwnAllowances:
    """Those of this process. `now` is a clock in seconds that only goes forward."""

    def __init__(self, limits: Limits, *, now: Callable[[], float] = loop_time) -> None:
        self._limits = limits
        self._now = now
        self._accounts: OrderedDict[str, _Account] = OrderedDict()

    def __len__(self) -> int:
        return len(self._accounts)

    async def ask(self, names: Sequence[str], *, album: str = "", age: float = 0.0) -> Answer:
        now = self._now()
        moment = now - max(0.0, age)
        account = self._account(names, now)
        if account.silent_from <= moment < account.silent_until:
            return StillTooMany()
        if album and album == account.album and account.album_parts < _PARTS_OF_AN_ALBUM:
            account.album_parts += 1
            return Allowed(None)
        until = self._too_many_until(account, moment)
        if until > moment:
            if account.silent_from - MINUTE < moment < account.silent_from:
                account.silent_from = moment  # of the same flood, and told of already
                return StillTooMany()
            account.silent_from, account.silent_until = moment, until
            return TooMany(max(1, ceil(until - now)))
        insort(account.recent, moment)
        del account.recent[: -2 * self._limits.per_minute]
        _count(account, moment, 1)
        account.album, account.album_parts = album, 1
        return Allowed(moment)

    async def give_back(self, name: str, taken: float) -> None:
        account = self._accounts.get(name)
        if account is not None and taken in account.recent:
            account.recent.remove(taken)
            _count(account, taken, -1)

    async def speak_again(self, name: str) -> None:
        if name in self._accounts:
            self._accounts[name].silent_from, self._accounts[name].silent_until = inf, -inf

    def _too_many_until(self, account: _Account, moment: float) -> float:
        """Long enough that half of the allowance is there again: else every other message would be one too many. In the past for not too many."""
        minute = day = -inf
        most = self._limits.per_minute
        near = account.recent[
            bisect_right(account.recent, moment - MINUTE) : bisect_left(account.recent, moment + MINUTE)
        ]
        insort(near, moment)
        for first in range(len(near) - most):
            if near[first + most] - near[first] < MINUTE:
                minute = near[first + (most - 1) // 2] + MINUTE
        if account.total >= self._limits.per_day:
            day = (min(account.hours) + 1) * HOUR + DAY
        return max(minute, day)

    def _account(self, names: Sequence[str], now: float) -> _Account:
        """Theirs, moved to the newest of their names: a new key for names is no new allowance."""
        found = next((name for name in names if name in self._accounts), None)
        account = self._accounts.pop(found) if found is not None else _Account()
        if found is None and len(self._accounts) >= self._limits.people:
            self._make_room(now)
        self._accounts[names[0]] = account
        _let_pass(account, now)
        return account

    def _make_room(self, now: float) -> None:
        oldest = [name for name, _ in zip(self._accounts, range(_LOOKED_AT), strict=False)]
        for name in oldest:
            _let_pass(self._accounts[name], now)
        del self._accounts[min(oldest, key=lambda name: self._accounts[name].total)]


def _let_pass(account: _Account, now: float) -> None:
    """What lies a day back counts for nothing any more, however late it came."""
    del account.recent[: bisect_right(account.recent, now - DAY)]
    for hour in [hour for hour in account.hours if (hour + 1) * HOUR <= now - DAY]:
        del account.hours[hour]


def _count(account: _Account, moment: float, change: int) -> None:
    hour = int(moment // HOUR)
    count = account.hours.get(hour, 0) + change
    if count > 0:
        account.hours[hour] = count
    else:
        account.hours.pop(hour, None)
