"""How much one person may send: so many in a minute, so many in a day. Kept in memory, under pseudonyms, for no longer than it counts.

Memory is bounded. Where it is full, whoever has sent least of those that were silent longest is forgotten first, so that nobody wins a new
allowance by filling it.
"""

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

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
    """`recent` are the moments of the last minute, `hours` how many in each hour of the last day."""

    recent: deque[float] = field(default_factory=deque)
    hours: deque[tuple[int, int]] = field(default_factory=deque)
    total: int = 0
    silent_until: float = 0.0
    album: str = ""
    album_parts: int = 0


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be taken in. `taken` is what `give_back` wants, None where it cost nothing."""

    taken: float | None


@dataclass(frozen=True, slots=True)
class TooMany:
    """The first that is too many; it goes on after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class StillTooMany:
    """Another one, whose sender was told already."""


Answer = Allowed | TooMany | StillTooMany


class Allowances:
    """`now` is seconds that only go forward."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._accounts: OrderedDict[str, _Account] = OrderedDict()

    def __len__(self) -> int:
        return len(self._accounts)

    def ask(self, names: Sequence[str], *, album: str = "", now: float) -> Answer:
        """Whether one more of this person may be taken in; if so it is counted. `names` are all their pseudonyms, the newest first.

        Parts of one album count as one message.
        """
        account = self._account(names, now)
        if now < account.silent_until:
            return StillTooMany()
        if album and album == account.album and account.album_parts < _PARTS_OF_AN_ALBUM:
            account.album_parts += 1
            return Allowed(None)
        seconds = self._seconds_to_wait(account, now)
        if seconds > 0:
            account.silent_until = now + seconds
            return TooMany(ceil(seconds))
        account.recent.append(now)
        _count(account, now, 1)
        account.album, account.album_parts = album, 1
        return Allowed(now)

    def give_back(self, name: str, taken: float) -> None:
        """What was counted at `taken` was not taken in after all."""
        account = self._accounts.get(name)
        if account is None:
            return
        if taken in account.recent:
            account.recent.remove(taken)
        _count(account, taken, -1)

    def speak_again(self, name: str) -> None:
        """The word that it is too many was not taken in: it has to be said again."""
        if name in self._accounts:
            self._accounts[name].silent_until = 0.0

    def _seconds_to_wait(self, account: _Account, now: float) -> float:
        """Long enough that half of the allowance is there again: else every other message would be one too many."""
        minute = day = 0.0
        if len(account.recent) >= self._limits.per_minute:
            minute = account.recent[(len(account.recent) - 1) // 2] + MINUTE - now
        if account.total >= self._limits.per_day:
            day = (account.hours[0][0] + 1) * HOUR + DAY - now
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
    while account.recent and account.recent[0] <= now - MINUTE:
        account.recent.popleft()
    while account.hours and (account.hours[0][0] + 1) * HOUR <= now - DAY:
        account.total -= account.hours.popleft()[1]


def _count(account: _Account, moment: float, change: int) -> None:
    hour = int(moment // HOUR)
    for at, (known, count) in enumerate(account.hours):
        if known == hour:
            account.hours[at] = (hour, max(0, count + change))
            account.total += max(-count, change)
            return
    if change > 0:
        account.hours.append((hour, change))
        account.total += change
