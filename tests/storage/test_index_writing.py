from pathlib import Path

import pytest
import tantivy

from bot.claims.names import Names
from bot.people.audience import Audience
from bot.ports import Change
from storage.index.apart import Apart, begun
from storage.index.faults import Damaged
from storage.index.writing import Writing
from tests.fakes.entries import a_filing, an_event


def segments_of(indexes: Apart) -> int:
    return searcher_of(indexes).num_segments


def searcher_of(indexes: Apart, visibility: Audience = Audience.PUBLIC) -> tantivy.Searcher:
    indexes[visibility].reload()
    return indexes[visibility].searcher()


def test_parts_become_one_segment() -> None:
    indexes, writing = begun(None), Writing()
    for number in range(3):
        changes = [Change(f"{number}", 1, an_event(f"{number}"))]
        writing.add(indexes, changes, Names(()), is_last=number == 2)
    writing.commit()

    assert segments_of(indexes) == 1


def test_dropped_parts_are_forgotten() -> None:
    indexes, writing = begun(None), Writing()
    writing.add(indexes, [Change("1", 1, an_event("1"))], Names(()), is_last=False)
    writing.drop()
    writing.add(indexes, [Change("2", 1, an_event("2"))], Names(()), is_last=True)
    writing.commit()

    assert indexes[Audience.PUBLIC].searcher().num_docs == 0  # not reloaded yet
    assert segments_of(indexes) == 1
    assert searcher_of(indexes).num_docs == 1


def test_record_goes_where_it_may_be_seen() -> None:
    indexes, writing = begun(None), Writing()
    for visibility in (Audience.PUBLIC, Audience.RESTRICTED):
        record = an_event("1", filing=a_filing(visibility=visibility))
        writing.add(indexes, [Change("1", 1, record)], Names(()), is_last=True)
        writing.commit()

    assert [searcher_of(indexes, each).num_docs for each in Audience] == [0, 0, 1]


def test_error_that_is_kept_keeps_no_lock(tmp_path: Path) -> None:
    indexes, writing = begun(tmp_path), Writing()
    meta = tmp_path / "public" / "meta.json"
    before = meta.read_bytes()
    writing.add(indexes, [Change("1", 1, an_event("1"))], Names(()), is_last=True)
    meta.unlink()
    meta.mkdir()
    with pytest.raises(Damaged) as kept:
        writing.commit()
    meta.rmdir()
    meta.write_bytes(before)

    writing.add(indexes, [Change("2", 1, an_event("2"))], Names(()), is_last=True)
    writing.commit()

    assert (searcher_of(indexes).num_docs, kept.type) == (1, Damaged)
