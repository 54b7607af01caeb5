"""Labelled sets as they lie on disk: records, queries, and which record each query is about. Missing fields are no mistake."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.quality.days import read_day

Fields = Mapping[str, object]
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: what somebody sends, and on which day as far as the set knows."""

    id: str
    text: str
    day: date | None


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """`relevant` holds the right records of each query in `queries`; `unjudged` is how many queries of the split have none."""

    name: str
    split: str
    records: tuple[Fields, ...]
    queries: tuple[Asked, ...]
    relevant: Mapping[str, frozenset[str]]
    unjudged: int


def read_set(corpus: Path, queries: Path, qrels: Path, *, split: str) -> LabelledSet:
    filed = [each for each in _lines(corpus) if field(each, "id") and says_something(each)]
    records = tuple({field(each, "id"): each for each in filed}.values())
    asked = [each for each in _lines(queries) if field(each, "id") and field(each, "text").strip()]
    judged = _judgements(qrels, frozenset(field(each, "id") for each in records))
    # The split stands with the query, or with its judgements, or nowhere: then everything is in it.
    splits = {
        field(each, "id"): field(each, "split") or judged.splits.get(field(each, "id"), "") for each in asked
    }
    inside = [each for each in asked if splits[field(each, "id")] in {split, ""} or not any(splits.values())]
    found = tuple(
        Asked(field(each, "id"), field(each, "text"), read_day(field(each, "date")))
        for each in inside
        if judged.relevant.get(field(each, "id"))
    )
    relevant = {each.id: frozenset(judged.relevant[each.id]) for each in found}
    return LabelledSet(corpus.parent.name, split, records, found, relevant, len(inside) - len(found))


def splits_of(queries: Path, qrels: Path) -> frozenset[str]:
    """The names of all splits, empty where the set has none."""
    named = {field(each, "split") for each in _lines(queries)}
    return frozenset(named | set(_judgements(qrels, frozenset()).splits.values())) - {""}


def field(fields: Fields, name: str) -> str:
    """Its text, empty where it is missing; an id may be a number, and some sets call it `_id`."""
    value = fields.get(name, fields.get("_id") if name == "id" else None)
    return "" if value is None else str(value)


def says_something(fields: Fields) -> bool:
    return any(field(fields, name).strip() for name in ("text", "title", "subtitle"))


@dataclass(frozen=True, slots=True)
class _Judgements:
    relevant: Mapping[str, set[str]]
    splits: Mapping[str, str]


def _judgements(path: Path, records: frozenset[str]) -> _Judgements:
    """Columns are query and record, then a split or a grade; or TREC's four: query, iteration, record, grade.

    A heading is a judgement of a query that nobody asks.
    """
    relevant: dict[str, set[str]] = {}
    splits: dict[str, str] = {}
    for line in _rows(path):
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) < 2:
            continue
        if len(columns) == 4 and columns[1] not in records:
            query, record, rest = columns[0], columns[2], columns[3:]
        else:
            query, record, rest = columns[0], columns[1], columns[2:]
        grades = [one for one in rest if _is_number(one)]
        splits.update((query, one) for one in rest if one and not _is_number(one))
        if not any(float(grade) <= 0 for grade in grades):
            relevant.setdefault(query, set()).add(record)
    return _Judgements(relevant, splits)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _lines(path: Path) -> Iterator[Fields]:
    decoder = msgspec.json.Decoder(dict[str, object])
    for line in _rows(path):
        if line.strip():
            yield decoder.decode(line)


def _rows(path: Path) -> list[str]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if content.startswith(_GZIP) else content).decode("utf-8-sig")
    return text.replace("\r\n", "\n").split(
        "\n"
    )  # not splitlines, to which more signs end a line than to JSON
