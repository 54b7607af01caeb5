"""What the bot asks of the outside. Every port names its contract; every implementation runs the same suite in `tests/contract`.

All methods may raise `Unavailable` unless they say otherwise; none returns "nothing" for a failure.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.claims.names import Names
from bot.claims.submission import Submission
from bot.library.filing import Provenance
from bot.library.record import Entry, Record
from bot.library.source import Rating, Source
from bot.people.audience import Audience
from bot.verdicts.finding import Report


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a check needs of the library besides the candidates, as it stood at `version`.

    `languages` are, for each audience, the languages in which at least one record that it may be matched with is filed: what it may not see
    decides nothing for it. `valid_until` is the last day on which all ratings
    count that count today, None if none of them ends.
    """

    version: int
    names: Names
    sources: dict[str, Source]
    ratings: dict[str, tuple[Rating, ...]]
    languages: Mapping[Audience, frozenset[str]]
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was published (`record`) or taken out (`record` is None) since some version."""

    id: str
    version: int
    record: Record | None


class Library(Protocol):
    """Events, statements, series, sources, ratings, places, actors; a version that every publish raises by one.

    A publish is one transaction: all of it is visible at the new version or nothing is. An entry replaces the one of the same kind and id.
    All kinds of record share one space of ids, since a match or a link names a record by its id alone.
    """

    async def version(self) -> int:
        """The version now in force, 0 for an empty library. Cheap: asked at every check."""
        ...

    async def shelf(self) -> Shelf:
        """Names, sources and ratings at the version now in force. Kept until the version changes."""
        ...

    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        """The records of these ids that may be matched for this audience: visible to it, and of a status in `MATCHED`."""
        ...

    async def publish(
        self,
        entries: Sequence[Entry],
        *,
        remove: Collection[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Write `entries`, take out the records and other entries of the ids in `remove`, raise the version; returns it.

        A publish that changes nothing (same entries as are there) raises nothing and returns the version in force. What is in `remove` goes
        first, so an id in both is replaced, and a source takes its ratings along. `progress` is told how many entries are done. Raises
        `Refusal` where an id belongs to a record of another kind already.
        """
        ...

    async def remove_provenance(self, provenance: Provenance) -> int:
        """Take out everything of that provenance in one publish; returns the number of entries."""
        ...

    def changes(self, *, after: int) -> AsyncIterator[Change]:
        """The last state of every record changed after that version, oldest change first; `after=0` is the whole library.

        A record counts as changed also when a place, actor or source that it refers to did.
        """
        ...

    async def wait_for_version(self, after: int) -> int:
        """Returns the version as soon as it is above `after`: at once for a publish of this process, within a second for another's."""
        ...

    async def ping(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A record id that the index offers; scores as in `Candidate`."""

    id: str
    words: float
    grams: float


class CandidateIndex(Protocol):
    """Finds the records that a text may be about: recall, not precision.

    Holds texts and who may see them, nothing else, and can always be rebuilt from the library.
    """

    @property
    def version(self) -> int:
        """The library version up to which changes are found, 0 for an empty or rebuilt-from-nothing index."""
        ...

    async def find(self, text: str, *, context: str = "", audience: Audience, limit: int) -> tuple[Hit, ...]:
        """At most `limit` records of either list (words, grams), best first, that this audience may see. `context` weighs less than `text`.

        Raises `Unavailable` until it has once caught up with its library: what is not found before says nothing.
        """
        ...

    async def take(self, changes: Sequence[Change], *, version: int) -> None:
        """Apply the changes; after the return they are found, also after a restart. Applying a change twice does no harm.

        A large library may come in several calls, the last of which carries its version. Taking nothing at version 0 says that it is empty.
        """
        ...

    async def ping(self) -> None: ...


class Cache(Protocol):
    """Keeps bytes for a while. May lose anything at any time; a cache that is away behaves as an empty one and never raises."""

    async def get(self, key: str) -> bytes | None: ...

    async def put(self, key: str, value: bytes, *, seconds: float) -> None: ...

    async def ping(self) -> None:
        """The one method that raises `Unavailable`: for health only."""
        ...


Progress = Callable[[int, int], Awaitable[None]]
"""Told after each claim: how many are done, of how many."""


class Checking(Protocol):
    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        """Reads the submission and checks each claim. Raises `Refusal` where there is nothing to read, `Unavailable` where a part failed."""
        ...


class Clock(Protocol):
    def today(self) -> date: ...
