"""`secondsource import FORMAT FILE`: a data set into the library, with a report of what was taken, changed and left out, and why."""

import csv
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from bot.assembly.application import load_starter, open_kept
from bot.assembly.encoder import find_by_words
from bot.claims.names import fold
from bot.commandline import data_sets_said as said
from bot.commandline.exits import Exit
from bot.commandline.setting import load_and_log
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem
from bot.feeds.csv_rows import RowProblem
from bot.feeds.csv_writing import harmless
from bot.feeds.feed import Terms
from bot.feeds.formats import FORMATS, READERS, Format
from bot.feeds.intake import Rules
from bot.people.audience import Audience
from bot.ports import Shelf
from bot.runtime.clock import SystemClock
from bot.runtime.importing import alone
from bot.runtime.loading import Job, load
from bot.runtime.process import run_to_end
from bot.verdicts.phrasebook import load_phrasebook

PIECE = 1024 * 1024
"""Bytes that are read at a time."""

_STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class DataSetOrder:
    """What was asked for. `data_set` is what it is called, empty for its usual name; `means` says what their words mean in ours."""

    format: str
    file: Path
    data_set: str = ""
    visibility: Audience | None = None
    countries: tuple[str, ...] = ()
    means: Mapping[str, str] = field(default_factory=dict)
    dated: date | None = None
    problems: Path | None = None
    is_dry: bool = False
    replaces_desk: bool = False
    replaces_starter: bool = False


def import_data_set(order: DataSetOrder, config: Path | None) -> Exit:
    """Carries out the order and says what it did. Raises `Misconfigured`, `Refusal` and `Unavailable`."""
    format_ = FORMATS[order.format]
    if format_.is_confined and order.visibility is Audience.PUBLIC:
        wrong = "The terms of this data set forbid showing it to the public. Leave this out."
        raise Misconfigured((Problem("--visibility", wrong),))
    settings = load_and_log(config).settings
    with ExitStack() as stack:
        opened = stack.enter_context(_open(order.file))
        write_problem = _open_problems(stack, order.problems)
        return run_to_end(_carry_out(order, format_, opened, settings, write_problem))


def read_means(given: list[str], option: str) -> dict[str, str]:
    """`theirs=ours` as it was typed, by what is theirs, folded. Raises `Misconfigured`."""
    found: dict[str, str] = {}
    for one in given:
        theirs, equals, ours = one.rpartition("=")
        if not equals or not theirs.strip() or not ours.strip():
            raise Misconfigured((Problem(option, f"{one!r} is not of the form THEIRS=OURS."),))
        found[fold(theirs).strip()] = ours.strip()
    return found


async def _carry_out(
    order: DataSetOrder,
    format_: Format,
    opened: IO[bytes],
    settings: Settings,
    on_problem: Callable[[RowProblem], None],
) -> Exit:
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=SystemClock())
        await stack.enter_async_context(alone(settings.storage.folder / "import.lock", on_wait=said.waiting))
        await load_starter(storage.library)
        before = await storage.library.version()
        terms = _terms(order, format_, await storage.library.shelf())
        is_file = settings.storage.url is None
        with said.loading_bar(opened.seek(0, 2)) as bar:
            opened.seek(0)
            items = format_.read(_pieces(opened, bar.on_bytes), terms)
            job = _job(order, terms, _digest(opened))
            loaded = await load(
                storage.intake,
                items,
                job,
                on_rows=bar.on_rows,
                on_problem=on_problem,
                on_publish=lambda entries: bar.say(said.how_long(entries, is_file=is_file)),
            )
        exit_code = said.tell(loaded, before=before, is_dry=order.is_dry, visibility=terms.visibility)
        if loaded.version is not None and loaded.version > before:
            said.tell_vectors(await find_by_words(storage))
        return exit_code


def _terms(order: DataSetOrder, format_: Format, shelf: Shelf) -> Terms:
    return Terms(
        names=shelf.names,
        sources=shelf.sources,
        book=load_phrasebook("en"),
        data_set=order.data_set or format_.name_of(order.file.name),
        visibility=order.visibility or Audience.NEWSROOM,
        countries=frozenset(fold(country).strip() for country in order.countries),
        scale=order.means,
        dated=order.dated,
        # Tomorrow is let through: somewhere it has begun.
        latest=SystemClock().today() + timedelta(days=1),
    )


def _job(order: DataSetOrder, terms: Terms, digest: str) -> Job:
    """The run is named by everything that decides what comes out of it."""
    rules = Rules(order.visibility is not None, order.replaces_desk, order.replaces_starter)
    decides = (
        order.format,
        READERS,
        digest,
        terms.data_set,
        terms.visibility,
        sorted(terms.countries),
        sorted(terms.scale.items()),
        terms.dated,
        rules,
    )
    run = hashlib.sha256(repr(decides).encode()).hexdigest()[:32]
    return Job("" if order.is_dry else run, rules, terms.data_set or order.format)


def _open(file: Path) -> IO[bytes]:
    """The file, or what comes from standard input, laid down where it can be read twice. Raises `Misconfigured`."""
    try:
        return _spooled() if file == _STANDARD_INPUT else file.open("rb")
    except OSError as exc:
        raise Misconfigured((Problem(str(file), f"This cannot be read: {exc.strerror}."),)) from exc


def _spooled() -> IO[bytes]:
    spooled = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(sys.stdin.buffer, spooled)
    return spooled


def _digest(opened: IO[bytes]) -> str:
    opened.seek(0)
    digest = hashlib.sha256()
    while piece := opened.read(PIECE):
        digest.update(piece)
    opened.seek(0)
    return digest.hexdigest()


def _pieces(opened: IO[bytes], on_bytes: Callable[[int], None]) -> Iterator[bytes]:
    while piece := opened.read(PIECE):
        on_bytes(opened.tell())
        yield piece


def _open_problems(stack: ExitStack, path: Path | None) -> Callable[[RowProblem], None]:
    """Every problem as a line of a CSV file, as they come."""
    if path is None:
        return lambda _problem: None
    try:
        writer = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")))
    except OSError as exc:
        raise Misconfigured((Problem("--problems", f"{path} cannot be written: {exc.strerror}."),)) from exc
    writer.writerow(("row", "column", "problem"))

    def write(problem: RowProblem) -> None:
        writer.writerow((problem.row, harmless(problem.column), harmless(problem.message)))

    return write
