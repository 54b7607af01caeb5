import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.claims.names import Names
from bot.library.event import Event
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.profile import Profile

Key = tuple[str, tuple[str, ...]]

LONG = 2_000
"""Characters of long texts that take as much memory as all else of a record, some four kilobytes."""


class _Kept(NamedTuple):
    """A profile, and the records that its record was about when it was made."""

    profile: Profile
    about: tuple[Record, ...]


def _size(kept: _Kept) -> int:
    texts = [_long_text(record) for record in (kept.profile.record, *kept.about)]
    return 1 + sum(map(len, texts)) // LONG


def _long_text(record: Record) -> str:
    match record:
        case Event():
            return record.summary
        case Statement():
            return record.reason
        case Series():
            return record.definition


class Profiles:
    """Prepared records under the names that are in force, at most `limit`, of which one with long texts counts as several; the longest unused go first.
    Safe to be used from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._size = 0
        self._names: Names | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(
        self, record: Record, about: Sequence[Record], *, names: Names, make: Callable[[], Profile]
    ) -> Profile:
        """The profile of a record that is about these others, made where it is missing or was made of another state of any of them."""
        about = tuple(about)
        key = (record.id, tuple(other.id for other in about))
        with self._lock:
            if names is not self._names:
                self._kept.clear()
                self._size = 0
                self._names = names
            kept = self._kept.get(key)
            if kept is not None and (kept.profile.record, kept.about) == (record, about):
                self._kept.move_to_end(key)
                return kept.profile
        profile = make()  # outside the lock: two threads may make the same one, which costs less than waiting
        with self._lock:
            if names is self._names:
                self._keep(key, _Kept(profile, about))
        return profile

    def _keep(self, key: Key, kept: _Kept) -> None:
        before = self._kept.pop(key, None)
        self._size += _size(kept) - (_size(before) if before else 0)
        self._kept[key] = kept
        while self._size > self._limit and self._kept:
            _, gone = self._kept.popitem(last=False)
            self._size -= _size(gone)
