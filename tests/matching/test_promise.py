"""Which of many candidates are compared in every respect."""

from dataclasses import replace
from datetime import date

from bot.claims.interval import Interval
from bot.claims.read import read_claim
from bot.matching.match import Candidate, Scores
from bot.matching.profile import profile_of
from bot.matching.promise import COMPARED
from bot.matching.rank import rank
from bot.matching.vocabulary import load_vocabulary
from tests.matching.asking import desk
from tests.records import NAMES, STRIKE

CLAIM = read_claim("Jets bombed a gathering in Pazigyi on 11 April 2023 and killed 171 people.", NAMES)
OTHERS = [
    replace(STRIKE, id=f"other-{number}", where=None, when=Interval.of_day(date(2022, 1, 1)), figures=())
    for number in range(2 * COMPARED)
]


def found_beside(count: int, scores: Scores) -> list[str]:
    records = (*OTHERS[:count], STRIKE)
    profiles = {record.id: profile_of(record, NAMES, load_vocabulary()) for record in records}
    candidates = [Candidate(record, Scores(9.0, 9.0)) for record in OTHERS[:count]]
    ranked = rank(CLAIM, [*candidates, Candidate(STRIKE, scores)], profiles, desk())
    return [each.match.record.id for each in ranked]


def test_least_alike_is_compared_where_day_and_place_fit() -> None:
    assert found_beside(2 * COMPARED, Scores(1.0, 1.0))[0] == STRIKE.id


def test_others_change_nothing_for_the_best() -> None:
    few, many = (found_beside(count, Scores(9.0, 9.0))[0] for count in (2, 2 * COMPARED))

    assert few == many == STRIKE.id
