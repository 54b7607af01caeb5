"""What tantivy is asked for, beside what the contract of the index holds."""

from collections.abc import Sequence

import pytest

from bot.claims.names import Names
from bot.people.audience import Audience
from bot.ports import Change
from storage.index.apart import begun, seen_in
from storage.index.query import cut
from storage.index.search import Seen, search
from storage.index.writing import Writing
from tests.fakes.entries import a_filing, an_event


def seen(titles: list[str], hidden: Sequence[str] = (), *, audience: Audience = Audience.PUBLIC) -> Seen:
    """What an audience is asked on, in a library of these records and of some for the newsroom."""
    indexes, writing = begun(None), Writing()
    ours = a_filing(visibility=Audience.NEWSROOM)
    records = [an_event(f"{at}", title=title) for at, title in enumerate(titles)]
    records += [an_event(f"hidden {at}", title=title, filing=ours) for at, title in enumerate(hidden)]
    writing.add(indexes, [Change(each.id, 1, each) for each in records], Names(()), is_last=True)
    writing.commit()
    for index in indexes.values():
        index.reload()
    return seen_in(indexes)[audience]


def words_found(titles: list[str], text: str) -> list[str]:
    return list(search(seen(titles), cut(text, ""), 10).words)


def test_word_of_most_records_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.index.search.COMMON_FROM", 20)
    titles = ["Bridge blown up", *["Raid in a village"] * 30]

    assert words_found(titles, "The raid on a bridge") == ["0"]
    assert words_found(titles, "A raid") == []


def test_every_word_counts_in_a_small_library() -> None:
    assert len(words_found(["Raid in a village"] * 5, "A raid")) == 5


TITLES = ["Bridge blown up in Kawlin", "Raid in a village", "Strike on a school", "Bridge opened"]


def test_hidden_records_weigh_nothing() -> None:
    asked = cut("The bridge of Kawlin was blown up in a raid", "near a school")
    hidden = ["Raid on the bridge of Kawlin", *["Kawlin bridge"] * 20]

    assert search(seen(TITLES, hidden), asked, 10) == search(seen(TITLES), asked, 10)


def test_several_indexes_weigh_as_one() -> None:
    asked = cut("The bridge of Kawlin was blown up in a raid", "")
    apart = search(seen(TITLES[:2], TITLES[2:], audience=Audience.NEWSROOM), asked, 10)
    together = search(seen(TITLES), asked, 10)

    assert apart.worth == together.worth
    assert sorted(apart.words.values()) == pytest.approx(sorted(together.words.values()), rel=0.1)
