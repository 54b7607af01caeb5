"""Taking a data set in: items of a reader, batch by batch, into what is laid beside the library, and then into it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.feeds.csv_rows import RowProblem
from bot.feeds.feed import Item
from bot.feeds.intake import MOVED, Fate, Intake, Reached, Rules
from bot.library.event import Event
from bot.library.record import KINDS, Entry
from bot.library.series import Series
from bot.library.source import Rating
from bot.library.statement import Statement

BATCH = 1000
"""Entries of one transaction."""

SHOWN = 20
"""Problems that are held to be shown; all of them go to `on_problem`."""

_TWICE = "An earlier row has this id already: this one is left out."


@dataclass(frozen=True, slots=True)
class Job:
    """`run` names the bytes and the terms, `named` stands in the audit log. Without a `run` nothing is written."""

    run: str
    rules: Rules
    named: str


@dataclass(slots=True)
class Loaded:
    """What came of it. `unusable` counts rows that could not be used, `unwanted` those that were not asked for, `doubted` those taken in spite of a
    problem; `resumed` is the row behind which it went on."""

    fates: Mapping[tuple[str, Fate], int] = field(default_factory=dict)
    rows: int = 0
    unusable: int = 0
    unwanted: int = 0
    doubted: int = 0
    resumed: int = 0
    shown: list[RowProblem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    version: int | None = None

    @property
    def moves(self) -> bool:
        """Whether anything is new or changed."""
        return bool(self.moved)

    @property
    def moved(self) -> int:
        """How many entries are new or changed."""
        return sum(count for (_, fate), count in self.fates.items() if fate in MOVED)

    @property
    def moves_records(self) -> bool:
        """Whether any of these can be hidden from anybody: names, sources and ratings cannot."""
        return any(count for (kind, fate), count in self.fates.items() if fate in MOVED and kind in KINDS)


async def load(
    intake: Intake,
    items: Iterable[Item],
    job: Job,
    *,
    on_rows: Callable[[int], None],
    on_problem: Callable[[RowProblem], None],
    on_publish: Callable[[int], None] = lambda _entries: None,
) -> Loaded:
    """Reads all items and publishes what they came to, once. What was laid before a run was cut off is not laid again.

    `on_rows` is told how many rows are done, `on_publish` how many entries are about to go into the library. A run that finds nothing usable publishes nothing. Raises `Refusal` and `Unavailable`.
    """
    loaded = Loaded()
    reached = await intake.begin(job.run) if job.run else Reached()
    loaded.resumed = reached.row
    for row, entries in _batches(_noted(items, loaded, on_problem)):
        if row > reached.row:
            if job.run:
                reached = await intake.lay(job.run, entries, job.rules, after=reached, row=row)
            else:
                met = await intake.compare(entries, job.rules)
                reached = Reached(row, Counter(reached.fates) + Counter(_fates(entries, met)))
        on_rows(loaded.rows)
    loaded.fates = reached.fates
    if job.run:
        on_publish(loaded.moved)
        loaded.version = await intake.publish(job.run, job.rules, named=job.named)
    return loaded


def _noted(items: Iterable[Item], loaded: Loaded, on_problem: Callable[[RowProblem], None]) -> Iterator[Item]:
    """The items with something to take, counted. Of what comes twice the first counts, or a second import would find the other one changed."""
    seen: set[int] = set()
    for item in items:
        loaded.rows = max(loaded.rows, item.row)
        problems, entries = item.problems, tuple(entry for entry in item.entries if _key(entry) not in seen)
        is_twice = any(
            isinstance(entry, Event | Statement | Series) for entry in item.entries if _key(entry) in seen
        )
        if is_twice:
            problems, entries = (*problems, RowProblem("", item.row, "id", _TWICE)), ()
        seen.update(map(_key, entries))
        for problem in problems:
            on_problem(problem)
        loaded.shown += problems[: SHOWN - len(loaded.shown)]
        loaded.unusable += bool(problems) and not entries
        loaded.doubted += bool(problems) and bool(entries)
        loaded.unwanted += not problems and not entries
        if entries:
            yield Item(item.row, entries)


def _key(entry: Entry) -> int:
    """A number and not the names themselves: a set of half a million of them has to be held."""
    match entry:
        case Rating():
            return hash((entry.source, entry.rater))
        case Event() | Statement() | Series():
            return hash(entry.id)
        case _:
            return hash((type(entry), entry.id))


def _batches(items: Iterable[Item]) -> Iterator[tuple[int, list[Entry]]]:
    """Entries in the same batches at every time, each with the row that it reaches to. No row is parted."""
    row, batch = 0, list[Entry]()
    for item in items:
        if len(batch) >= BATCH and item.row > row:
            yield row, batch
            batch = []
        batch += item.entries
        row = item.row
    if batch:
        yield row, batch


def _fates(entries: Iterable[Entry], met: Iterable[Fate]) -> Iterator[tuple[str, Fate]]:
    for entry, fate in zip(entries, met, strict=True):
        yield type(entry).__name__.lower(), fate
