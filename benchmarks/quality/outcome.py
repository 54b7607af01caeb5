"""What a run is told as: flat keys for programs, lines for people, a TREC run, a row of the log."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.measures.intervals import Measured
from benchmarks.quality.asking import Answered
from benchmarks.quality.figures import Figures

RUNS = Path(__file__).parents[1] / "results" / "runs.tsv"
_LOGGED = (
    "map5",
    "mrr",
    "p1",
    "s10",
    "candidate_recall",
    "auroc",
    "recall_at_p95",
    "recall_at_p99",
    "ece",
    "brier",
    "ms_median",
    "ms_p99",
)
_HEADING = ("time", "commit", "set", "split", "dates", "flags", "model", "weights", "n", *_LOGGED)


@dataclass(frozen=True, slots=True)
class Run:
    """What was run on what. `flags` are whatever makes it another run than the usual one."""

    name: str
    split: str
    dates: str
    flags: str
    model: str
    weights: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of a check on one core, also without what others took of that core; seconds to make the index; megabytes at the most."""

    ms_median: float
    ms_p99: float
    cpu_ms_median: float
    cpu_ms_p99: float
    index_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Outcome:
    run: Run
    n: int
    figures: Figures
    cost: Cost
    further: Mapping[str, float]

    @property
    def measured(self) -> Mapping[str, Measured]:
        return {**self.figures.ranking, **self.figures.decision}

    def flat(self) -> dict[str, float | int | str]:
        """Every figure by a name of its own; those with an interval have it under `…_low` and `…_high`."""
        found: dict[str, float | int | str] = {name: one.value for name, one in self.measured.items()}
        for name, one in self.measured.items():
            found |= {f"{name}_low": one.low, f"{name}_high": one.high}
        for name, at in self.figures.at.items():
            found |= {f"precision_{name}": at.precision, f"recall_{name}": at.recall}
        return found | asdict(self.cost) | {"n": self.n} | dict(self.further) | asdict(self.run)


def write_json(outcome: Outcome, path: Path) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(outcome.flat())) + b"\n")


def write_trec(answered: Sequence[Answered], path: Path) -> None:
    """Query, `Q0`, record, rank from 1, score, name of the run."""
    lines = (
        f"{each.query.id} Q0 {placed.id} {rank} {placed.score:.6f} secondsource\n"
        for each in answered
        for rank, placed in enumerate(each.within.placed, start=1)
    )
    path.write_text("".join(lines), encoding="utf-8")


def log_run(outcome: Outcome, path: Path) -> None:
    """Appends one row. Whoever looks at a split again and again can so be counted."""
    run, flat = outcome.run, outcome.flat()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    figures = (f"{flat[name]:.4f}" for name in _LOGGED)
    row = (
        now,
        _commit(),
        run.name,
        run.split,
        run.dates,
        run.flags,
        run.model,
        run.weights,
        str(outcome.n),
        *figures,
    )
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("".join("\t".join(each) + "\n" for each in ((_HEADING, row) if is_new else (row,))))


def lines_of(outcome: Outcome) -> Iterator[str]:
    """For a terminal."""
    run, figures, cost = outcome.run, outcome.figures, outcome.cost
    yield f"{run.name}, {run.split or 'all'}, dates {run.dates}{', ' + run.flags if run.flags else ''}: {outcome.n} queries"
    yield f"model {run.model}, weights {run.weights}"
    for name, one in outcome.measured.items():
        yield f"{name:24} {one.value:8.4f}   [{one.low:.4f}, {one.high:.4f}]"
    for name, at in figures.at.items():
        yield f"{'at ' + name:24} precision {at.precision:.4f}, recall {at.recall:.4f}"
    for name, value in (asdict(cost) | dict(outcome.further)).items():
        yield f"{name:24} {value:8.2f}"
    yield f"{'stated':>8} {'right':>8} {'n':>6}"
    for each in figures.table:
        yield f"{each.stated:8.3f} {each.true:8.3f} {each.n:6}"


def _commit() -> str:
    """The commit that is checked out, with a `+` where the program differs from it; empty without git."""
    try:
        head, changed = (
            subprocess.run(
                ["git", *command], cwd=RUNS.parent.parent, capture_output=True, text=True, check=True
            ).stdout
            for command in (
                ("rev-parse", "--short", "HEAD"),
                ("status", "--porcelain", "--", "../bot", "../storage"),
            )
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return head.strip() + ("+" if changed.strip() else "")
