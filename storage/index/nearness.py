"""Vectors in memory, compared one by one: exact, and quick enough for some thousands of records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.people.audience import Audience

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Numbers = NDArray[np.int64]

_LEVELS = {
    each: level for level, each in enumerate((Audience.PUBLIC, Audience.NEWSROOM, Audience.RESTRICTED))
}
_FULL = 127

SLOTS = 4
"""Vectors that a record may have."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """The vectors of a record, one in a row, as small as they are kept. `digest` is that of the texts that they were made of."""

    id: str
    visibility: Audience
    digest: str
    rows: Bytes


@dataclass(frozen=True, slots=True)
class Cosines:
    """Of the nearest of a record's vectors. `around` is None where nothing was asked around the claim."""

    near: float
    around: float | None


def shrink(vectors: Sequence[Floats]) -> Bytes:
    """One byte a number: each vector is stretched until its largest number is 127, since only its direction counts."""
    rows = np.stack(vectors)
    largest = np.abs(rows).max(axis=1, keepdims=True)
    shrunk: Bytes = np.rint(rows * (_FULL / np.maximum(largest, np.finfo(np.float32).tiny))).astype(np.int8)
    return shrunk


def grow(rows: Bytes) -> Floats:
    """Of length 1 again."""
    floats = rows.astype(np.float32)
    lengths = np.linalg.norm(floats, axis=1, keepdims=True)
    grown: Floats = floats / np.maximum(lengths, 1.0)
    return grown


def multiply(rows: Floats, asked: Floats) -> Floats:
    """`rows @ asked`, in this thread: those that BLAS brings along wait by working, for longer than a whole check takes."""
    product: Floats = np.einsum("ij,kj->ik", rows, np.ascontiguousarray(asked.T))
    return product


class Packed:
    """Entries packed for comparing. Nothing in it ever changes."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        packed = tuple(entries)
        self.ids = tuple(entry.id for entry in packed)
        self._at: Mapping[str, int] = {each: at for at, each in enumerate(self.ids)}
        self._levels = np.array([_LEVELS[entry.visibility] for entry in packed], dtype=np.int8)
        counts = [len(entry.rows) for entry in packed]
        self._starts: Numbers = np.cumsum([0, *counts[:-1]]) if packed else np.zeros(0, dtype=np.int64)
        self._rows = grow(np.concatenate([entry.rows for entry in packed])) if packed else None

    def compare(self, asked: Floats) -> Floats:
        """The cosine of each entry (rows) with each vector that is asked for (columns): that of its nearest vector."""
        if self._rows is None:
            return np.zeros((0, asked.shape[1]), dtype=np.float32)
        cosines: Floats = np.maximum.reduceat(multiply(self._rows, asked), self._starts, axis=0)
        return cosines

    def best(self, cosines: Floats, audience: Audience, most: int) -> list[tuple[str, float]]:
        """The entries that this audience may see with the greatest of these cosines, the greatest first."""
        seen = np.flatnonzero(self._levels <= _LEVELS[audience])
        if most < 1 or not len(seen):
            return []
        kept = cosines[seen]
        if most < len(seen):
            chosen = np.argpartition(-kept, most - 1)[:most]
            seen, kept = seen[chosen], kept[chosen]
        order = np.argsort(-kept, kind="stable")
        return [(self.ids[seen[at]], float(kept[at])) for at in order]

    def place(self, record: str) -> int | None:
        return self._at.get(record)
