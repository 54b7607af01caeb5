"""What `secondsource import csv` says: results to standard output, mistakes to standard error."""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.commandline.exits import say
from bot.feeds.csv_rows import RowProblem
from bot.library.filing import Provenance
from bot.library.record import Record
from bot.people.audience import Audience
from bot.runtime.importing import Fate

NAMED = 10
"""Ids named in one line; of more only the number is told."""


def tell(line: str) -> None:
    """A result: it goes to standard output."""
    sys.stdout.write(f"{line}\n")


def count(number: int, word: str) -> str:
    """*1 mistake*, *2 mistakes*, *2 entries*."""
    if number == 1:
        return f"1 {word}"
    return f"{number} {word[:-1]}ies" if word.endswith("y") else f"{number} {word}s"


@dataclass(frozen=True, slots=True)
class Seen:
    """Who may see a record after an import, and who could before; None where it is new. `is_by_row`: its row says so itself."""

    id: str
    now: Audience
    before: Audience | None
    is_by_row: bool


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[int], None]]:
    """Shows a bar where there is a terminal; gives what is to be told how many entries are done."""
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)


def tell_problems(problems: Collection[RowProblem]) -> None:
    for problem in problems:
        row = f", row {problem.row}" if problem.row else ""
        column = f", {problem.column}" if problem.column else ""
        say(f"{problem.file}{row}{column}: {problem.message}")


def tell_fates(fates: Mapping[tuple[str, Fate], int]) -> None:
    for kind in dict.fromkeys(kind for kind, _ in fates):
        counts = ", ".join(f"{fates[kind, fate]} {fate}" for fate in Fate if (kind, fate) in fates)
        tell(f"{kind}: {counts}")


def tell_skipped(problems: Collection[RowProblem]) -> None:
    rows = {(problem.file, problem.row) for problem in problems if problem.row > 1}
    if rows:
        tell(f"Skipped: {count(len(rows), 'row')} with mistakes.")


def tell_replaced(replaced: Mapping[str, Provenance]) -> None:
    """Which of the desk's or the program's own entries now say what the files say."""
    origins = {
        Provenance.DESK: "reviewed by the desk",
        Provenance.STARTER: "of the starter library",
        Provenance.DATA_SET: "of a data set",
    }
    for provenance, origin in origins.items():
        ids = [entry for entry, before in replaced.items() if before is provenance]
        if ids:
            tell(f"Replaced, {origin} before: {_names(ids)}.")


def tell_refused(ids: Collection[str]) -> None:
    say(
        f"Reviewed by the desk, and not to be replaced by a data set: {_names(ids)}. "
        "If these files are the desk's own, say so with --provenance desk; otherwise allow it with --replace-desk."
    )


def tell_visibility(records: Collection[Record], seen: Collection[Seen], asked: Audience) -> None:
    """Who can see what was just written, and how to ask as them. `seen` are the records of which that may be others than was `asked`."""
    for visibility in Audience:
        here = [one for one in seen if one.now is visibility]
        if visibility is not asked:
            _tell_otherwise(here, visibility, asked)
        for before in Audience:
            wider = [one.id for one in here if one.before is before and before not in visibility.sees()]
            if wider:
                tell(f"Now {visibility}, {before} before: {_names(wider)}.")
    shown = Counter(record.filing.visibility for record in records)
    if hidden := shown[Audience.NEWSROOM]:
        tell(
            f"Only the newsroom sees {count(hidden, 'record')} of these: ask with `secondsource check --audience newsroom`, "
            "or publish with `--visibility public`."
        )
    if hidden := shown[Audience.RESTRICTED]:
        tell(f"No command and no page shows {count(hidden, 'restricted record')} of these.")
    if public := shown[Audience.PUBLIC]:
        tell(f"Everybody sees {count(public, 'record')} of these, on the chat page too.")


def _tell_otherwise(seen: Collection[Seen], visibility: Audience, asked: Audience) -> None:
    if by_row := [one.id for one in seen if one.is_by_row]:
        tell(
            f"{visibility.capitalize()}, as their rows say and not {asked}: {_names(by_row)}. "
            "Only their cells in the column visibility change it: they go before --visibility."
        )
    if kept := [one.id for one in seen if not one.is_by_row and one.before is visibility]:
        tell(
            f"Still {visibility}, as before and not {asked}: {_names(kept)}. --visibility {asked} changes it."
        )


def _names(ids: Collection[str]) -> str:
    named = ", ".join(sorted(ids)[:NAMED])
    return named if len(ids) <= NAMED else f"{named} and {len(ids) - NAMED} more"
