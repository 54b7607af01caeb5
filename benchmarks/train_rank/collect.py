"""The features of every candidate of every training query, as the real check makes them: each query with its records in the library and without."""

import random
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.near_misses import Sample
from benchmarks.quality.bar import Bar
from benchmarks.quality.files import Asked, LabelledSet
from benchmarks.quality.opening import Model, open_library
from benchmarks.train_encoder.sets import part_of
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.library.record import Entry
from bot.library.statement import Statement
from bot.matching.weights import Weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker
from bot.verdicts.finding import Report

_SEED = 11
_MOST = 60
_DATES = (("none", 0.4), ("soon", 0.52), ("long after", 0.05), ("wrong", 0.03))
_TODAY = date(2029, 1, 1)
"""After all dates of all sets, also the wrong ones."""

_ABOUT_ANOTHER = frozenset({"place", "date", "actor", "role", "retold"})
"""Kinds of alteration after which a text may be about something else."""


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
    part: NDArray[np.int32]  # of each query, for cross-validation

    def write(self, folder: Path) -> None:
        parts = {name: getattr(self, name) for name in self.__slots__ if name not in {"name", "features"}}
        np.savez(folder / f"{self.name}.npz", features=np.array(self.features), **parts)


def read_collected(path: Path) -> Collected:
    with np.load(path) as kept:
        parts = {name: kept[name] for name in kept.files if name != "features"}
        return Collected(path.stem, tuple(map(str, kept["features"])), **parts)


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the records that it is about. `related` ones are about the same thing and are neither right nor wrong; of what is not `asked_within`
    nobody could say whether it is still about its record."""

    text: str
    published: date | None
    right: frozenset[str]
    related: frozenset[str] = frozenset()
    asked_within: bool = True


async def collect(
    name: str, entries: Sequence[Entry], cases: Sequence[Case], weights: Weights, model: Model
) -> Collected:
    """Asks each case with its records in the library, and with all that is about the same thing taken out."""
    rows: list[_Row] = []
    with ExitStack() as stack:
        bar = Bar(stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="train-")))
        async with open_library(folder, entries, model, today=_TODAY, bar=bar) as opened:
            checker, screen = opened.screened(_everything(weights))
            tell = bar.step("asking", len(cases))
            for number, case in enumerate(cases):
                for is_without in (False, True)[not case.asked_within :]:
                    screen.hide(case.right | case.related if is_without else frozenset())
                    report = await _ask(checker, case)
                    rows.extend(_rows(report, number, case, is_without=is_without) if report else ())
                tell()
    return _packed(name, rows, cases)


def cases_of(labelled: LabelledSet) -> list[Case]:
    return [Case(query.text, _published(query), labelled.relevant[query.id]) for query in labelled.queries]


def sample_cases(entries: Sequence[Entry], samples: Sequence[Sample]) -> list[Case]:
    """Texts about records of the starter library, altered or not."""
    about = {entry.id: frozenset(entry.about) for entry in entries if isinstance(entry, Statement)}
    return [
        Case(
            sample.text,
            sample.published,
            frozenset([sample.record]),
            _related(sample.record, about),
            sample.kind not in _ABOUT_ANOTHER,
        )
        for sample in samples
    ]


def _related(record: str, about: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What it is about, and what else is about that."""
    events = about.get(record, frozenset()) | {record}
    return frozenset(events | {other for other, linked in about.items() if linked & events}) - {record}


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
        thresholds=replace(weights.thresholds, possible=0.0, even=0.0),
    )


async def _ask(checker: Checker, case: Case) -> Report | None:
    try:
        return await checker.check(Submission(case.text, published=case.published), Audience.PUBLIC)
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


def _rows(report: Report, query: int, case: Case, *, is_without: bool) -> list[_Row]:
    return [
        _Row(
            query,
            number,
            match.record.id,
            is_without,
            match.record.id in case.right,
            tuple((reason.feature, reason.value) for reason in match.reasons),
        )
        for number, finding in enumerate(report.findings)
        for match in finding.matches
        if match.record.id not in case.related
    ]


def _packed(name: str, rows: list[_Row], cases: Sequence[Case]) -> Collected:
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
        np.array([len(case.right) for case in cases], np.int32),
        np.array([part_of(case.right) for case in cases], np.int32),
    )
