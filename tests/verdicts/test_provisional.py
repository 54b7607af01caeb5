from dataclasses import replace
from datetime import date

from bot.matching.match import Match
from bot.matching.weights import load_weights
from bot.verdicts.confidence import confidence_in
from tests.records import STRIKE


def test_provisional_record_loses_a_step() -> None:
    record = replace(STRIKE, filing=replace(STRIKE.filing, is_provisional=True))

    sure = confidence_in(
        Match(record, 3.0, 0.99, ()), None, date(2026, 3, 1), load_weights(), beyond_points=False, enough=0.9
    )

    assert "because.provisional" in [note.key for note in sure.because]
