"""What must hold on the development splits."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.quality.days import Dates
from benchmarks.quality.outcome import Outcome

Place = tuple[str, str]

FLOORS: Mapping[Place, Mapping[str, float]] = {
    ("clef2021-2a-en", Dates.NONE): {"map5": 0.95, "auroc": 0.94, "recall_at_p95": 0.78},
    ("clef2021-2b-en", Dates.NONE): {"map5": 0.48},
    ("wce-events-en", Dates.NONE): {"map5": 0.85},
    ("wce-events-en", Dates.DELAYED): {"map5": 0.88, "p1": 0.83, "auroc": 0.86, "recall_at_p95": 0.25},
}

WRONG_DATES_COST = 0.005
"""MAP@5 that dates two years off may cost, against none."""

LARGEST_ERROR = 0.10
"""Debiased calibration error, on every set."""

PRECISION_OF_STRONG = 0.98


def broken(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each floor that does not hold."""
    return [line for outcome in outcomes for line in (*_broken(outcome), *_lost_by_dates(outcome, outcomes))]


def _broken(outcome: Outcome) -> Iterator[str]:
    run, measured = outcome.run, outcome.measured
    if run.split != "dev":
        return
    for name, floor in FLOORS.get((run.name, run.dates), {}).items():
        if not measured[name].value >= floor:
            yield f"{run.name}, dates {run.dates}: {name} is {measured[name].value:.4f}, at least {floor}"
    if measured["ece"].value > LARGEST_ERROR:
        yield f"{run.name}, dates {run.dates}: ece is {measured['ece'].value:.4f}, at most {LARGEST_ERROR}"
    strong = outcome.figures.at["strong"].precision
    if strong < PRECISION_OF_STRONG:  # not so where nothing was called strong
        yield f"{run.name}, dates {run.dates}: precision_strong is {strong:.4f}, at least {PRECISION_OF_STRONG}"


def _lost_by_dates(outcome: Outcome, outcomes: Sequence[Outcome]) -> Iterator[str]:
    run = outcome.run
    if run.dates != Dates.WRONG:
        return
    for other in outcomes:
        if (other.run.name, other.run.dates) == (run.name, Dates.NONE):
            lost = other.measured["map5"].value - outcome.measured["map5"].value
            if lost > WRONG_DATES_COST:
                yield f"{run.name}: wrong dates cost {lost:.4f} of map5, at most {WRONG_DATES_COST}"
