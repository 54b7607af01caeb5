from dataclasses import replace
from datetime import date

import pytest

from bot.matching.match import Match
from bot.matching.weights import load_weights
from bot.verdicts.confidence import confidence_in
from bot.verdicts.phrasebook import load_phrasebook
from tests.records import STRIKE

BOOK = load_phrasebook("en")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 3, 4), "it was reviewed 13 months ago, and again due on 1 Feb 2026"),
        (date(2027, 3, 5), "it was reviewed 14 months ago, and again due on 1 Feb 2026"),
        (date(2026, 2, 5), "it was reviewed a month ago, and again due on 1 Feb 2026"),
    ],
)
def test_age_of_a_stale_review_is_said(today: date, said: str) -> None:
    filing = replace(STRIKE.filing, reviewed_on=date(2026, 1, 5), review_due=date(2026, 2, 1))
    match = Match(replace(STRIKE, filing=filing), 3.0, 0.99, ())

    sure = confidence_in(match, None, today, load_weights(), beyond_points=False, enough=0.9)

    assert BOOK.say(sure.because[0]) == said
