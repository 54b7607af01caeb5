"""When alike words are enough to be almost certain."""

from collections.abc import Mapping

import pytest

from bot.library.record import Record
from bot.matching.certainty import may_be_certain
from bot.matching.weights import load_weights
from tests.records import GARBLED, KILLED, STRIKE

CLEAR = {"words_ahead": 0.6, "grams_ahead": 0.6, "meaning_ahead": 0.3}


def is_certain(record: Record, found: Mapping[str, float]) -> bool:
    weights = load_weights()
    return may_be_certain(record, found, weights.numbers, weights.thresholds)


def test_similar_words_alone_make_no_event_certain() -> None:
    assert not is_certain(STRIKE, {"same_text": 1.0, "words_ahead": 1.0, "grams_ahead": 1.0})


@pytest.mark.parametrize("feature", ["place_agrees", "date_agrees", "speaker_agrees"])
def test_place_day_or_speaker_is_enough_for_statement(feature: str) -> None:
    assert is_certain(GARBLED, {feature: 1.0})


@pytest.mark.parametrize("feature", ["place_agrees", "date_agrees", "speaker_agrees"])
def test_event_that_one_thing_ties_must_lead(feature: str) -> None:
    assert not is_certain(STRIKE, {feature: 1.0})
    assert is_certain(STRIKE, {feature: 1.0, **CLEAR})


def test_two_things_tie_an_event() -> None:
    assert is_certain(STRIKE, {"place_agrees": 1.0, "date_agrees": 1.0})
    assert is_certain(STRIKE, {"place_agrees": 1.0, "number_agrees": 0.95})


def test_number_said_of_many_is_not_enough() -> None:
    assert not is_certain(GARBLED, {"number_agrees": 0.5})
    assert is_certain(GARBLED, {"number_agrees": 0.95})


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
    assert is_certain(GARBLED, leads) is stands_out


def test_same_words_need_no_rival_of_the_same_words() -> None:
    assert is_certain(GARBLED, {"same_text": 1.0, "grams_ahead": 0.2})
    assert not is_certain(GARBLED, {"same_text": 1.0, "grams_ahead": 0.05})


def test_running_total_is_told_by_its_number() -> None:
    assert is_certain(KILLED, {})
