"""One run: a set into a fresh library, every query through the check, answers to figures."""

import resource
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.quality.asking import Answered, ask_all, last_day, seen_whole, time_all
from benchmarks.quality.days import Dates
from benchmarks.quality.entries import Sort, entries_of
from benchmarks.quality.figures import figures_of
from benchmarks.quality.files import LabelledSet
from benchmarks.quality.opening import Opened, open_library, pin_to_cores
from benchmarks.quality.outcome import Cost, Outcome, Run
from bot.library.event import Event
from bot.library.record import Entry
from bot.library.statement import Statement
from bot.matching.weights import Weights

_TIMED = 300
"""Queries that are timed: enough for a 99th percentile."""

_CORES = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How a set is run."""

    weights: Weights
    dates: Dates = Dates.NONE
    sort: Sort = Sort.AUTO
    flags: str = ""


class Bar:
    """Progress on standard error: what is done, of how many."""

    def __init__(self, stack: ExitStack) -> None:
        columns = (
            TextColumn("{task.description:24}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = stack.enter_context(Progress(*columns, console=Console(stderr=True)))

    def step(self, name: str, total: int) -> Callable[[], None]:
        task = self._progress.add_task(name, total=total)
        return lambda: self._progress.advance(task)

    def count(self, name: str, total: int) -> Callable[[int], None]:
        task = self._progress.add_task(name, total=total)
        return lambda done: self._progress.update(task, completed=done)


async def run_set(labelled: LabelledSet, plan: Plan) -> tuple[Outcome, tuple[Answered, ...]]:
    entries = list(entries_of(labelled.records, plan.sort))
    today = last_day(labelled, _days(entries))
    with ExitStack() as stack:
        bar = Bar(stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quality-")))
        tell = bar.count("filing", len(entries))
        async with open_library(folder, entries, today=today, tell=tell) as opened:
            checker, screen = opened.screened(seen_whole(plan.weights))
            answered = await ask_all(
                labelled, checker, screen, dates=plan.dates, tell=bar.step("asking", len(labelled.queries))
            )
            cost = await _cost(labelled, opened, plan, bar)
    run = Run(labelled.name, labelled.split, plan.dates, plan.flags, "none", plan.weights.version)
    figures = figures_of(answered, plan.weights.thresholds)
    further = {"unjudged": labelled.unjudged, "records": len(labelled.records)}
    return Outcome(run, len(answered), figures, cost, further), answered


async def _cost(labelled: LabelledSet, opened: Opened, plan: Plan, bar: Bar) -> Cost:
    """As shipped, on one core; the first checks are not counted, since a process that has just begun is slower."""
    queries = labelled.queries[:_TIMED]
    checker = opened.checker(plan.weights)
    tell = bar.step("timing", len(queries))
    pin_to_cores(1)
    try:
        await time_all(queries[:5], checker, dates=plan.dates, tell=lambda: None)
        taken = await time_all(queries, checker, dates=plan.dates, tell=tell)
    finally:
        pin_to_cores(_CORES)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not taken:
        return Cost(float("nan"), float("nan"), opened.index_s, peak)
    median, highest = np.quantile(taken, (0.5, 0.99))
    return Cost(float(median), float(highest), opened.index_s, peak)


def _days(entries: list[Entry]) -> list[date]:
    events = [each.when.last for each in entries if isinstance(each, Event)]
    checks = [each.filing.published for each in entries if isinstance(each, Statement)]
    return events + [day for day in checks if day]
