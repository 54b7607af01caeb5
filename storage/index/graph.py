"""Vectors on disk, for more records than can be compared one by one: graphs (HNSW) of usearch's, never changed once written.

graph.json        whose they are, how far they reach, and the checksum of each file
<number>.public   one graph for each visibility, so that what somebody may not see takes no place among what is found
<number>.json     which vectors are of which record

usearch holds the interpreter while it adds, so vectors are added a few at a time.
"""

import os
import time
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from bot.people.audience import Audience
from storage.index.faults import Damaged
from storage.index.nearness import SLOTS, Bytes, Entry, Floats, grow, multiply

if TYPE_CHECKING:
    from usearch.index import Index

CARD = "graph.json"

CONNECTIVITY = 16
EXPANSION = 128
"""With both, 996 of 1,000 true neighbours are found among 100,000 records in less than a millisecond."""

LEAST_KEPT = 0.75
"""Share of a graph's records that still count. With fewer it is made anew."""

AT_ONCE = 16
"""Vectors added before others may go on: some milliseconds."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose vectors stand under `number` and the next ones."""

    id: str
    digest: str
    visibility: Audience
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """What is on disk. `made` tells by which encoder and layout; `version` is the library's up to which the vectors are right."""

    library: str
    made: str
    version: int
    number: int
    checksums: Mapping[str, int]


def made_by(encoder: str) -> str:
    return f"{encoder} {SLOTS} {CONNECTIVITY} {EXPANSION} usearch {version('usearch')}"


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Vectors of `owners`, whose place in the list tells the numbers of their vectors."""

    owners: Sequence[Owner] = ()
    graphs: "Mapping[Audience, Index]" = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def __contains__(self, record: str) -> bool:
        return record in self.places

    def owner(self, record: str) -> Owner:
        return self.owners[self.places[record]]

    def best(
        self, asked: Bytes, audience: Audience, most: int, *, without: Collection[str]
    ) -> list[tuple[str, float]]:
        """The records nearest to this vector that the audience may see, with their cosines; about `most`."""
        found: dict[str, float] = {}
        for visibility in audience.sees():
            graph = self.graphs.get(visibility)
            if graph is None or most < 1:
                continue
            # A record has several vectors, and some are of records that have changed since.
            wanted = min(len(graph), 2 * most + min(len(without), most))
            matches = graph.search(asked, wanted, threads=1)
            for key, distance in zip(matches.keys.tolist(), matches.distances.tolist(), strict=True):
                record = self.owners[key // SLOTS].id
                if record not in without:
                    found[record] = max(found.get(record, -1.0), 1.0 - distance)
        return sorted(found.items(), key=lambda each: -each[1])[:most]

    def compare(self, records: Iterable[str], asked: Floats) -> dict[str, list[float]]:
        """The cosines of these records, which are all here, with each vector that is asked for (columns)."""
        owned = [(record, self.places[record]) for record in records]
        found: dict[str, list[float]] = {}
        for visibility, graph in self.graphs.items():
            mine = [each for each in owned if self.owners[each[1]].visibility is visibility]
            if not mine:
                continue
            counts = [self.owners[place].count for _, place in mine]
            keys = [
                place * SLOTS + slot
                for (_, place), count in zip(mine, counts, strict=True)
                for slot in range(count)
            ]
            rows = np.asarray(graph.get(np.array(keys, dtype=np.uint64)), dtype=np.int8)
            starts = np.cumsum([0, *counts[:-1]])
            cosines = np.maximum.reduceat(multiply(grow(rows), asked), starts, axis=0)
            found.update(zip((record for record, _ in mine), cosines.tolist(), strict=True))
        return found

    def grown(self, entries: Sequence[Entry], *, without: Collection[str]) -> "Graph":
        """Another one that has these too, and has forgotten those `without` which it had; this one stays as it is."""
        owners = [replace(owner, id="") if owner.id in without else owner for owner in self.owners]
        first = len(owners)
        owners += [Owner(each.id, each.digest, each.visibility, len(each.rows)) for each in entries]
        graphs = dict(self.graphs)
        for visibility in dict.fromkeys(each.visibility for each in entries):
            before = self.graphs.get(visibility)
            graph = _open(_saved(before)) if before is not None else _empty(entries[0].rows.shape[1])
            placed = enumerate(entries, start=first)
            _add(graph, [(place, each) for place, each in placed if each.visibility is visibility])
            graphs[visibility] = graph
        places = {owner.id: place for place, owner in enumerate(owners) if owner.id}
        return Graph(owners, graphs, places)

    def entries(self, *, without: Collection[str]) -> Iterable[Entry]:
        """All that is in it but these."""
        for place, owner in enumerate(self.owners):
            if owner.id and owner.id not in without:
                keys = np.arange(place * SLOTS, place * SLOTS + owner.count, dtype=np.uint64)
                rows = np.asarray(self.graphs[owner.visibility].get(keys), dtype=np.int8)
                yield Entry(owner.id, owner.visibility, owner.digest, rows)


def renewed(graph: Graph, entries: Sequence[Entry], *, without: Collection[str]) -> Graph:
    """As `grown`; made anew where much of it is forgotten, which would only be in the way."""
    if len(graph.places) - len(without) >= LEAST_KEPT * len(graph.owners):
        return graph.grown(entries, without=without)
    return Graph().grown([*graph.entries(without=without), *entries], without=())


def write(graph: Graph, folder: Path, *, library: str, made: str, version: int) -> None:
    """Puts it there in place of the one before: first the files, then the card that names them. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = _read_card(folder)
    number = before.number + 1 if before else 1
    owners = folder / f"{number}.json"
    owners.write_bytes(msgspec.json.encode(graph.owners))
    files = [owners]
    for visibility, each in graph.graphs.items():
        file = folder / f"{number}.{visibility.value}"
        file.write_bytes(_saved(each))
        files.append(file)
    for file in files:
        _flush(file)
    card = Card(library, made, version, number, {file.name: _checksum(file) for file in files})
    draft = folder / f"{CARD}.new"
    draft.write_bytes(msgspec.json.encode(card))
    _flush(draft)
    draft.replace(folder / CARD)
    for left in folder.iterdir():
        if left.name not in card.checksums and left.name != CARD:
            left.unlink(missing_ok=True)


