"""Measures an encoder by itself: the cosine of question and record, nothing else.

    python -m benchmarks.train_encoder.evaluate --data DIR --model FOLDER [--split dev] [--sets SET ...] [--titles]

Prints for each set the MAP@5 of several ways to stand for a record, with a 95 % interval from resampled questions, then milliseconds.
"""

import argparse
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.measures.ranking import average_precision
from benchmarks.train_encoder.encode import Floats, Model
from benchmarks.train_encoder.sets import SETS, Set, read_set

DEPTH = 5
RESAMPLED = 2000
SENTENCE = "At least twelve villagers were killed and thirty houses burned down when soldiers raided a village in Sagaing on Monday morning."


def measure(model: Model, given: Set, *, titles: bool) -> Mapping[str, NDArray[np.float64]]:
    """Average precision of each question, for each way to stand for a record."""
    asked = model.vectors([question.text for question in given.questions])
    entries = given.entries.values()
    whole = asked @ model.vectors([entry.whole for entry in entries]).T
    text = asked @ model.vectors([entry.text for entry in entries]).T
    forms = {"title + text": whole, "text": text, "nearer of text, title + text": np.maximum(text, whole)}
    if titles:
        title = asked @ model.vectors([entry.title or entry.text for entry in entries]).T
        forms["nearer of title, text"] = np.maximum(title, text)
        forms["nearest of title, text, title + text"] = np.maximum(np.maximum(title, text), whole)
    return {name: _precisions(scores, given) for name, scores in forms.items()}


def _precisions(scores: Floats, given: Set) -> NDArray[np.float64]:
    ids = list(given.entries)
    best = np.argsort(-scores, axis=1)[:, :DEPTH]
    return np.array(
        [
            average_precision([ids[at] for at in row], question.right, depth=DEPTH)
            for row, question in zip(best, given.questions, strict=True)
        ]
    )


def interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """Where the mean lies in 95 of 100 samples of the questions."""
    chance = np.random.default_rng(1)
    means = values[chance.integers(0, len(values), (RESAMPLED, len(values)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def milliseconds(model: Model, texts: list[str], *, times: int) -> float:
    """The median of one call."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        model.vectors(texts)
        taken.append(time.perf_counter() - began)
    return 1000 * float(np.median(taken))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a sentence encoder by itself.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sets", nargs="*", default=list(SETS))
    parser.add_argument("--titles", action="store_true", help="also with vectors of the titles alone")
    options = parser.parse_args()
    model = Model(options.model)
    print(f"{milliseconds(model, [SENTENCE], times=101):.1f} ms for one sentence on one thread")
    print(f"{milliseconds(model, [SENTENCE] * 32, times=11) / 32:.1f} ms a sentence for 32 of them")
    for name in options.sets:
        given = read_set(options.data / name, options.split)
        for form, values in measure(model, given, titles=options.titles).items():
            low, high = interval(values)
            print(
                f"{name} {options.split} | {form} | {values.mean():.4f} ({low:.3f} to {high:.3f})", flush=True
            )


if __name__ == "__main__":
    main()
