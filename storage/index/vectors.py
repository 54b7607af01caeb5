"""The vectors of a library's records, and which of them are near. Every method may be called from any thread."""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.matching.query import Query
from bot.people.audience import Audience
from storage.index.nearness import Cosines, Entry, Packed


@dataclass(frozen=True, slots=True)
class Near:
    """`best` are ids, the nearest first; `cosines` those of these and of the others that were asked for, where they have vectors."""

    best: tuple[str, ...] = ()
    cosines: Mapping[str, Cosines] = field(default_factory=dict)


NOTHING = Near()


class Vectors:
    """Those that the encoder called `encoder` makes; without one ("") there are none, and nothing is near.

    `version` is the library version up to which they are known to be right.
    """

    def __init__(self, encoder: str = "") -> None:
        self.encoder = encoder
        self.version = 0
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}
        self._packed: Packed | None = None

    def __len__(self) -> int:
        """How many records have vectors."""
        return len(self._entries)

    def clear(self) -> None:
        with self._lock:
            self.version = 0
            self._entries.clear()
            self._packed = None

    def has(self, record: str, digest: str, visibility: Audience) -> bool:
        entry = self._entries.get(record)
        return entry is not None and (entry.digest, entry.visibility) == (digest, visibility)

    def take(self, entries: Sequence[Entry]) -> None:
        """An entry replaces the one of the same record."""
        with self._lock:
            self._entries.update((entry.id, entry) for entry in entries)
            self._packed = None

    def drop(self, records: Collection[str]) -> None:
        with self._lock:
            gone = self._entries.keys() & records
            for record in gone:
                del self._entries[record]
            if gone:
                self._packed = None

    def look(self, query: Query, audience: Audience, limit: int, others: Collection[str]) -> Near:
        """The `limit` records nearest to the claim that this audience may see, with the cosines of these and of `others`."""
        if query.vector is None or not self._entries:
            return NOTHING
        packed = self._pack()
        asked = [query.vector] if query.around is None else [query.vector, query.around]
        cosines = packed.compare(np.stack(asked, axis=1))
        best = tuple(record for record, _ in packed.best(cosines[:, 0], audience, limit))
        found = {}
        for record in {*best, *others}:
            place = packed.place(record)
            if place is not None:
                near, *around = cosines[place].tolist()
                found[record] = Cosines(near, around[0] if around else None)
        return Near(best, found)

    def _pack(self) -> Packed:
        with self._lock:
            if self._packed is None:
                self._packed = Packed(self._entries.values())
            return self._packed
