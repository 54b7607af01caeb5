"""One run: a set into a fresh library, every query through the check, answers to figures."""

import resource
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.quality.asking import Answered, ask_all, last_day, report_on, seen_whole, submission_of
from benchmarks.quality.bar import Bar
from benchmarks.quality.days import Dates
from benchmarks.quality.entries import Sort, entries_of
from benchmarks.quality.feedback import after_feedback
from benchmarks.quality.figures import figures_of
from benchmarks.quality.files import Asked, LabelledSet
from benchmarks.quality.opening import Model, Opened, open_library, pin_to_cores
from benchmarks.quality.outcome import Cost, Outcome, Run
from benchmarks.rig.timing import time_each
from bot.library.event import Event
from bot.library.record import Entry
from bot.library.statement import Statement
from bot.matching.weights import Weights

_TIMED = 300
"""Queries that are timed: enough for a 99th percentile."""

_CORES = 2

LANGUAGE = "en"
"""Of the thresholds that the figures are for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a set is run. `feedback`: how many labels of the calibration set what is stated is corrected by, 0 for none."""

    weights: Weights
    dates: Dates = Dates.NONE
    sort: Sort = Sort.AUTO
    model: Model = field(default_factory=Model)
    flags: str = ""
    feedback: int = 0


async def run_set(
    labelled: LabelledSet, plan: Plan, *, judged: LabelledSet | None = None
) -> tuple[Outcome, tuple[Answered, ...]]:
    """`judged` holds the queries whose answers people are taken to have judged: of the same records, never among those asked."""
    entries = list(entries_of(labelled.records, plan.sort))
    today = last_day((*labelled.queries, *(judged.queries if judged else ())), _days(entries))
    further = {"unjudged": float(labelled.unjudged), "records": float(len(labelled.records))}
    with ExitStack() as stack:
        bar = Bar(stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quality-")))
        async with open_library(folder, entries, plan.model, today=today, bar=bar) as opened:
            checker, screen = opened.screened(seen_whole(plan.weights))
            ask = partial(ask_all, checker=checker, screen=screen, dates=plan.dates)
            answered = await ask(labelled, tell=bar.step("asking", len(labelled.queries)))
            if judged is not None:
                lessons = await ask(judged, tell=bar.step("judging", len(judged.queries)))
                further |= after_feedback(
                    answered, lessons, plan.weights.thresholds_for(LANGUAGE), labels=plan.feedback
                )
            cost = await _cost(labelled, opened, plan, bar)
            further["texts_from_cache"] = float(opened.taken)
            model = opened.encoder.id if opened.encoder else "none"
    run = Run(labelled.name, labelled.split, plan.dates, plan.flags, model, plan.weights.version)
    figures = figures_of(answered, plan.weights.thresholds_for(LANGUAGE))
    return Outcome(run, len(answered), figures, cost, further), answered


async def _cost(labelled: LabelledSet, opened: Opened, plan: Plan, bar: Bar) -> Cost:
    """As shipped, on one core; the first checks are not counted, since a process that has just begun is slower."""
    queries = labelled.queries[:_TIMED]
    checker = opened.checker(plan.weights)

    async def check(query: Asked) -> object:
        return await report_on(checker, submission_of(query, plan.dates))

    pin_to_cores(1)
    try:
        taken = await time_each(queries, check, bar.step("timing", len(queries)))
    finally:
        pin_to_cores(_CORES)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    waited = np.quantile([each.waited for each in taken], (0.5, 0.99))
    worked = np.quantile([each.worked for each in taken], (0.5, 0.99))
    return Cost(
        ms_median=float(waited[0]),
        ms_p99=float(waited[1]),
        cpu_ms_median=float(worked[0]),
        cpu_ms_p99=float(worked[1]),
        index_s=opened.index_s,
        peak_mb=peak,
    )


def _days(entries: list[Entry]) -> list[date]:
    events = [each.when.last for each in entries if isinstance(each, Event)]
    checks = [each.filing.published for each in entries if isinstance(each, Statement)]
    return events + [day for day in checks if day]
