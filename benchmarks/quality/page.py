"""The page of tables that is kept with the program."""

from collections.abc import Iterator, Sequence

from benchmarks.measures.intervals import Measured
from benchmarks.quality.outcome import Outcome

_RANKING = {
    "map5": "MAP@5",
    "mrr": "MRR",
    "p1": "P@1",
    "s10": "S@10",
    "candidate_recall": "recall of candidates",
}
_DECISION = {
    "auroc": "AUROC",
    "recall_at_p95": "recall at precision 0.95",
    "recall_at_p99": "at 0.99",
    "ece": "ECE",
    "brier": "Brier",
}


def page_of(outcomes: Sequence[Outcome]) -> str:
    return "\n".join(_lines(outcomes)) + "\n"


def _lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "# Matching, measured\n"
    yield "Written by `make bench-quality`; what the figures mean stands in `docs/benchmarks.md`. In brackets 95 % intervals over queries.\n"
    for model, weights in dict.fromkeys((each.run.model, each.run.weights) for each in outcomes):
        yield f"Encoder `{model}`, weights `{weights}`.\n"
    yield from _table("The right record", _RANKING, outcomes)
    yield from _table("Whether there is one", _DECISION, outcomes)
    yield "## At the thresholds\n"
    yield "| set | strong: precision | recall | possible: precision | recall |\n|---|---|---|---|---|"
    for each in outcomes:
        at = [each.figures.at[name] for name in ("strong", "possible")]
        cells = [f"{one:.3f}" for both in at for one in (both.precision, both.recall)]
        yield _row(each, cells)
    yield "\n## Cost\n"
    yield "| set | records | check, median | 99 % | processor, median | 99 % | index | memory |\n|---|---|---|---|---|---|---|---|"
    for each in outcomes:
        cost = each.cost
        times = (cost.ms_median, cost.ms_p99, cost.cpu_ms_median, cost.cpu_ms_p99)
        cells = [f"{each.further['records']:.0f}", *(f"{ms:.1f} ms" for ms in times)]
        yield _row(each, [*cells, f"{cost.index_s:.1f} s", f"{cost.peak_mb:.0f} MB"])
    yield "\n## What is stated, and how often it is right\n"
    for each in outcomes:
        yield f"{_name(each)}\n\n| stated | right | cases |\n|---|---|---|"
        yield from (f"| {one.stated:.3f} | {one.true:.3f} | {one.n} |" for one in each.figures.table)
        yield ""


def _table(title: str, columns: dict[str, str], outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"| set | queries | {' | '.join(columns.values())} |\n{'|---' * (len(columns) + 2)}|"
    for each in outcomes:
        yield _row(each, [str(each.n), *(_cell(each.measured[name]) for name in columns)])
    yield ""


def _row(outcome: Outcome, cells: Sequence[str]) -> str:
    return f"| {_name(outcome)} | {' | '.join(cells)} |"


def _name(outcome: Outcome) -> str:
    run = outcome.run
    parts = [
        f"{run.name} {run.split}".strip(),
        "" if run.dates == "none" else f"dates {run.dates}",
        run.flags,
    ]
    return ", ".join(part for part in parts if part)


def _cell(measured: Measured) -> str:
    return f"{measured.value:.3f} [{measured.low:.3f}, {measured.high:.3f}]"
