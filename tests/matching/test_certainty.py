"""When alike words are enough to be almost certain."""

from collections.abc import Mapping

import pytest

from bot.claims.read import read_claim
from bot.library.record import Record
from bot.matching.certainty import may_be_certain
from bot.matching.features import words_of
from bot.matching.profile import profile_of
from bot.matching.vocabulary import load_vocabulary
from tests.matching.asking import desk
from tests.records import GARBLED, KILLED, NAMES, STRIKE

LEFT_OVER = "Jets bombed a meeting where the harvest, the flood and the ferry were discussed."


def is_certain(text: str, record: Record, found: Mapping[str, float]) -> bool:
    words = words_of(read_claim(text, NAMES), desk())
    profile = profile_of(record, NAMES, load_vocabulary())
    weights = desk().weights
    return may_be_certain(words, profile, found, weights, weights.thresholds_for("en"))


def test_event_must_hold_what_the_claim_tells() -> None:
    assert is_certain(STRIKE.summary, STRIKE, {})
    assert not is_certain(f"{STRIKE.summary} {LEFT_OVER}", STRIKE, {})


@pytest.mark.parametrize("feature", ["place_agrees", "date_agrees", "speaker_agrees"])
def test_place_day_or_speaker_is_enough(feature: str) -> None:
    assert is_certain(LEFT_OVER, STRIKE, {feature: 1.0})
    assert is_certain(LEFT_OVER, GARBLED, {feature: 1.0})


def test_number_said_of_many_is_not_enough() -> None:
    assert not is_certain(LEFT_OVER, STRIKE, {"number_agrees": 0.5})
    assert is_certain(LEFT_OVER, STRIKE, {"number_agrees": 0.95})


@pytest.mark.parametrize(
    ("leads", "stands_out"),
    [
        ({"words_ahead": 0.6, "grams_ahead": 0.6, "meaning_ahead": 0.3}, True),
        ({"words_ahead": 0.6, "grams_ahead": 0.6, "meaning_ahead": 0.1}, False),
        ({"words_ahead": 0.6, "grams_ahead": 0.6}, True),
        ({}, False),
    ],
)
def test_statement_must_stand_out_in_all_lists(leads: Mapping[str, float], *, stands_out: bool) -> None:
    assert is_certain(LEFT_OVER, GARBLED, leads) is stands_out


def test_same_words_need_no_rival_of_the_same_words() -> None:
    assert is_certain(LEFT_OVER, GARBLED, {"same_text": 1.0, "grams_ahead": 0.2})
    assert not is_certain(LEFT_OVER, GARBLED, {"same_text": 1.0, "grams_ahead": 0.05})


def test_running_total_is_told_by_its_number() -> None:
    assert is_certain(LEFT_OVER, KILLED, {})
