"""Labelled texts, as tests/samples/README.md describes them."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Count:
    """A labelled quantity, in the words of the file."""

    value: float
    bound: str
    measure: str
    unit: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader finds in one sentence. `speakers`: each right answer to who says it, "" for nobody with a name.

    Without a `kind` nothing else was labelled.
    """

    says: str
    speakers: tuple[str, ...]
    kind: str = ""
    quantities: tuple[Count, ...] = ()
    dates: tuple[Days, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    is_negated: bool = False
    is_denial: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    id: str
    text: str
    published: date | None
    labels: tuple[Label, ...]


def load_samples(path: Path) -> tuple[Sample, ...]:
    """All samples of a file of tests/samples/reading."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    return tuple(
        Sample(
            row["id"],
            row["text"],
            date.fromisoformat(row["published"]) if row["published"] else None,
            tuple(_label(**entry) if "kind" in entry else _spoken(**entry) for entry in row["claims"]),
        )
        for row in rows
    )


def _label(*, quantities: list[dict[str, object]], dates: list[tuple[str, str]], **others: object) -> Label:
    counts = [
        Count(float(str(one["value"])), str(one["bound"]), str(one["measure"]), str(one["unit"]))
        for one in quantities
    ]
    places, actors = others["places"], others["actors"]
    assert isinstance(places, list)
    assert isinstance(actors, list)
    return Label(
        says=str(others["says"]),
        kind=str(others["kind"]),
        speakers=_speakers(others["speaker"]),
        quantities=tuple(counts),
        dates=tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in dates),
        places=tuple(places),
        actors=tuple(actors),
        is_negated=bool(others["is_negated"]),
        is_denial=bool(others["is_denial"]),
    )


def _spoken(says: str, speaker: object) -> Label:
    return Label(says, _speakers(speaker))


def _speakers(speaker: object) -> tuple[str, ...]:
    return tuple(map(str, speaker)) if isinstance(speaker, list) else (str(speaker),)
