import tantivy

from bot.claims.names import Names
from bot.ports import Change
from storage.index.query import make_schema, prepare
from storage.index.writing import Writing
from tests.fakes.entries import an_event


def an_index() -> tantivy.Index:
    index = tantivy.Index(make_schema())
    prepare(index)
    return index


def segments_of(index: tantivy.Index) -> int:
    index.reload()
    return index.searcher().num_segments


def test_parts_become_one_segment() -> None:
    index, writing = an_index(), Writing()
    for number in range(3):
        changes = [Change(f"{number}", 1, an_event(f"{number}"))]
        writing.add(index, changes, Names(()), is_last=number == 2)
    writing.commit()

    assert segments_of(index) == 1


def test_dropped_parts_are_forgotten() -> None:
    index, writing = an_index(), Writing()
    writing.add(index, [Change("1", 1, an_event("1"))], Names(()), is_last=False)
    writing.drop()
    writing.add(index, [Change("2", 1, an_event("2"))], Names(()), is_last=True)
    writing.commit()

    assert index.searcher().num_docs == 0  # not reloaded yet
    assert segments_of(index) == 1
    assert index.searcher().num_docs == 1
