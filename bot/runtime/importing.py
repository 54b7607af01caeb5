"""Putting what was read from files into the library, and saying what that did."""

import asyncio
import errno
import fcntl
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import IO

from bot.claims.claim import NameKind
from bot.errors import Cause, Unavailable
from bot.feeds.csv_library import Known
from bot.library.event import Event
from bot.library.filing import Provenance
from bot.library.names import Actor, Place
from bot.library.record import Entry, Record
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.ports import Library, Shelf

LOCK_POLL = 0.1
"""Seconds between two looks whether another import is done."""


class Fate(StrEnum):
    """What an entry meets in the library. Of places and actors the library tells names only, so theirs is `NEW` or `THERE`."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    THERE = "there already"


@dataclass(frozen=True, slots=True)
class Former:
    """What the library has under an id. `content` is a hash of everything but the provenance: enough to see a difference, little to hold."""

    content: bytes
    provenance: Provenance
    visibility: Audience | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """What the library has before an import."""

    shelf: Shelf
    records: Mapping[str, Former]

    def known(self, *, without: Collection[tuple[str, str]] = ()) -> Known:
        """What references in a file may point to, and who may see the records that are there.

        `without` are entries that will not be there any more: "place", "actor", "source" or "record", and the id.
        """
        going = frozenset(without)
        names = self.shelf.names
        return Known(
            places={
                name.id: name.name
                for name in names
                if name.kind is NameKind.PLACE and ("place", name.id) not in going
            },
            actors=frozenset(
                name.id for name in names if name.kind is NameKind.ACTOR and ("actor", name.id) not in going
            ),
            sources=frozenset(source for source in self.shelf.sources if ("source", source) not in going),
            records=frozenset(record for record in self.records if ("record", record) not in going),
            visibilities={
                record: former.visibility for record, former in self.records.items() if former.visibility
            },
        )

    def former(self, entry: Entry) -> Former | None:
        """What the entry would replace; None for something new, and for places and actors."""
        match entry:
            case Event() | Statement() | Series():
                return self.records.get(entry.id)
            case Source():
                source = self.shelf.sources.get(entry.id)
                return Former(_content(source), source.provenance) if source else None
            case Rating():
                given = self.shelf.ratings.get(entry.source, ())
                before = next((rating for rating in given if rating.rater == entry.rater), None)
                return Former(_content(before), before.provenance) if before else None
            case Place() | Actor():
                return None

    def fate_of(self, entry: Entry) -> Fate:
        match entry:
            case Place():
                return Fate.THERE if self.shelf.names.get(NameKind.PLACE, entry.id) else Fate.NEW
            case Actor():
                return Fate.THERE if self.shelf.names.get(NameKind.ACTOR, entry.id) else Fate.NEW
        former = self.former(entry)
        if former is None:
            return Fate.NEW
        is_same = (former.content, former.provenance) == (_content(entry), provenance_of(entry))
        return Fate.UNCHANGED if is_same else Fate.CHANGED


@dataclass(frozen=True, slots=True)
class Settled:
    """Entries as they are to be published. `replaced` are ids with the provenance of what the entry replaces, where that was reviewed by the
    desk or came with the program; `refused` are ids of what the desk reviewed and these entries may not replace."""

    entries: tuple[Entry, ...]
    replaced: Mapping[str, Provenance] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """`fates` counts entries by kind ("events", "places", …) and fate; `version` is the library's after it, `is_published` False if it did not move."""

    fates: dict[tuple[str, Fate], int]
    version: int
    is_published: bool


@asynccontextmanager
async def alone(lock: Path, *, on_wait: Callable[[], None]) -> AsyncIterator[None]:
    """Lets one import at a time in, so that each compares with what the one before left. Raises `Unavailable`."""
    with _open(lock) as held:
        is_waiting = False
        while not _take(held.fileno()):
            if not is_waiting:
                on_wait()
            is_waiting = True
            await asyncio.sleep(LOCK_POLL)
        yield


async def take_stock(library: Library) -> Stock:
    """Reads through the whole library once."""
    records: dict[str, Former] = {}
    async for change in library.changes(after=0):
        if change.record is not None:
            filing = change.record.filing
            records[change.id] = Former(_content(change.record), filing.provenance, filing.visibility)
    return Stock(await library.shelf(), records)


def settle(entries: Iterable[Entry], stock: Stock, *, keeps_provenance: bool, replaces_desk: bool) -> Settled:
    """Holds entries against what they replace: what the desk reviewed is only replaced by the desk, or with `replaces_desk`.

    With `keeps_provenance` an entry that is there word for word stays what it was.
    """
    taken: list[Entry] = []
    replaced: dict[str, Provenance] = {}
    refused: list[str] = []
    for entry in entries:
        former = stock.former(entry)
        if former is None or former.provenance is provenance_of(entry):
            taken.append(entry)
        elif keeps_provenance and former.content == _content(entry):
            taken.append(_with_provenance(entry, former.provenance))
        elif former.provenance is Provenance.DESK and not replaces_desk:
            refused.append(id_of(entry))
        else:
            taken.append(entry)
            if former.provenance is not Provenance.DATA_SET:
                replaced[id_of(entry)] = former.provenance
    return Settled(tuple(taken), replaced, tuple(refused))


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


def moved_records(entries: Iterable[Entry], stock: Stock) -> tuple[Record, ...]:
    """The records among the entries that are new or change something."""
    return tuple(
        entry
        for entry in entries
        if isinstance(entry, Event | Statement | Series) and stock.fate_of(entry) in {Fate.NEW, Fate.CHANGED}
    )


def id_of(entry: Entry) -> str:
    return f"{entry.source} ({entry.rater})" if isinstance(entry, Rating) else entry.id


def provenance_of(entry: Entry) -> Provenance:
    return entry.filing.provenance if isinstance(entry, Event | Statement | Series) else entry.provenance


def _with_provenance(entry: Entry, provenance: Provenance) -> Entry:
    if isinstance(entry, Event | Statement | Series):
        return replace(entry, filing=replace(entry.filing, provenance=provenance))
    return replace(entry, provenance=provenance)


def _content(entry: Entry) -> bytes:
    # Not hash(): Python gives -1.0 and -2.0 the same.
    plain = _with_provenance(entry, Provenance.DATA_SET)
    return sha256(repr(plain).encode()).digest()


def _open(lock: Path) -> IO[bytes]:
    try:
        return lock.open("ab")
    except OSError as exc:
        cause = Cause.ROOM if exc.errno in {errno.ENOSPC, errno.EDQUOT} else Cause.RIGHTS
        raise Unavailable("disk", cause=cause, file=str(lock)) from exc


def _take(opened: int) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _plural(entry: Entry) -> str:
    name = type(entry).__name__.lower()
    return name if name.endswith("s") else f"{name}s"
