"""How many runs of four characters are asked for."""

import pytest

from storage.index.search import RAREST_GRAMS, within

RUNS = {f"r{number:03}": number for number in range(1, 101)}


def test_rarest_are_asked_for() -> None:
    assert within(RUNS, frozenset(RUNS)) == sorted(RUNS)[:RAREST_GRAMS]


def test_common_ones_are_left_out_where_reading_them_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.index.search.MOST_GRAMS_READ", 10)

    assert within(RUNS, frozenset(RUNS)) == ["r001", "r002", "r003", "r004"]


def test_one_is_asked_for_however_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.index.search.MOST_GRAMS_READ", 10)

    assert within({"r": 1_000_000, "not there": 0}, frozenset(["r", "not there"])) == ["r"]