def read(folder: Path, *, library: str, made: str) -> tuple[Graph, int]:
    """The graph there and the library version that it reaches. Nothing of it is in memory before it is looked at.

    Raises `Damaged` where there is none of that library, or it is not what was written.
    """
    card = _read_card(folder)
    if card is None or (card.library, card.made) != (library, made):
        raise Damaged("there is no graph of this library")
    try:
        if any(_checksum(folder / name) != checksum for name, checksum in card.checksums.items()):
            raise Damaged("a graph is not what was written")
        owners = msgspec.json.decode((folder / f"{card.number}.json").read_bytes(), type=list[Owner])
        graphs = {
            Audience(name.partition(".")[2]): _open(folder / name)
            for name in card.checksums
            if not name.endswith(".json")
        }
    except (OSError, ValueError) as exc:
        raise Damaged(str(exc)) from exc
    return Graph(
        owners, graphs, {owner.id: place for place, owner in enumerate(owners) if owner.id}
    ), card.version


def remove(folder: Path) -> None:
    """A graph that is there is not to be opened any more. Raises OSError."""
    (folder / CARD).unlink(missing_ok=True)


def _read_card(folder: Path) -> Card | None:
    try:
        return msgspec.json.decode((folder / CARD).read_bytes(), type=Card)
    except (OSError, ValueError):
        return None


def _empty(width: int) -> "Index":
    from usearch.index import Index  # noqa: PLC0415 - it takes a while to load, and small libraries do without

    return Index(
        ndim=width,
        metric="cos",
        dtype="i8",
        connectivity=CONNECTIVITY,
        expansion_add=EXPANSION,
        expansion_search=EXPANSION,
    )


def _open(kept: Path | bytes) -> "Index":
    """From a file only to be read; from bytes to be added to. Raises ValueError."""
    from usearch.index import Index  # noqa: PLC0415

    graph = Index.restore(
        kept, view=isinstance(kept, Path), expansion_add=EXPANSION, expansion_search=EXPANSION
    )
    if graph is None:
        raise ValueError("no graph")
    return graph


def _saved(graph: "Index") -> bytes:
    saved = graph.save()
    assert saved is not None, "it is asked for no path"
    return saved


def _add(graph: "Index", placed: Sequence[tuple[int, Entry]]) -> None:
    keys = [place * SLOTS + slot for place, each in placed for slot in range(len(each.rows))]
    rows = np.concatenate([each.rows for _, each in placed])
    for start in range(0, len(keys), AT_ONCE):
        end = start + AT_ONCE
        graph.add(np.array(keys[start:end], dtype=np.uint64), rows[start:end], threads=1)
        time.sleep(0)  # lets others have the interpreter


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum


def _flush(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
