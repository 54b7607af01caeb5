"""The features of every candidate of every training query, as the real check makes them: each query with its records in the library and without."""

import random
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.asking import last_day
from benchmarks.quality.bar import Bar
from benchmarks.quality.entries import Sort, entries_of
from benchmarks.quality.files import Asked, LabelledSet
from benchmarks.quality.opening import Model, open_library
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.library.event import Event
from bot.library.statement import Statement
from bot.matching.weights import Weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker
from bot.verdicts.finding import Report

LEAD = "lead"
"""Made of all the others, so it is fitted after them."""

_SEED = 11
_MOST = 60
_DATES = (("none", 0.35), ("soon", 0.45), ("long after", 0.1), ("wrong", 0.1))


@dataclass(frozen=True, slots=True)
class Collected:
    """One row for each candidate of each claim. `query` numbers the queries, `claim` their claims; `is_without`: asked with the right records taken out."""

    name: str
    features: tuple[str, ...]
    values: NDArray[np.float32]
    query: NDArray[np.int32]
    claim: NDArray[np.int32]
    record: NDArray[np.int32]
    is_without: NDArray[np.bool_]
    is_right: NDArray[np.bool_]
    relevant: NDArray[np.int32]  # right records of each query

    def write(self, folder: Path) -> None:
        parts = {name: getattr(self, name) for name in self.__slots__ if name not in {"name", "features"}}
        np.savez(folder / f"{self.name}.npz", features=np.array(self.features), **parts)


def read_collected(path: Path) -> Collected:
    with np.load(path) as kept:
        parts = {name: kept[name] for name in kept.files if name != "features"}
        return Collected(path.stem, tuple(map(str, kept["features"])), **parts)


async def collect(labelled: LabelledSet, weights: Weights, model: Model) -> Collected:
    entries = list(entries_of(labelled.records, Sort.AUTO))
    days = [each.when.last for each in entries if isinstance(each, Event)]
    days += [
        each.filing.published for each in entries if isinstance(each, Statement) and each.filing.published
    ]
    with ExitStack() as stack:
        bar = Bar(stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="train-")))
        today = last_day(labelled.queries, days)
        async with open_library(folder, entries, model, today=today, bar=bar) as opened:
            checker, screen = opened.screened(_everything(weights))
            tell = bar.step("asking", len(labelled.queries))
            rows: list[_Row] = []
            for number, query in enumerate(labelled.queries):
                relevant = labelled.relevant[query.id]
                for is_without in (False, True):
                    screen.hide(relevant if is_without else frozenset())
                    report = await _ask(checker, query)
                    rows.extend(_rows(report, number, relevant, is_without=is_without) if report else ())
                tell()
    counts = [len(labelled.relevant[query.id]) for query in labelled.queries]
    return _packed(f"{labelled.name}.{labelled.split}", rows, counts)


@dataclass(frozen=True, slots=True)
class _Row:
    query: int
    claim: int
    record: str
    is_without: bool
    is_right: bool
    features: tuple[tuple[str, float], ...]


def _everything(weights: Weights) -> Weights:
    return replace(
        weights,
        candidates=replace(weights.candidates, shown=_MOST),
        thresholds=replace(weights.thresholds, possible=0.0, strong=0.0),
    )


async def _ask(checker: Checker, query: Asked) -> Report | None:
    try:
        return await checker.check(Submission(query.text, published=_published(query)), Audience.PUBLIC)
    except Refusal:
        return None


def _published(query: Asked) -> date | None:
    """Mostly unknown or soon after, as with what people forward; sometimes long after, sometimes wrong."""
    chance = random.Random(f"{_SEED} {query.id}")
    kind = chance.choices([name for name, _ in _DATES], [share for _, share in _DATES])[0]
    if query.day is None or kind == "none":
        return None
    days = {"soon": chance.randint(0, 60), "long after": chance.randint(61, 1500)}
    return query.day + timedelta(days=days.get(kind, chance.choice((-1, 1)) * chance.randint(300, 900)))


def _rows(report: Report, query: int, relevant: frozenset[str], *, is_without: bool) -> list[_Row]:
    return [
        _Row(
            query,
            number,
            match.record.id,
            is_without,
            match.record.id in relevant,
            tuple((reason.feature, reason.value) for reason in match.reasons if reason.feature != LEAD),
        )
        for number, finding in enumerate(report.findings)
        for match in finding.matches
    ]


def _packed(name: str, rows: list[_Row], counts: list[int]) -> Collected:
    names = sorted({feature for row in rows for feature, _ in row.features})
    columns = {feature: at for at, feature in enumerate(names)}
    records = {record: at for at, record in enumerate(sorted({row.record for row in rows}))}
    values = np.zeros((len(rows), len(names)), np.float32)
    for at, row in enumerate(rows):
        for feature, value in row.features:
            values[at, columns[feature]] += value
    return Collected(
        name,
        tuple(names),
        values,
        np.array([row.query for row in rows], np.int32),
        np.array([row.claim for row in rows], np.int32),
        np.array([records[row.record] for row in rows], np.int32),
        np.array([row.is_without for row in rows], np.bool_),
        np.array([row.is_right for row in rows], np.bool_),
        np.array(counts, np.int32),
    )
