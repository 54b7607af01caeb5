"""Which beliefs about the shipped probabilities votes should start from: chosen on the training queries of labelled sets alone.

python -m benchmarks.quality.beliefs DATA [--cache DIR]

Half of the answers of a set are judged, a hundred at a time, the other half tells how far off the stated probabilities are then; both halves in turn.
"""

import argparse
import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from benchmarks.quality.asking import Answered
from benchmarks.quality.days import Dates
from benchmarks.quality.feedback import error_after
from benchmarks.quality.files import read_set
from benchmarks.quality.measure import LANGUAGE, Plan, run_set
from benchmarks.quality.opening import Model
from bot.matching.calibrate import BELIEFS, Beliefs
from bot.matching.weights import load_weights

QUERIES = 400
LABELS = 100
TRIED = (
    Beliefs(0.1, 0.3),
    Beliefs(0.15, 0.4),
    Beliefs(0.2, 0.5),
    Beliefs(0.2, 1.0),
    Beliefs(0.35, 0.5),
    Beliefs(0.35, 1.0),
    Beliefs(0.5, 1.0),
)


def answers(data: Path, model: Model) -> Iterator[tuple[str, Sequence[Answered]]]:
    for corpus in sorted(data.glob("*/corpus.jsonl")):
        labelled = read_set(
            corpus, corpus.with_name("queries.jsonl"), corpus.with_name("qrels.tsv"), split="train"
        )
        drawn = random.Random(LABELS).sample(labelled.queries, min(QUERIES, len(labelled.queries)))
        chosen = replace(labelled, queries=tuple(drawn))
        has_days = any(query.day for query in chosen.queries)
        for dates in (Dates.NONE, Dates.DELAYED) if has_days else (Dates.NONE,):
            _, answered = asyncio.run(run_set(chosen, Plan(load_weights(), dates, model=model)))
            yield f"{labelled.name} {dates}", answered


def errors(answered: Sequence[Answered]) -> list[float]:
    thresholds = load_weights().thresholds_for(LANGUAGE)
    mixed = random.Random(1).sample(answered, len(answered))
    halves = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
    return [
        fmean(
            error_after(one, other, thresholds, labels=LABELS, beliefs=beliefs)
            for one, other in (halves, halves[::-1])
        )
        for beliefs in TRIED
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.beliefs", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder with one folder for each set")
    parser.add_argument(
        "--cache", type=Path, help="folder that keeps the vectors of records for the next run"
    )
    given = parser.parse_args()
    print("set", *(f"{each.slope}/{each.shift}{'*' if each == BELIEFS else ''}" for each in TRIED), sep="\t")
    every = []
    for name, answered in answers(given.data, Model(cache=given.cache)):
        every.append(errors(answered))
        print(name, *(f"{error:.4f}" for error in every[-1]), sep="\t", flush=True)
    print("mean", *(f"{fmean(column):.4f}" for column in zip(*every, strict=True)), sep="\t")


if __name__ == "__main__":
    main()
