"""Collects the features of training queries: `python -m benchmarks.train_rank collect --set DIR --split train --out DIR`."""

import argparse
import asyncio
import sys
from pathlib import Path

from benchmarks.quality.__main__ import limited, read_weights
from benchmarks.quality.files import read_set
from benchmarks.quality.opening import Model
from benchmarks.train_rank.collect import collect


def main() -> int:
    given = parser().parse_args()
    folder: Path = given.set
    files = (folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels.tsv")
    labelled = limited(read_set(*files, split=given.split), given.limit)
    model = Model(not given.without_encoder, given.encoder, given.cache)
    given.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(collect(labelled, read_weights(given.weights), model)).write(given.out)
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
