"""`secondsource import csv`: files to entries to the library, with a list of everything that could not be used."""

from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot.assembly.application import find_starter, load_starter, open_kept
from bot.assembly.encoder import encode_all
from bot.claims.names import fold
from bot.commandline import csv_said
from bot.commandline.csv_said import Seen, count, tell
from bot.commandline.encoding import encoding_bar
from bot.commandline.exits import Exit, say
from bot.commandline.setting import load_and_log
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem
from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_library import CsvReading, read_csv_library
from bot.library.event import Event
from bot.library.filing import Provenance
from bot.library.record import Entry
from bot.library.series import Series
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.ports import Library
from bot.runtime.clock import SystemClock
from bot.runtime.importing import (
    Stock,
    alone,
    count_fates,
    import_entries,
    moved_records,
    settle,
    take_stock,
)
from bot.runtime.process import run_to_end


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. Without a `path` only the starter library is removed.

    Without `visibility` and `provenance` new records are the newsroom's and of a data set, and those that are there stay what they are.
    """

    path: Path | None
    kind: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    visibility: Audience | None = None
    provenance: Provenance | None = None
    is_dry: bool = False
    skips_bad: bool = False
    removes_starter: bool = False
    replaces_desk: bool = False

    @property
    def visibility_of_new(self) -> Audience:
        return self.visibility or Audience.NEWSROOM


def import_csv(order: Order, config: Path | None) -> Exit:
    """Carries out the order and says what it did. Raises `Misconfigured`, `Refusal` and `Unavailable`."""
    if order.path is None and not order.removes_starter:
        raise Misconfigured((Problem("PATH", "Name a CSV file or a folder of CSV files to import."),))
    settings = load_and_log(config).settings
    files = read_files(order.path, order.kind) if order.path else {}
    return run_to_end(_carry_out(order, files, settings))


def read_map(given: list[str]) -> Mapping[str, str]:
    """`ours=theirs` as it was typed: our name of a column by theirs, folded. Raises `Misconfigured`."""
    ours = {name for table in TABLES.values() for name in table.columns}
    found: dict[str, str] = {}
    for one in given:
        name, equals, theirs = (part.strip() for part in one.partition("="))
        if not equals or not theirs or name not in ours:
            raise Misconfigured((Problem("--map", f"{one!r} is not of the form OURS=THEIRS, ours a column of the format."),))  # fmt: skip
        found[fold(theirs).strip()] = name
    return found


def read_files(path: Path, kind: str) -> Mapping[str, bytes | str]:
    """What is in a CSV file, in all CSV files of a folder or in the sheets of a spreadsheet, by the name that says what they hold."""
    if kind and kind not in TABLES:
        raise Misconfigured((Problem("--kind", f"Write one of: {', '.join(TABLES)}."),))
    try:
        if not path.is_dir():
            content = path.read_bytes()
            if path.suffix.lower() == ".xlsx":
                return _read_sheets(path, content, kind)
            return {f"{kind}.csv" if kind else path.name: content}
        found = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
        files = {file.name: file.read_bytes() for file in found}
    except OSError as error:
        raise Misconfigured((Problem(str(path), f"This cannot be read: {error.strerror}."),)) from error
    if not files:
        raise Misconfigured((Problem(str(path), "There is no file with a name that ends in .csv."),))
    return files


def _read_sheets(path: Path, content: bytes, kind: str) -> Mapping[str, str]:
    """With a `kind` the first sheet alone, whatever it is called."""
    from bot.feeds.workbook import NoWorkbook, read_workbook  # noqa: PLC0415 - most imports are of CSV files

    try:
        sheets = read_workbook(content)
    except NoWorkbook as error:
        raise Misconfigured((Problem(str(path), str(error)),)) from error
    if kind:
        return {f"{kind}.csv": text for text in list(sheets.values())[:1]}
    return {f"{name.strip()}.csv": text for name, text in sheets.items() if text.strip()}


async def _carry_out(order: Order, files: Mapping[str, bytes | str], settings: Settings) -> Exit:
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=SystemClock())
        library = storage.library
        await stack.enter_async_context(alone(settings.storage.folder / "import.lock", on_wait=_say_waiting))
        if await load_starter(library):
            starter = count(len(await find_starter(storage)), "entry")
            tell(f"The library is new: the starter library was loaded into it, {starter}.")
        going = await find_starter(storage) if order.removes_starter else frozenset[tuple[str, str]]()
        exit_code = await _import(order, files, library, going) if files else Exit.DONE
        if order.removes_starter and exit_code is Exit.DONE:
            await _remove_starter(order, library, len(going))
        if exit_code is Exit.DONE and not order.is_dry:
            await encode_all(storage, encoding_bar)
        return exit_code


async def _remove_starter(order: Order, library: Library, entries: int) -> None:
    if order.is_dry:
        tell(f"The starter library would be taken out: {count(entries, 'entry')}.")
        return
    removed = await library.remove_provenance(Provenance.STARTER)
    tell(f"The starter library was taken out: {count(removed, 'entry')}. It does not come back by itself.")


async def _import(
    order: Order, files: Mapping[str, bytes | str], library: Library, going: Collection[tuple[str, str]]
) -> Exit:
    """`going` are the entries that are taken out afterwards: nothing may refer to them."""
    stock = await take_stock(library)
    reading = _read(order, files, stock, going)
    settled = settle(
        reading.entries,
        stock,
        # What comes with these files too is no longer the starter library's, or it would go with it.
        keeps_provenance=order.provenance is None and not order.removes_starter,
        replaces_desk=order.replaces_desk,
    )
    csv_said.tell_problems(reading.problems)
    if settled.refused:
        csv_said.tell_refused(settled.refused)
    mistakes = len(reading.problems) + len(settled.refused)
    if mistakes and not (order.skips_bad and settled.entries):
        remedy = (
            "No row could be used."
            if order.skips_bad
            else "Correct them, or take the good rows with --skip-bad."
        )
        say(f"Nothing was imported: {count(mistakes, 'mistake')}. {remedy}")
        return Exit.BAD_INPUT
    if order.is_dry:
        tell("Dry run, nothing was imported. An import would find:")
        csv_said.tell_fates(count_fates(settled.entries, stock))
    else:
        await _publish(settled.entries, library, stock)
    csv_said.tell_replaced(settled.replaced)
    _tell_visibility(order, settled.entries, stock, reading.filed_by_row)
    csv_said.tell_skipped(reading.problems)
    return Exit.DONE


def _read(
    order: Order, files: Mapping[str, bytes | str], stock: Stock, going: Collection[tuple[str, str]]
) -> CsvReading:
    known = stock.known(without=going)
    if order.visibility is not None:
        known = replace(known, visibilities={})
    return read_csv_library(
        files,
        provenance=order.provenance or Provenance.DATA_SET,
        visibility=order.visibility_of_new,
        known=known,
        # Tomorrow is let through: somewhere it has begun.
        latest=SystemClock().today() + timedelta(days=1),
        columns=order.columns,
    )


async def _publish(entries: tuple[Entry, ...], library: Library, stock: Stock) -> None:
    with csv_said.progress_bar(len(entries)) as done:
        imported = await import_entries(library, entries, stock, progress=done)
    csv_said.tell_fates(imported.fates)
    moved = "is now at" if imported.is_published else "stays at"
    tell(f"The library {moved} version {imported.version}.")


def _tell_visibility(
    order: Order, entries: tuple[Entry, ...], stock: Stock, filed_by_row: frozenset[str]
) -> None:
    """What a row says goes before --visibility. Where that was asked for, rows that say otherwise are named although nothing changed in them."""
    moved = moved_records(entries, stock)
    looked = moved
    if order.visibility is not None:
        looked = tuple(entry for entry in entries if isinstance(entry, Event | Statement | Series))
    seen = [
        Seen(
            record.id,
            now=record.filing.visibility,
            before=former.visibility if (former := stock.records.get(record.id)) else None,
            is_by_row=record.id in filed_by_row,
        )
        for record in looked
    ]
    csv_said.tell_visibility(moved, seen, order.visibility_of_new)


def _say_waiting() -> None:
    say("Another import is running. Waiting for it to end.")
