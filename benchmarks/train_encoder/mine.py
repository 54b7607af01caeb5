"""Wrong records that look right: what the encoder as it is and BM25 put near the top, less those that may be right after all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.train_encoder.encode import Floats, Model
from benchmarks.train_encoder.sets import Question, Set
from benchmarks.train_encoder.words import Words

DEPTH = 30
KEPT = 8
SURE = 0.95
"""A record as near as that share of the right one's cosine may be right too: sets name one record where several would do."""
TWIN = 0.9
"""Cosine from which a record says the same as the right one."""


@dataclass(frozen=True, slots=True)
class Mined:
    """Ids of records for each question: `wrong` to learn from, `near` (right ones among them) to be measured on."""

    wrong: Mapping[str, tuple[str, ...]]
    near: Mapping[str, tuple[str, ...]]


def mine(model: Model, given: Set, kept_in: Path) -> Mined:
    """Takes minutes; the answer is kept in a file."""
    file = kept_in / f"{given.name}.mined.json"
    if not file.exists():
        found = _mine(model, given)
        kept_in.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found), encoding="utf-8")
    wrong, near = json.loads(file.read_text(encoding="utf-8"))
    return Mined(*({key: tuple(ids) for key, ids in each.items()} for each in (wrong, near)))


def _mine(model: Model, given: Set) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    ids = list(given.entries)
    texts = [entry.whole for entry in given.entries.values()]
    records, words = model.vectors(texts), Words(texts)
    asked = model.vectors([question.text for question in given.questions])
    place = {record: at for at, record in enumerate(ids)}
    wrong, near = {}, {}
    for question, vector in zip(given.questions, asked, strict=True):
        cosines = records @ vector
        lists = ([int(at) for at in np.argsort(-cosines)[:DEPTH]], words.best(question.text, DEPTH))
        right = [place[record] for record in question.right]
        near[question.id] = [ids[at] for at in dict.fromkeys((*right, *lists[0][:15], *lists[1][:15]))]
        picked = [at for each in lists for at in _unlike(each, right, cosines, records)[:KEPT]]
        wrong[question.id] = [ids[at] for at in dict.fromkeys(picked)]
    return wrong, near


def _unlike(ranked: list[int], right: list[int], cosines: NDArray[np.float32], records: Floats) -> list[int]:
    most = SURE * float(cosines[right].max())
    return [
        at
        for at in ranked
        if at not in right and cosines[at] < most and float((records[right] @ records[at]).max()) < TWIN
    ]


def held_out(given: Set, fold: int, count: int) -> tuple[Question, ...]:
    return tuple(question for question in given.questions if question.fold == fold)[:count]
