"""How well sentences are read: `python -m benchmarks.reading [--show] [--without-model] [FILE …]`.

Measures against the labelled texts of tests/samples/reading. Of files called blind-… only figures are shown: whoever improves the
reader must not know them.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.rig.labels import Sample, load_samples
from benchmarks.rig.marking import Marks, mark
from bot.claims.names import Names
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from bot.feeds.csv_library import read_csv_library
from bot.library.filing import Provenance
from bot.library.names import Actor, Place
from bot.library.source import Source
from bot.people.audience import Audience
from storage.attribution.attributor import find_built_in as open_attributor
from storage.shelf import build_shelf

FOLDER = Path(__file__).parents[1] / "tests" / "samples" / "reading"
STARTER = Path(__file__).parents[1] / "storage" / "starter"

_BOTH_WAYS = ("quantities", "dates", "places", "actors")
_ONE_WAY = ("kind", "kind, reported", "negation", "denial", "split")


def starter_names() -> Names:
    """All names of the starter library, as a check has them."""
    files = {file.name: file.read_bytes() for file in STARTER.glob("*.csv")}
    reading = read_csv_library(files, provenance=Provenance.STARTER, visibility=Audience.PUBLIC)
    shelved = [entry for entry in reading.entries if isinstance(entry, Place | Actor | Source)]
    return build_shelf(1, shelved, (), date.max).names


def is_blind(path: Path) -> bool:
    return path.name.startswith("blind-")


def show(path: Path, samples: Sequence[Sample], marks: Marks, milliseconds: float) -> str:
    sentences = sum(len(sample.labels) for sample in samples)
    speakers = marks.right["speaker"] + marks.missed["speaker"]
    blank = marks.missed["speaker"] - marks.wrong["speaker"]
    lines = [
        f"{path.name}: {len(samples)} texts, {sentences} sentences, {milliseconds:.1f} ms a text",
        f"  speaker     right {marks.recall('speaker'):.3f}  wrong name {marks.wrong['speaker']}  blank or shortened {blank}  of {speakers}",
        *(
            f"  {heading:11} precision {marks.precision(heading):.3f}  recall {marks.recall(heading):.3f}"
            for heading in _BOTH_WAYS
        ),
        "  of the numbers: "
        + ", ".join(f"{part} {marks.recall(part):.3f}" for part in ("value", "bound", "measure", "unit")),
        *(f"  {heading:14} right {marks.recall(heading):.3f}" for heading in _ONE_WAY),
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description="How well sentences are read."
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        help="labelled texts; the open ones of tests/samples/reading without any",
    )
    parser.add_argument("--show", action="store_true", help="also what was read otherwise, of open files")
    parser.add_argument("--without-model", action="store_true", help="who speaks by the rules alone")
    chosen = parser.parse_args(arguments)
    names = starter_names()
    attributor = None if chosen.without_model else open_attributor()
    for path in chosen.files or sorted(path for path in FOLDER.glob("*.jsonl") if not is_blind(path)):
        samples = load_samples(path)
        started = time.perf_counter()
        for sample in samples:
            read_submission(Submission(sample.text, sample.published), names, attributor=attributor)
        milliseconds = (time.perf_counter() - started) * 1_000 / max(len(samples), 1)
        marks = mark(samples, names, attributor)
        print(show(path, samples, marks, milliseconds))
        if chosen.show and not is_blind(path):
            print("\n".join(marks.failures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
