"""How well the right record is found, and how true the stated likelihood is: a labelled set through the real check."""

import argparse
import asyncio
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.quality.days import Dates
from benchmarks.quality.entries import Sort
from benchmarks.quality.files import LabelledSet, read_set
from benchmarks.quality.measure import Plan, run_set
from benchmarks.quality.opening import Model
from benchmarks.quality.outcome import RUNS, lines_of, log_run, write_json, write_trec
from bot.matching.weights import Weights, load_weights, weights_with

LOGGED = ("dev", "test")
"""Splits that a program can be fitted to by looking at them too often: each look is logged."""


def main(arguments: Sequence[str] | None = None, *, runs: Path = RUNS) -> int:
    given = parser().parse_args(arguments)
    files = (given.corpus, given.queries, given.qrels)
    labelled = limited(read_set(*files, split=given.split), given.limit)
    if not labelled.queries:
        print(f"No query of the split {given.split!r} has a record.", file=sys.stderr)
        return 1
    judged = read_judged(files, labelled, given.calibrate_with) if given.calibrate_with else None
    outcome, answered = asyncio.run(run_set(labelled, plan_of(given), judged=judged))
    if given.trec:
        write_trec(answered, given.trec)
    if given.json:
        write_json(outcome, given.json)
    if given.split in LOGGED:
        log_run(outcome, runs)
    print("\n".join(lines_of(outcome)))
    return 0


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    found.add_argument("--corpus", type=Path, required=True, help="records: JSON lines with id and text")
    found.add_argument("--queries", type=Path, required=True, help="JSON lines with id and text")
    found.add_argument("--qrels", type=Path, required=True, help="query and record, tab between")
    found.add_argument("--split", default="", help="only the queries of this split")
    found.add_argument("--dates", choices=[*Dates], default=Dates.NONE, help="what is known of a query's day")
    found.add_argument("--as", dest="file_as", choices=[*Sort], default=Sort.AUTO, help="file the records as")
    found.add_argument("--limit", type=int, help="ask only so many queries")
    found.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    found.add_argument("--without-encoder", action="store_true", help="find by words alone")
    found.add_argument("--encoder", type=Path, help="folder of another sentence encoder")
    found.add_argument("--cache", type=Path, help="folder that keeps the vectors of records for the next run")
    found.add_argument(
        "--calibrate-with",
        type=int,
        default=0,
        metavar="N",
        help="also correct by N labels of the train split",
    )
    found.add_argument("--trec", type=Path, help="write the ranking as a TREC run")
    found.add_argument("--json", type=Path, help="write all figures")
    return found


def plan_of(given: argparse.Namespace) -> Plan:
    return Plan(
        weights=read_weights(given.weights),
        dates=Dates(given.dates),
        sort=Sort(given.file_as),
        model=Model(not given.without_encoder, given.encoder, given.cache),
        flags=flags_of(given),
        feedback=given.calibrate_with,
    )


def limited(labelled: LabelledSet, limit: int | None) -> LabelledSet:
    return labelled if limit is None else replace(labelled, queries=labelled.queries[:limit])


def read_judged(files: tuple[Path, Path, Path], labelled: LabelledSet, labels: int) -> LabelledSet:
    """Queries of the training split whose answers are judged: some more than there have to be labels, since not every one gets an answer."""
    found = read_set(*files, split="train")
    asked = {each.id for each in labelled.queries}
    others = [each for each in found.queries if each.id not in asked]
    drawn = random.Random(labels).sample(others, min(len(others), 4 * labels))
    return replace(found, queries=tuple(drawn))


def read_weights(path: Path | None) -> Weights:
    return weights_with(path.read_text("utf-8")) if path else load_weights()


def flags_of(given: argparse.Namespace) -> str:
    """What makes the run another one than the usual one."""
    flags = {
        "limit": given.limit,
        "weights": given.weights and given.weights.name,
        "as": None if given.file_as == Sort.AUTO else given.file_as,
        "encoder": given.encoder and given.encoder.name,
        "calibrate-with": given.calibrate_with or None,
    }
    said = [f"{name}={value}" for name, value in flags.items() if value is not None]
    return " ".join([*said, *(["without-encoder"] if given.without_encoder else [])])


if __name__ == "__main__":
    sys.exit(main())
