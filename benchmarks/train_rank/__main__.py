"""Collects the features of training queries: `python -m benchmarks.train_rank collect --set DIR --split train --out DIR`."""

import argparse
import asyncio
import sys
from pathlib import Path

from benchmarks.near_misses import read_samples
from benchmarks.quality.__main__ import limited, read_weights
from benchmarks.quality.entries import Sort, entries_of
from benchmarks.quality.files import read_set
from benchmarks.quality.opening import Model
from benchmarks.train_rank.collect import cases_of, collect, sample_cases
from bot.assembly.application import read_starter


def main() -> int:
    given = parser().parse_args()
    model = Model(not given.without_encoder, given.encoder, given.cache)
    if given.set:
        files = (given.set / name for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"))
        labelled = limited(read_set(*files, split=given.split), given.limit)
        name, entries = f"{labelled.name}.{labelled.split}", list(entries_of(labelled.records, Sort.AUTO))
        cases = cases_of(labelled)
    else:
        name, entries = "samples", list(read_starter().entries)
        samples = [sample for path in given.samples for sample in read_samples(path)]
        cases = sample_cases(entries, samples[: given.limit])
    given.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(collect(name, entries, cases, read_weights(given.weights), model)).write(given.out)
    return 0


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m benchmarks.train_rank", description=__doc__)
    found.add_argument("step", choices=["collect"])
    found.add_argument(
        "--set", type=Path, required=True, help="folder with corpus.jsonl, queries.jsonl, qrels.tsv"
    )
    found.add_argument("--split", default="train")
    found.add_argument("--out", type=Path, required=True, help="folder for what is collected")
    found.add_argument("--limit", type=int)
    found.add_argument("--weights", type=Path)
    found.add_argument("--without-encoder", action="store_true")
    found.add_argument("--encoder", type=Path)
    found.add_argument("--cache", type=Path)
    return found


if __name__ == "__main__":
    sys.exit(main())
