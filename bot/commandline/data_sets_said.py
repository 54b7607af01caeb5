"""What `secondsource import FORMAT` says: how far it is, and what came of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bot.commandline.csv_said import count
from bot.commandline.csv_said import tell as say_result
from bot.commandline.exits import Exit, say
from bot.feeds.csv_rows import RowProblem
from bot.feeds.intake import Fate
from bot.people.audience import Audience
from bot.runtime.loading import SHOWN, Loaded

_A_SECOND = 5_000
"""Entries that go into a file in a second, where others use the machine too."""

_NOTICED = 3
"""Seconds."""

_PLURAL = {"series": "series"}


@dataclass(frozen=True, slots=True)
class Bar:
    on_bytes: Callable[[int], None]
    on_rows: Callable[[int], None]
    say: Callable[[str], None]


@contextmanager
def loading_bar(total: int) -> Iterator[Bar]:
    """Shows, where there is a terminal, how much of the file is read, how many rows a second, and how long it will take."""
    columns = (
        TextColumn("Importing"),
        BarColumn(),
        TaskProgressColumn(show_speed=True),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, rows=0, rate=0.0)
        bar = progress.tasks[0]

        def on_rows(rows: int) -> None:
            progress.update(task, rows=rows, rate=rows / bar.elapsed if bar.elapsed else 0.0)

        def say_above(sentence: str) -> None:
            if sentence:
                progress.console.print(sentence, highlight=False, markup=False, soft_wrap=True)

        yield Bar(lambda done: progress.update(task, completed=done), on_rows, say_above)


def how_long(entries: int, *, is_file: bool) -> str:
    """What is said before all that was laid goes into a database in which one writes at a time; empty where it is a moment."""
    seconds = entries // _A_SECOND
    if not is_file or seconds < _NOTICED:
        return ""
    return (
        f"Now all of it goes into the library at once, for about {seconds} seconds. The running bot takes no messages in meanwhile: platforms deliver"
        " them again. Ctrl-C leaves the library as it was; the same command goes on from here within a day."
    )


def waiting() -> None:
    say("Another import is running. Waiting for it to end.")


def tell(loaded: Loaded, *, before: int, is_dry: bool, visibility: Audience) -> Exit:
    """The report, and the exit code that goes with it."""
    for problem in loaded.shown:
        say(_line(problem))
    if (more := loaded.unusable + loaded.doubted - len(loaded.shown)) > 0 and len(loaded.shown) >= SHOWN:
        say(f"… and at least {count(more, 'more row')}. All of them: --problems FILE.")
    if loaded.resumed and not is_dry:
        say_result(f"Went on behind row {loaded.resumed}, where it was cut off.")
    if is_dry:
        say_result("Dry run, nothing was imported. An import would find:")
    for kind in dict.fromkeys(kind for kind, _ in loaded.fates):
        numbers = (f"{loaded.fates[kind, fate]:,} {fate}" for fate in Fate if (kind, fate) in loaded.fates)
        say_result(f"{_PLURAL.get(kind, f'{kind}s')}: {', '.join(numbers)}")
    _tell_rows(loaded)
    if loaded.version is not None:
        moved = "is now at" if loaded.version > before else "stays at"
        say_result(f"The library {moved} version {loaded.version}.")
        if loaded.moves_records and visibility is not Audience.PUBLIC:
            say_result(
                "Only the newsroom sees what is new: ask with `secondsource check --audience newsroom`."
            )
    return _exit_code(loaded)


def tell_vectors(waiting_for: int) -> None:
    if waiting_for:
        say_result(
            f"All of it is found by its words now. By its meaning {count(waiting_for, 'record')} will be: the running "
            "bot encodes them in the background (/health says how far it is)."
        )


def _tell_rows(loaded: Loaded) -> None:
    for number, what in (
        (loaded.unwanted, "not asked for"),
        (loaded.unusable, "left out, which cannot be used"),
        (loaded.doubted, "taken, to be looked at"),
    ):
        if number:
            say_result(f"{count(number, 'row')} {what}.")


def _exit_code(loaded: Loaded) -> Exit:
    if not loaded.unusable:
        return Exit.DONE
    return Exit.PARTLY if loaded.fates else Exit.BAD_INPUT


def _line(problem: RowProblem) -> str:
    column = f", {problem.column}" if problem.column else ""
    return f"row {problem.row}{column}: {problem.message}"
