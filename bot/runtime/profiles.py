import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.claims.names import Names
from bot.library.record import Record
from bot.matching.profile import Profile

Key = tuple[str, tuple[str, ...]]


class _Kept(NamedTuple):
    """A profile, and the records that its record was about when it was made."""

    profile: Profile
    about: tuple[Record, ...]


class Profiles:
    """Prepared records under the names that are in force, at most `limit`; the longest unused go first. Safe to be used from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
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
                self._names = names
            kept = self._kept.get(key)
            if kept is not None and (kept.profile.record, kept.about) == (record, about):
                self._kept.move_to_end(key)
                return kept.profile
        profile = make()  # outside the lock: two threads may make the same one, which costs less than waiting
        with self._lock:
            if names is self._names:
                self._kept[key] = _Kept(profile, about)
                self._kept.move_to_end(key)
                if len(self._kept) > self._limit:
                    self._kept.popitem(last=False)
        return profile
