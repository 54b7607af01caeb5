from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk.audit import Entry, Words
from bot.desk.rating import LONGEST, faults_of_rating, opinions, own_rating, rate, rates_blind
from bot.desk.sources import due_for_rating, find_sources, speakers_of
from bot.errors import Refusal
from bot.library.filing import Provenance
from bot.library.source import Reliability, Source, SourceKind, desk_rater, is_desk_rater
from bot.people.role import Member, Role
from tests.dialogue.conversation import NOON
from tests.fakes.entries import a_rating, a_source

TODAY = date(2026, 3, 1)
MYA = Member("m3", "Mya", Role.EDITOR)
THIRI = Member("m1", "Thiri", Role.MODERATOR)
COUNTER = replace(a_source(), aliases=("CC",), handles=("@counters", "t.me/counting"))
NEWS = Source("news", "The Delta News", SourceKind.OUTLET, domains=("delta.example.com",), actor="owner")
SOURCES = {one.id: one for one in (COUNTER, NEWS)}
VALUES = {"letter": "B", "reason": "Names  are verified", "until": "2027-03-01"}


@pytest.mark.parametrize(
    "text",
    [
        "counter",
        "casualty Counters",
        "CC",
        "@counters",
        "counting",
        "https://t.me/counters/12",
        "counter.example",
    ],
)
def test_source_is_found_by_any_of_its_names(text: str) -> None:
    assert find_sources(text, SOURCES) == (COUNTER,)


@pytest.mark.parametrize("text", ["https://delta.example.com/a?utm_source=x", "delta news", "delta"])
def test_source_is_found_by_its_page_or_a_part(text: str) -> None:
    assert find_sources(text, SOURCES) == (NEWS,)


@pytest.mark.parametrize("text", ["", "  ", "nobody", "https://example.net/", "ne", "a.b"])
def test_nothing_is_found_by_chance(text: str) -> None:
    assert find_sources(text, SOURCES) == ()


def test_source_speaks_as_its_actor() -> None:
    assert speakers_of(NEWS) == {"news", "owner"}
    assert speakers_of(COUNTER) == {"counter"}


def test_what_ends_soon_is_due() -> None:
    ended = a_rating(until=TODAY - timedelta(days=3))
    soon = a_rating("news", until=TODAY + timedelta(days=20))
    lasting = a_rating("news", "other", until=TODAY + timedelta(days=200))
    due = due_for_rating(SOURCES, {"counter": (ended,), "news": (lasting, soon)}, TODAY)

    assert [(one.source.id, one.ratings) for one in due] == [("counter", (ended,)), ("news", (soon,))]


def test_rating_names_nobody() -> None:
    rating, edit = rate(COUNTER, VALUES, MYA, TODAY)

    assert rating == replace(rating, letter=Reliability.B, rated_on=TODAY, until=date(2027, 3, 1))
    assert is_desk_rater(rating.rater)
    assert "Mya" not in repr(rating)
    assert edit.detail == "B\nNames are verified\n2027-03-01"


def test_rating_is_for_editors() -> None:
    with pytest.raises(Refusal):
        rate(COUNTER, VALUES, THIRI, TODAY)


@pytest.mark.parametrize(
    ("until", "fault"),
    [
        (TODAY, "form.fault.past"),
        (TODAY + LONGEST + timedelta(days=1), "form.fault.far"),
        (TODAY + LONGEST, ""),
    ],
)
def test_rating_ends_within_years(until: date, fault: str) -> None:
    found = [refusal.key for _, refusal in faults_of_rating(VALUES | {"until": until.isoformat()}, TODAY)]

    assert found == ([fault] if fault else [])


def test_first_rating_is_blind() -> None:
    own, _ = rate(COUNTER, VALUES, MYA, TODAY)

    assert rates_blind((a_rating(),), MYA)
    assert not rates_blind((a_rating(), own), MYA)
    assert not rates_blind((a_rating(),), THIRI)
    assert own_rating((a_rating(), own), MYA) == own


def test_colleagues_are_named_and_imports_told_apart() -> None:
    own, _ = rate(COUNTER, VALUES, MYA, TODAY)
    imported = a_rating(rater="A foundation", provenance=Provenance.DATA_SET, until=date(2026, 1, 1))
    line = Entry(1, NOON, "m3", "rate", "source counter", Words("Mya", "B", ""), "", "")
    shown = opinions((own, imported), (line,), TODAY)

    assert [(one.name, one.is_imported, one.is_expired) for one in shown] == [
        ("Mya", False, False),
        ("A foundation", True, True),
    ]
    assert desk_rater("m3") != desk_rater("m1")
