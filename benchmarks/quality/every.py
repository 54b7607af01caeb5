"""All labelled sets of a folder, one after the other, to one page of tables. Exit status 0 only where the floors hold."""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.quality.__main__ import LOGGED
from benchmarks.quality.days import Dates
from benchmarks.quality.files import LabelledSet, read_set, splits_of
from benchmarks.quality.floors import broken
from benchmarks.quality.measure import Plan, run_set
from benchmarks.quality.opening import Model
from benchmarks.quality.outcome import RUNS, Outcome, lines_of, log_run
from benchmarks.quality.page import page_of
from bot.matching.weights import load_weights

PAGE = RUNS.with_name("quality.md")


def main(arguments: Sequence[str] | None = None, *, runs: Path = RUNS) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.every", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder with one folder for each set")
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument(
        "--cache", type=Path, help="folder that keeps the vectors of records for the next run"
    )
    parser.add_argument("--without-encoder", action="store_true", help="find by words alone")
    given = parser.parse_args(arguments)
    model, flags = (
        Model(not given.without_encoder, None, given.cache),
        "without-encoder" if given.without_encoder else "",
    )
    outcomes = []
    for labelled in sets_in(given.data):
        for dates in dates_of(labelled):
            plan = Plan(load_weights(), dates, model=model, flags=flags)
            outcome, _ = asyncio.run(run_set(labelled, plan))
            outcomes.append(outcome)
            _tell(outcome, runs)
            given.out.write_text(page_of(outcomes), encoding="utf-8")  # what is measured is not lost
    lost = broken(outcomes)
    print("\n".join(lost) or "The floors hold.")
    return 1 if lost or not outcomes else 0


def sets_in(folder: Path) -> Iterator[LabelledSet]:
    """The dev split of each, or its only one. Files may be packed."""
    for corpus in sorted(folder.glob("*/corpus.jsonl*")):
        queries, qrels = (
            next(corpus.parent.glob(f"{name}*"), None) for name in ("queries.jsonl", "qrels.tsv")
        )
        if queries is None or qrels is None:
            continue
        splits = splits_of(queries, qrels)
        split = "dev" if "dev" in splits else "".join(splits) if len(splits) == 1 else ""
        found = read_set(corpus, queries, qrels, split=split)
        if found.queries:
            yield found


def dates_of(labelled: LabelledSet) -> tuple[Dates, ...]:
    return tuple(Dates) if any(each.day for each in labelled.queries) else (Dates.NONE,)


def _tell(outcome: Outcome, runs: Path) -> None:
    if outcome.run.split in LOGGED:
        log_run(outcome, runs)
    print("\n".join(lines_of(outcome)), end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
