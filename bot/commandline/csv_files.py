"""`secondsource import csv`: files to entries to the library, with a list of everything that could not be used."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.assembly import open_kept
from bot.commandline.exits import Exit, say
from bot.commandline.setting import load_and_log
from bot.errors import Misconfigured, Problem
from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_library import CsvReading, read_csv_library
from bot.feeds.csv_rows import RowProblem
from bot.library.filing import Provenance
from bot.people.audience import Audience
from bot.ports import Library
from bot.runtime.clock import SystemClock
from bot.runtime.importing import Fate, Stock, count_fates, import_entries, take_stock
from bot.runtime.process import run_to_end


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. Without a `path` only the starter library is removed."""

    path: Path | None
    kind: str = ""
    visibility: Audience = Audience.NEWSROOM
    provenance: Provenance = Provenance.DATA_SET
    is_dry: bool = False
    skips_bad: bool = False
    removes_starter: bool = False


def import_csv(order: Order, config: Path | None) -> Exit:
    """Carries out the order and says what it did. Raises `Misconfigured`, `Refusal` and `Unavailable`."""
    if order.path is None and not order.removes_starter:
        raise Misconfigured((Problem("PATH", "Name a CSV file or a folder of CSV files to import."),))
    settings = load_and_log(config).settings
    files = read_files(order.path, order.kind) if order.path else {}

    async def main() -> Exit:
        async with AsyncExitStack() as stack:
            library = (await open_kept(stack, settings, clock=SystemClock())).library
            exit_code = await _import(order, files, library) if files else Exit.DONE
            if order.removes_starter and exit_code is Exit.DONE and not order.is_dry:
                removed = await library.remove_provenance(Provenance.STARTER)
                _print(f"The starter library was taken out: {removed} entries.")
            return exit_code

    return run_to_end(main())


def read_files(path: Path, kind: str) -> Mapping[str, bytes]:
    """The bytes of a CSV file, or of all CSV files in a folder, by the name that says what they hold."""
    if kind and kind not in TABLES:
        raise Misconfigured((Problem("--kind", f"Write one of: {', '.join(TABLES)}."),))
    try:
        if not path.is_dir():
            return {f"{kind}.csv" if kind else path.name: path.read_bytes()}
        files = {file.name: file.read_bytes() for file in sorted(path.glob("*.csv"))}
    except OSError as error:
        raise Misconfigured((Problem(str(path), f"This cannot be read: {error.strerror}."),)) from error
    if not files:
        raise Misconfigured((Problem(str(path), "There is no file with a name that ends in .csv."),))
    return files


async def _import(order: Order, files: Mapping[str, bytes], library: Library) -> Exit:
    stock = await take_stock(library)
    reading = read_csv_library(
        files, provenance=order.provenance, visibility=order.visibility, known=stock.known()
    )
    _list_problems(reading.problems)
    if reading.problems and not order.skips_bad:
        say(
            f"Nothing was imported: {len(reading.problems)} mistakes. Correct them, or take the good rows with --skip-bad."
        )
        return Exit.BAD_INPUT
    if order.is_dry:
        _print("Dry run, nothing was imported. An import would find:")
        _print_fates(count_fates(reading.entries, stock))
    else:
        await _publish(reading, library, stock)
    if reading.problems:
        _print(f"Skipped: {_count_rows(reading.problems)} rows with mistakes.")
    return Exit.DONE


async def _publish(reading: CsvReading, library: Library, stock: Stock) -> None:
    with _progress(len(reading.entries)) as done:
        imported = await import_entries(library, reading.entries, stock, progress=done)
    _print_fates(imported.fates)
    moved = "is now at" if imported.is_published else "stays at"
    _print(f"The library {moved} version {imported.version}.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Shows a bar where there is a terminal; gives what is to be told how many entries are done."""
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done)


def _list_problems(problems: tuple[RowProblem, ...]) -> None:
    for problem in problems:
        row = f", row {problem.row}" if problem.row else ""
        column = f", {problem.column}" if problem.column else ""
        say(f"{problem.file}{row}{column}: {problem.message}")


def _print_fates(fates: Mapping[tuple[str, Fate], int]) -> None:
    for kind in dict.fromkeys(kind for kind, _ in fates):
        counts = ", ".join(f"{fates[kind, fate]} {fate}" for fate in Fate if (kind, fate) in fates)
        _print(f"{kind}: {counts}")


def _count_rows(problems: tuple[RowProblem, ...]) -> int:
    return len({(problem.file, problem.row) for problem in problems})


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
