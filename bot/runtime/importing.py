"""Putting what was read from files into the library, and saying what that did."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.claims.claim import NameKind
from bot.feeds.csv_library import Known
from bot.library.event import Event
from bot.library.names import Actor, Place
from bot.library.record import Entry
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement
from bot.ports import Library, Shelf


class Fate(StrEnum):
    """What an entry meets in the library. Of places and actors the library tells names only, so theirs is `NEW` or `THERE`."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    THERE = "there already"


@dataclass(frozen=True, slots=True)
class Stock:
    """What the library has before an import. `records` are hashes by id: enough to see a difference, little to hold."""

    shelf: Shelf
    records: dict[str, int]

    def known(self) -> Known:
        """What references in a file may point to."""
        names = self.shelf.names
        return Known(
            places={name.id: name.name for name in names if name.kind is NameKind.PLACE},
            actors=frozenset(name.id for name in names if name.kind is NameKind.ACTOR),
            sources=self.shelf.sources.keys(),
            records=self.records.keys(),
        )

    def fate_of(self, entry: Entry) -> Fate:
        match entry:
            case Event() | Statement() | Series():
                return _compare(self.records.get(entry.id), hash(entry))
            case Source():
                return _compare(self.shelf.sources.get(entry.id), entry)
            case Rating():
                before = [
                    given for given in self.shelf.ratings.get(entry.source, ()) if given.rater == entry.rater
                ]
                return _compare(before[0] if before else None, entry)
            case Place():
                return Fate.THERE if self.shelf.names.get(NameKind.PLACE, entry.id) else Fate.NEW
            case Actor():
                return Fate.THERE if self.shelf.names.get(NameKind.ACTOR, entry.id) else Fate.NEW


@dataclass(frozen=True, slots=True)
class Imported:
    """`fates` counts entries by kind ("events", "places", …) and fate; `version` is the library's after it, `is_published` False if it did not move."""

    fates: dict[tuple[str, Fate], int]
    version: int
    is_published: bool


async def take_stock(library: Library) -> Stock:
    """Reads through the whole library once."""
    records: dict[str, int] = {}
    async for change in library.changes(after=0):
        if change.record is not None:
            records[change.id] = hash(change.record)
    return Stock(await library.shelf(), records)


async def import_entries(
    library: Library, entries: Iterable[Entry], stock: Stock, *, progress: Callable[[int], None] | None = None
) -> Imported:
    """Publishes the entries in one step. `progress` is told how many of them are done."""
    taken = tuple(entries)
    before = await library.version()
    version = await library.publish(taken, progress=progress)
    return Imported(count_fates(taken, stock), version, is_published=version > before)


def count_fates(entries: Iterable[Entry], stock: Stock) -> dict[tuple[str, Fate], int]:
    return dict(Counter((_plural(entry), stock.fate_of(entry)) for entry in entries))


def _compare(before: object, now: object) -> Fate:
    if before is None:
        return Fate.NEW
    return Fate.UNCHANGED if before == now else Fate.CHANGED


def _plural(entry: Entry) -> str:
    name = type(entry).__name__.lower()
    return name if name.endswith("s") else f"{name}s"
