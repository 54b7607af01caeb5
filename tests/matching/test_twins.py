"""Which records are taken for one, and what an answer makes of them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.claims.read import read_claim
from bot.library.event import Event, EventKind, Location
from bot.library.filing import Figure
from bot.library.statement import Statement, Verdict
from bot.matching.match import Candidate, Scores
from bot.matching.profile import profile_of
from bot.matching.rank import rank
from bot.matching.twins import are_twins
from bot.matching.vocabulary import load_vocabulary
from bot.verdicts.assess import assess
from tests.matching.asking import REGISTER, desk
from tests.records import DESK, NAMES, STRIKE

assert STRIKE.where
AGAIN = replace(STRIKE, id="again", title="Bombing of a ceremony in Pazigyi")
TOLL = Statement(
    "toll", "165 people were killed in the air strike on Pazigyi.", Verdict.PARTLY_TRUE, "", DESK
)


def twins(first: Event | Statement, second: Event | Statement) -> bool:
    return are_twins(first, second, NAMES, load_vocabulary())


@pytest.mark.parametrize(
    "other",
    [
        AGAIN,
        replace(AGAIN, figures=()),
        replace(AGAIN, figures=(Figure(Measure.KILLED, "people", 160, 150, 180),)),
        replace(AGAIN, where=Location("kanbalu", "Kanbalu township")),
    ],
)
def test_same_event_is_a_twin(other: Event) -> None:
    assert twins(STRIKE, other)


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, kind=EventKind.RAID),
        replace(AGAIN, when=Interval.of_day(date(2023, 4, 13))),
        replace(AGAIN, where=Location("sagaing", "Sagaing")),
        replace(AGAIN, figures=(Figure(Measure.KILLED, "people", 12),)),
    ],
)
def test_other_event_is_no_twin(other: Event) -> None:
    assert not twins(STRIKE, other)


def test_statements_of_one_number_are_twins() -> None:
    assert twins(TOLL, replace(TOLL, id="b", text="In the air strike on Pazigyi 165 people were killed."))


def test_statements_of_two_numbers_are_not() -> None:
    assert not twins(TOLL, replace(TOLL, id="b", text="170 people were killed in the air strike on Pazigyi."))


def test_two_speakers_make_two_statements() -> None:
    assert not twins(replace(TOLL, said_by="a"), replace(TOLL, id="b", said_by="b"))


def test_twin_stands_in_the_match_of_the_best() -> None:
    claim = read_claim("Jets bombed a gathering in Pazigyi on 11 April 2023 and killed 171 people.", NAMES)
    records = {record.id: record for record in (STRIKE, AGAIN)}
    profiles = {key: profile_of(one, NAMES, load_vocabulary()) for key, one in records.items()}
    candidates = [Candidate(record, Scores(5.0, 5.0)) for record in records.values()]

    finding = assess(
        claim, rank(claim, candidates, lambda record: profiles[record.id], desk()), records, desk(), REGISTER
    )

    assert [{one.record.id, *(other.id for other in one.also)} for one in finding.matches] == [
        {"pazigyi", "again"}
    ]
