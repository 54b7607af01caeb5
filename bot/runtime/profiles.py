import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

from bot.library.record import Record
from bot.matching.profile import Profile

Key = tuple[str, tuple[str, ...]]


class Profiles:
    """Prepared records of one version of the library, at most `limit`; the longest unused go first. Safe to be used from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Key, Profile] = OrderedDict()
        self._version = -1
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(
        self, record: Record, about: Sequence[Record], *, version: int, make: Callable[[], Profile]
    ) -> Profile:
        """The profile of a record that is about these others, made where it is missing or was made of another state of the record."""
        key = (record.id, tuple(other.id for other in about))
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version = version
            profile = self._kept.get(key)
            if profile is not None and profile.record == record:
                self._kept.move_to_end(key)
                return profile
        profile = make()  # outside the lock: two threads may make the same one, which costs less than waiting
        with self._lock:
            if version == self._version:
                self._kept[key] = profile
                self._kept.move_to_end(key)
                if len(self._kept) > self._limit:
                    self._kept.popitem(last=False)
        return profile
