import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.quality.days import Dates, published_on, read_day
from benchmarks.quality.entries import Sort, entries_of
from benchmarks.quality.files import read_set, splits_of
from bot.claims.interval import Interval
from bot.library.event import Event
from bot.library.names import Actor
from bot.library.statement import Statement

CORPUS = '{"id": "r1", "text": "A bridge fell."}\n{"id": 2, "text": "A school burnt down."}\n'
QUERIES = '{"id": "q1", "text": "bridge"}\n{"id": "q2", "text": "school"}\n\n{"id": "q3", "text": "dam"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl").write_text(CORPUS)
    (tmp_path / "queries.jsonl").write_text(QUERIES)
    return tmp_path


@pytest.mark.parametrize(
    "qrels",
    [
        "q1\tr1\nq2\t2\n",
        "query-id\tcorpus-id\tscore\nq1\tr1\t1\nq2\t2\t1\nq3\tr1\t0\n",
        "q1 0 r1 1\nq2 0 2 1\nq3 0 2 0\n",
        "query\trecord\tsplit\nq1\tr1\tdev\nq2\t2\tdev\nq3\tr1\ttrain\n",
    ],
)
def test_judgements_come_in_any_form(folder: Path, qrels: str) -> None:
    (folder / "qrels.tsv").write_text(qrels)

    found = read_set(*(folder / name for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")), split="dev")

    assert found.relevant == {"q1": {"r1"}, "q2": {"2"}}
    assert [each.id for each in found.queries] == ["q1", "q2"]


def test_packed_files_are_read(folder: Path) -> None:
    (folder / "qrels.tsv").write_bytes(gzip.compress(b"q1\tr1\tdev\nq2\t2\ttest\n"))
    (folder / "corpus.jsonl").write_bytes(gzip.compress(CORPUS.encode()))
    files = [folder / name for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")]

    assert splits_of(*files[1:]) == {"dev", "test"}
    assert read_set(*files, split="test").relevant == {"q2": {"2"}}


@pytest.mark.parametrize(
    "text",
    ["2025-09-14", "2025-09-14T08:00", "14 September 2025", "stated on September 14, 2025 in a debate:"],
)
def test_days_come_in_any_form(text: str) -> None:
    assert read_day(text) == date(2025, 9, 14)
    assert read_day("31 February 2025") is None
    assert read_day("") is None


def test_same_query_is_always_as_late() -> None:
    day = date(2025, 9, 14)
    late = [published_on(str(query), day, Dates.DELAYED) for query in range(500)]
    off = {published_on(str(query), day, Dates.WRONG) for query in range(50)}

    assert late == [published_on(str(query), day, Dates.DELAYED) for query in range(500)]
    assert {min(filter(None, late)), max(filter(None, late))} == {day, day + timedelta(days=60)}
    assert off == {day - timedelta(days=730), day + timedelta(days=730)}
    assert published_on("q", day, Dates.NONE) is published_on("q", None, Dates.DELAYED) is None


def test_dated_record_is_an_event() -> None:
    record = {"id": "e", "title": "Flood", "text": "A river rose.", "date": "2025-09-14"}

    (event,) = entries_of([record], Sort.AUTO)
    (statement,) = entries_of([record], Sort.STATEMENTS)

    assert isinstance(event, Event)
    assert (event.title, event.summary, event.when) == (
        "Flood",
        "A river rose.",
        Interval.of_day(date(2025, 9, 14)),
    )
    assert isinstance(statement, Statement)


def test_judged_record_is_a_statement() -> None:
    record = {
        "id": "s",
        "title": "No",
        "text": "It rained.",
        "body": "It did not.",
        "label": "false",
        "speaker": "Ann",
    }

    statement, actor = entries_of([{**record, "date": "stated on May 2, 2019 in a speech:"}], Sort.AUTO)

    assert isinstance(statement, Statement)
    assert isinstance(actor, Actor)
    assert (statement.said_by, actor.name) == (actor.id, "Ann")
    assert (statement.phrasings, statement.reason) == (("No",), "It did not.")
    assert statement.said_on == Interval.of_day(date(2019, 5, 2))
