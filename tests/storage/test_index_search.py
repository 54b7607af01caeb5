"""What tantivy is asked for, beside what the contract of the index holds."""

import pytest
import tantivy

from bot.claims.names import Names
from bot.people.audience import Audience
from bot.ports import Change
from storage.index.query import cut, make_schema, prepare
from storage.index.search import search
from storage.index.writing import Writing
from tests.fakes.entries import an_event


def filled(titles: list[str]) -> tantivy.Index:
    index, writing = tantivy.Index(make_schema()), Writing()
    prepare(index)
    changes = [Change(str(at), 1, an_event(str(at), title=title)) for at, title in enumerate(titles)]
    writing.add(index, changes, Names(()), is_last=True)
    writing.commit()
    index.reload()
    return index


def words_found(titles: list[str], text: str) -> list[str]:
    index = filled(titles)
    found = search(index.schema, index.searcher(), cut(text, ""), Audience.PUBLIC, 10)
    return list(found.words)


def test_word_of_most_records_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.index.search.COMMON_FROM", 20)
    titles = ["Bridge blown up", *["Raid in a village"] * 30]

    assert words_found(titles, "The raid on a bridge") == ["0"]
    assert words_found(titles, "A raid") == []


def test_every_word_counts_in_a_small_library() -> None:
    assert len(words_found(["Raid in a village"] * 5, "A raid")) == 5
