from dataclasses import replace
from datetime import date

import pytest

from bot.claims.claim import NameKind
from bot.claims.interval import Interval, Precision
from bot.claims.names import Name, Names
from bot.claims.terms import stems
from storage.index.describe import LEAD, describe
from tests.fakes.entries import a_series, a_statement, an_event

NAMES = Names(
    [
        Name("sagaing", NameKind.PLACE, "Sagaing Region", ("Sagaing Division",)),
        Name("kanbalu", NameKind.PLACE, "Kanbalu", ("Kantbalu",), parent="sagaing"),
        Name("air force", NameKind.ACTOR, "Air force", (), parent="junta"),
        Name("junta", NameKind.ACTOR, "Military junta", ("SAC",)),
        Name("aapp", NameKind.SOURCE, "Assistance Association", ("AAPP",)),
    ]
)


@pytest.mark.parametrize(
    "said",
    [
        "gathering",
        "air strike",
        "Kanbalu",
        "Kantbalu",
        "Sagaing",
        "Air force",
        "junta",
        "11 April 2023",
        "168",
    ],
)
def test_event_is_described_by_its_content(said: str) -> None:
    event = an_event(place="kanbalu", actor="air force", killed=168.0)

    assert set(stems(said)) <= set(stems(describe(event, NAMES).called))


def test_parents_bring_only_their_main_name() -> None:
    assert "Division" not in describe(an_event(place="kanbalu"), NAMES).called


def test_statement_is_described_by_who_said_it() -> None:
    text = describe(a_statement(said_by="junta"), NAMES).called

    assert "The village was empty" in text
    assert "Military junta" in text


def test_series_is_described_by_counter_and_values() -> None:
    text = describe(a_series(who_counts="aapp"), NAMES).called

    assert "AAPP" in text
    assert "killed people" in text
    assert "4468 5143" in text


def test_phrasings_are_part_of_it() -> None:
    assert "planes bombed a party" in describe(an_event(phrasings=("planes bombed a party",)), NAMES).called


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (Precision.DAY, "9 April 2023 11 May 2023"),
        (Precision.MONTH, "April 2023 May 2023"),
        (Precision.YEAR, "2023"),
    ],
)
def test_dates_are_as_exact_as_known(precision: Precision, said: str) -> None:
    when = Interval(date(2023, 4, 9), date(2023, 5, 11), precision)

    assert said in describe(replace(an_event(), when=when), NAMES).called.splitlines()


def test_names_that_are_not_there_are_left_out() -> None:
    text = describe(an_event(place="unknown", actor="unknown"), Names([])).called

    assert "None" not in text


def test_reason_is_body_alone() -> None:
    described = describe(replace(a_statement(), reason="Satellite pictures show houses"), NAMES)

    assert "Satellite" in described.body
    assert "Satellite" not in described.called


def test_short_summary_is_what_it_is_called() -> None:
    described = describe(replace(an_event(), summary="Jets dropped bombs."), NAMES)

    assert "Jets dropped bombs." in described.called
    assert described.body == ""


def test_long_summary_is_body_too() -> None:
    summary = "Jets dropped bombs. " + "More of it. " * LEAD

    described = describe(replace(an_event(), summary=summary), NAMES)

    assert described.body == summary
    assert "Jets dropped bombs." in described.called
    assert len(described.called) < len(summary)
