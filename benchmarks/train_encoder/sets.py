"""The sets of questions and records that the encoder learns from and is measured on.

A folder a set: `corpus.jsonl` (id, title, text and, in some, subtitle and body), `queries.jsonl` (id, text), `qrels.tsv` (query, record, split).
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.index.encoder import prepare

SETS = ("clef2021-2a-en", "clef2021-2b-en", "wce-events-en")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A record. `body` is the beginning of an article about it."""

    id: str
    title: str
    text: str
    subtitle: str = ""
    body: str = ""

    @property
    def whole(self) -> str:
        return f"{self.title}. {self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Question:
    """`right` are the ids of the records that it is about."""

    id: str
    text: str
    right: frozenset[str]

    @property
    def fold(self) -> int:
        return fold_of(self.right)


def fold_of(right: frozenset[str]) -> int:
    """By record: no two folds ask for the same one, unless a question has several."""
    return _number(right) % FOLDS


def part_of(right: frozenset[str]) -> int:
    """Cuts each fold again, so that whatever is fitted on top of an encoder that saw no question of a fold can be tried on questions of that fold."""
    return _number(right) // FOLDS % FOLDS


def _number(right: frozenset[str]) -> int:
    return zlib.crc32(min(right).encode())


@dataclass(frozen=True, slots=True)
class Set:
    name: str
    entries: Mapping[str, Entry]
    questions: tuple[Question, ...]


def read_set(folder: Path, split: str) -> Set:
    """The questions of one split, and all records."""
    entries = {entry.id: entry for entry in map(_entry, _lines(folder / "corpus.jsonl"))}
    texts = {line["id"]: prepare(line["text"]) for line in _lines(folder / "queries.jsonl")}
    right: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, record, kept_for = line.split("\t")
        if kept_for == split:
            right.setdefault(query, set()).add(record)
    questions = (Question(query, texts[query], frozenset(records)) for query, records in right.items())
    return Set(folder.name, entries, tuple(questions))


def _entry(line: Mapping[str, str]) -> Entry:
    parts = {part: prepare(line.get(part, "")) for part in ("title", "text", "subtitle", "body")}
    return Entry(line["id"], **parts)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
