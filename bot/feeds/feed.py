"""What every reader of a data set takes and gives: bytes in pieces and the terms of the import in, items out, one after the other.

A reader holds no more than a row at a time and what it needs to tell names apart, so that a file may be larger than the memory. It
gives the same items for the same bytes and terms, however often: that is what an import goes on with after it was cut off.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.claims.names import Names
from bot.feeds.csv_rows import RowProblem
from bot.library.record import Entry
from bot.library.source import Source
from bot.people.audience import Audience
from bot.verdicts.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a whole import.

    `data_set` is what the data set is called where it is shown, empty for the name that the format gives it. `countries` are the folded
    names of those that are wanted, empty for all. `scale` is what the newsroom says that theirs means in ours, folded. `dated` is the day
    of the list, for rows that have none. Nothing can have happened after `latest`.
    """

    names: Names
    sources: Mapping[str, Source]
    book: Phrasebook
    data_set: str = ""
    visibility: Audience = Audience.NEWSROOM
    countries: frozenset[str] = frozenset()
    scale: Mapping[str, str] = field(default_factory=dict)
    dated: date | None = None
    latest: date = date.max


@dataclass(frozen=True, slots=True)
class Item:
    """What one row, or one part of a document, came to: `entries`, names before what refers to them. Without any it was left out: with
    `problems` because it cannot be used, without because it is not wanted. Beside entries, `problems` are what should be looked at."""

    row: int
    entries: tuple[Entry, ...] = ()
    problems: tuple[RowProblem, ...] = ()


Reader = Callable[[Iterable[bytes], Terms], Iterator[Item]]
