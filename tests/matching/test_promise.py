"""Which of many candidates are compared in every respect."""

from dataclasses import replace
from datetime import date

from bot.claims.interval import Interval
from bot.claims.read import read_claim
from bot.library.filing import Filing
from bot.library.record import Record
from bot.library.statement import Statement
from bot.matching.features import words_of
from bot.matching.likeness import Feature
from bot.matching.match import Candidate, Scores
from bot.matching.profile import profile_of
from bot.matching.promise import COMPARED, Alike, most_promising
from bot.matching.vocabulary import load_vocabulary
from tests.matching.asking import desk
from tests.records import NAMES, STRIKE

CLAIM = read_claim("Jets bombed a gathering in Pazigyi on 11 April 2023 and killed 171 people.", NAMES)
WEIGHTS = {"grams_rank": 1.0, "place_agrees": 1.0, "date_agrees": 1.0, "date_conflicts": -1.0}
OTHERS = [
    replace(STRIKE, id=f"other-{number}", title="March", where=None, when=Interval.of_day(date(2022, 1, 1)))
    for number in range(2 * COMPARED)
]


def alike(record: Record, likeness: float) -> Alike:
    profile = profile_of(record, NAMES, load_vocabulary())
    return Alike(Candidate(record, Scores(likeness)), profile, (Feature("grams_rank", likeness),), WEIGHTS)


def chosen(*every: Alike) -> list[str]:
    return [one.candidate.record.id for one in most_promising(CLAIM, words_of(CLAIM, desk()), every)]


def test_least_alike_is_compared_where_day_and_place_fit() -> None:
    found = chosen(*(alike(other, 1.0) for other in OTHERS), alike(STRIKE, 0.1))

    assert len(found) == COMPARED
    assert STRIKE.id in found


def test_most_alike_are_compared_where_nothing_else_fits() -> None:
    found = chosen(*(alike(other, number / 100) for number, other in enumerate(OTHERS)))

    assert found == [other.id for other in OTHERS[-COMPARED:]]


def test_few_are_all_compared() -> None:
    assert chosen(*(alike(other, 0.0) for other in OTHERS[:3])) == ["other-0", "other-1", "other-2"]


def test_event_is_compared_where_what_was_said_of_it_is() -> None:
    said = [
        Statement(f"said-{number}", "Bombs fell.", None, "", Filing(), about=(OTHERS[0].id,))
        for number in range(COMPARED)
    ]
    every = [alike(OTHERS[0], 0.0), alike(OTHERS[1], 0.1), *(alike(one, 1.0) for one in said)]

    assert chosen(*every) == [OTHERS[0].id, *(one.id for one in said)]
