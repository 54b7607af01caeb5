"""The weights of the ranking, from training queries.

python -m benchmarks.train_rank collect --set DIR --out DIR          the features of all candidates of a set's training queries
python -m benchmarks.train_rank collect --samples FILES --out DIR    the same for texts about the starter library
python -m benchmarks.train_rank fit --from FILES --out learned.toml  weights from all that was collected
"""

import argparse
import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.near_misses import read_samples
from benchmarks.quality.__main__ import limited, read_weights
from benchmarks.quality.entries import Sort, entries_of
from benchmarks.quality.files import LabelledSet, read_set
from benchmarks.quality.opening import Model
from benchmarks.train_encoder.sets import fold_of
from benchmarks.train_rank.collect import cases_of, collect, read_collected, sample_cases
from benchmarks.train_rank.judge import fit_all
from bot.assembly.application import read_starter


def main() -> int:
    given = parser().parse_args()
    if given.step == "fit":
        fit_all([read_collected(path) for path in given.files], given.out, version=given.version)
        return 0
    model = Model(not given.without_encoder, given.encoder, given.cache)
    if given.set:
        files = (given.set / name for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"))
        labelled = limited(read_set(*files, split=given.split), given.limit)
        if given.fold is not None:
            labelled = in_fold(labelled, given.fold)
        name, entries = f"{labelled.name}.{labelled.split}", list(entries_of(labelled.records, Sort.AUTO))
        cases = cases_of(labelled)
    else:
        name, entries = "samples", list(read_starter().entries)
        samples = [sample for path in given.samples for sample in read_samples(path)]
        cases = sample_cases(entries, samples[: given.limit])
    given.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(collect(name, entries, cases, read_weights(given.weights), model)).write(given.out)
    return 0


def in_fold(labelled: LabelledSet, fold: int) -> LabelledSet:
    """As in `benchmarks.train_encoder.sets`: what an encoder has learned from says nothing about what it will do."""
    kept = (each for each in labelled.queries if fold_of(labelled.relevant[each.id]) == fold)
    return replace(labelled, queries=tuple(kept))


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        prog="python -m benchmarks.train_rank",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    found.add_argument("step", choices=["collect", "fit"])
    found.add_argument(
        "--out", type=Path, required=True, help="folder for what is collected, file for weights"
    )
    found.add_argument("--set", type=Path, help="folder with corpus.jsonl, queries.jsonl, qrels.tsv")
    found.add_argument(
        "--samples", type=Path, nargs="*", default=[], help="near misses, asked of the starter library"
    )
    found.add_argument("--from", dest="files", type=Path, nargs="*", default=[], help="what was collected")
    found.add_argument("--version", default="fitted", help="name of the fitted weights")
    found.add_argument("--split", default="train")
    found.add_argument(
        "--fold", type=int, help="only what the encoder did not learn from when that fold was kept back"
    )
    found.add_argument("--limit", type=int)
    found.add_argument("--weights", type=Path)
    found.add_argument("--without-encoder", action="store_true")
    found.add_argument("--encoder", type=Path)
    found.add_argument("--cache", type=Path)
    return found


if __name__ == "__main__":
    sys.exit(main())
