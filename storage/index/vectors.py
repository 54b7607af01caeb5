"""The vectors of a library's records, and which of them are near. Every method may be called from any thread.

New ones are compared one by one. When they have become many they go into a graph on disk, which never changes: what of it is of an earlier
text of its record is left out of what it finds, until the next graph is made.
"""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.matching.query import Query
from bot.people.audience import Audience
from storage.index.faults import Damaged
from storage.index.graph import Graph, made_by, read, remove, renewed, write
from storage.index.nearness import Cosines, Entry, Floats, Packed, shrink

MANY = 20_000
"""Vectors that are compared one by one, in two milliseconds. A graph takes as long to make as some of the first answers."""

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Shelter:
    """The folder of the graph, and of which library it is. Only its owner writes there; others read what it wrote."""

    path: Path
    library: str
    is_owner: bool


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """All vectors as they stood at one moment; `outdated` are those in the graph that do not count any more."""

    packed: Packed
    graph: Graph
    outdated: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """`best` are ids, the nearest first."""

    best: tuple[str, ...]
    view: _View
    asked: Floats
    packed: Floats  # the cosines of what is packed

    def cosines(self, records: Collection[str]) -> dict[str, Cosines]:
        """Those of the records that have vectors."""
        found: dict[str, Cosines] = {}
        kept = []
        for record in records:
            place = self.view.packed.place(record)
            if place is not None:
                found[record] = _cosine(self.packed[place].tolist())
            elif record in self.view.graph and record not in self.view.outdated:
                kept.append(record)
        for record, cosines in self.view.graph.compare(kept, self.asked).items():
            found[record] = _cosine(cosines)
        return found


class Vectors:
    """Those that the encoder called `encoder` makes; without one ("") there are none, and nothing is near.

    `version` is the library version up to which they are known to be right.
    """

    def __init__(self, encoder: str = "", shelter: Shelter | None = None) -> None:
        self.encoder = encoder
        self.version = 0
        self._shelter = shelter if encoder else None
        self._lock = threading.Lock()
        self._fresh: dict[str, Entry] = {}
        self._graph = Graph()
        self._outdated: set[str] = set()
        self._touched: set[str] | None = None  # since a new graph was begun, while one is made
        self._view: _View | None = None

    def open(self) -> None:
        """Takes the graph that is kept, if there is one of this library and encoder that is sound."""
        if self._shelter is None:
            return
        for _ in range(_TRIES):  # its owner may be putting another in its place
            try:
                self._graph, self.version = read(
                    self._shelter.path, library=self._shelter.library, made=made_by(self.encoder)
                )
            except Damaged:
                continue
            return

    def __len__(self) -> int:
        """How many records have vectors."""
        return len(self._fresh) + len(self._graph.places) - len(self._outdated)

    @property
    def is_full(self) -> bool:
        """Whether there are more to be compared one by one than is quick."""
        return self._may_settle and self._number_of_fresh() >= MANY

    def is_behind(self, changes: int) -> bool:
        """Whether the graph, after so many changes to the library, is to be made again for the sake of the next start, which reads them all."""
        return self._may_settle and bool(self._graph.owners) and changes >= MANY

    def clear(self) -> None:
        """Forgets everything, on disk too."""
        with self._lock:
            self.version = 0
            self._fresh.clear()
            self._outdated.clear()
            self._graph, self._view = Graph(), None
        if self._shelter and self._shelter.is_owner:
            remove(self._shelter.path)

    def has(self, record: str, digest: str, visibility: Audience) -> bool:
        """Whether those of the record are of this text, and for this audience."""
        entry = self._fresh.get(record)
        if entry is not None:
            return (entry.digest, entry.visibility) == (digest, visibility)
        if record in self._outdated or record not in self._graph:
            return False
        owner = self._graph.owner(record)
        return (owner.digest, owner.visibility) == (digest, visibility)

    def take(self, entries: Sequence[Entry]) -> None:
        """An entry replaces the one of the same record."""
        with self._lock:
            self._touch([entry.id for entry in entries])
            self._fresh.update((entry.id, entry) for entry in entries)

    def drop(self, records: Collection[str]) -> None:
        with self._lock:
            self._touch(records)
            for record in records:
                self._fresh.pop(record, None)

    def look(self, query: Query, audience: Audience, limit: int) -> Near | None:
        """The `limit` records nearest to the claim that this audience may see; None where nothing is known of the claim."""
        if query.vector is None:
            return None
        view = self._look()
        asked = np.stack([query.vector] if query.around is None else [query.vector, query.around], axis=1)
        cosines = view.packed.compare(asked)
        best = view.packed.best(cosines[:, 0], audience, limit)
        if view.graph.owners:
            kept = view.graph.best(shrink([query.vector])[0], audience, limit, without=view.outdated)
            best = sorted([*best, *kept], key=lambda each: -each[1])[: max(limit, 0)]
        return Near(tuple([record for record, _ in best]), view, asked, cosines)

    def settle(self) -> None:
        """Puts what is compared one by one into a new graph, and that on disk. Takes seconds; everything else goes on meanwhile. Raises OSError."""
        with self._lock:
            if self._touched is not None:
                return
            self._touched = set()
            graph, outdated, taken = self._graph, frozenset(self._outdated), dict(self._fresh)
            version = self.version
        try:
            made = renewed(graph, list(taken.values()), without=outdated)
            if self._shelter and self._shelter.is_owner:
                made_of = made_by(self.encoder)
                write(made, self._shelter.path, library=self._shelter.library, made=made_of, version=version)
            with self._lock:
                if self._graph is graph:  # else everything was forgotten meanwhile
                    self._graph = made
                    self._outdated = self._touched & made.places.keys()
                    self._fresh = {
                        record: entry
                        for record, entry in self._fresh.items()
                        if taken.get(record) is not entry
                    }
                    self._view = None
        finally:
            self._touched = None

    @property
    def _may_settle(self) -> bool:
        return self._touched is None and (self._shelter is None or self._shelter.is_owner)

    def _touch(self, records: Collection[str]) -> None:
        self._view = None
        self._outdated.update(record for record in records if record in self._graph)
        if self._touched is not None:
            self._touched.update(records)

    def _look(self) -> _View:
        with self._lock:
            if self._view is None:
                self._view = _View(Packed(self._fresh.values()), self._graph, frozenset(self._outdated))
            return self._view

    def _number_of_fresh(self) -> int:
        return sum(len(entry.rows) for entry in self._fresh.values())


def _cosine(cosines: Sequence[float]) -> Cosines:
    return Cosines(cosines[0], cosines[1] if len(cosines) > 1 else None)
