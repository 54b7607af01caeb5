"""What was reached on the labelled texts, a little below: it must not get worse unseen. `python -m benchmarks.reading` shows all figures."""

from functools import cache

import pytest

from benchmarks.reading import FOLDER, starter_names
from benchmarks.rig.labels import load_samples
from benchmarks.rig.marking import Marks, mark
from bot.claims.names import Names
from storage.attribution.attributor import find_built_in

RIGHT = {
    "open-1": {"speaker": 0.98, "kind": 0.90, "negation": 0.96, "denial": 0.98, "split": 1.0},
    "open-2": {"speaker": 0.97, "kind": 0.95, "negation": 0.97, "denial": 0.97, "split": 1.0},
    "open-3": {"speaker": 0.95, "kind": 0.79, "negation": 0.90, "denial": 0.97, "split": 1.0},
    "open-4": {"speaker": 0.98, "kind": 0.87, "negation": 0.95, "denial": 0.93, "split": 1.0},
    "open-5": {"speaker": 0.99, "kind": 0.93, "negation": 0.96, "denial": 0.95, "split": 0.99},
    "open-6": {"speaker": 0.88, "kind": 0.92, "negation": 0.87, "denial": 0.96, "split": 1.0},
    "open-7": {"speaker": 0.97, "split": 1.0},
    "open-8": {"speaker": 0.97, "split": 1.0},
    "open-9": {"speaker": 0.99, "kind": 0.93, "negation": 0.90, "denial": 0.92, "split": 1.0},
    "open-10": {"speaker": 0.96, "split": 1.0},
    "burmese-1": {"speaker": 0.96, "kind": 0.96, "negation": 0.96, "denial": 0.96, "split": 1.0},
}
WRONG_NAMES = {
    "open-1": 0,
    "open-2": 0,
    "open-3": 0,
    "open-4": 0,
    "open-5": 0,
    "open-6": 0,
    "open-7": 0,
    "open-8": 0,
    "open-9": 0,
    "open-10": 0,
    "burmese-1": 0,
}
HEARD = {
    "open-11": (0.94, 3),
    "open-12": (0.94, 2),
    "open-13": (0.86, 7),
    "open-14": (0.87, 9),
    "open-15": (0.92, 4),
    "open-16": (0.85, 2),
    "open-17": (0.85, 7),
    "open-18": (0.95, 7),
}
"""With the model beside the rules, on files that neither was made with: how many speakers are right, and how many names wrong at most."""

FOUND = {
    "open-1": {"quantities": (0.86, 0.81), "dates": (0.95, 0.98), "places": (0.99, 0.97), "actors": (0.95, 0.96)},
    "open-2": {"quantities": (0.90, 0.90), "dates": (0.95, 0.95), "places": (0.95, 0.95), "actors": (0.95, 0.95)},
    "open-3": {"quantities": (0.84, 0.87), "places": (0.98, 0.98), "actors": (0.97, 0.96)},
    "open-4": {"quantities": (0.72, 0.73), "dates": (0.86, 0.87), "places": (0.94, 0.96), "actors": (0.96, 0.97)},
    "open-5": {"quantities": (0.89, 0.90), "dates": (0.97, 0.97), "places": (0.98, 0.98), "actors": (0.96, 0.98)},
    "open-6": {"quantities": (0.84, 0.87), "dates": (0.98, 0.98), "places": (0.87, 0.98), "actors": (0.94, 0.96)},
    "open-9": {"quantities": (0.81, 0.83), "dates": (0.96, 0.95), "places": (0.98, 0.99), "actors": (0.97, 0.97)},
    "burmese-1": {"quantities": (0.96, 0.96), "dates": (0.95, 0.95), "places": (0.95, 0.95), "actors": (0.95, 0.95)},
}  # fmt: skip


@pytest.fixture(scope="module")
def names() -> Names:
    return starter_names()


@cache
def marks_of(name: str, names: Names) -> Marks:
    return mark(load_samples(FOLDER / f"{name}.jsonl"), names)


@pytest.mark.parametrize("name", RIGHT)
def test_sentences_are_read_rightly(name: str, names: Names) -> None:
    marks = marks_of(name, names)
    reached = {heading: marks.recall(heading) for heading in RIGHT[name]}
    assert {heading for heading, floor in RIGHT[name].items() if reached[heading] < floor} == set(), reached


@pytest.mark.parametrize("name", WRONG_NAMES)
def test_no_more_wrong_names(name: str, names: Names) -> None:
    assert marks_of(name, names).wrong["speaker"] <= WRONG_NAMES[name]


@pytest.mark.parametrize("name", HEARD)
def test_speakers_are_heard_by_the_model(name: str, names: Names) -> None:
    marks = mark(load_samples(FOLDER / f"{name}.jsonl"), names, find_built_in())
    right, wrong = HEARD[name]

    assert marks.recall("speaker") >= right
    assert marks.wrong["speaker"] <= wrong


@pytest.mark.parametrize("name", FOUND)
def test_slots_are_found(name: str, names: Names) -> None:
    marks = marks_of(name, names)
    reached = {heading: (marks.precision(heading), marks.recall(heading)) for heading in FOUND[name]}
    short = {
        heading
        for heading, (precision, recall) in FOUND[name].items()
        if reached[heading][0] < precision or reached[heading][1] < recall
    }
    assert short == set(), reached
