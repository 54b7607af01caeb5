from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.sealing import Place, seal, unseal

PLACE = Place("key", secret="fingerprint of the text")


@given(st.binary(max_size=5_000))
def test_sealed_comes_back_whole(value: bytes) -> None:
    assert unseal(seal(value, PLACE), PLACE) == value


@pytest.mark.parametrize("other", [replace(PLACE, secret="of another text"), replace(PLACE, key="elsewhere")])
def test_sealed_opens_at_no_other_place(other: Place) -> None:
    assert unseal(seal(b"171 people", PLACE), other) is None


@given(st.binary(max_size=100))
def test_foreign_bytes_are_nothing(value: bytes) -> None:
    assert unseal(value, PLACE) is None


def test_changed_bytes_are_nothing() -> None:
    sealed = bytearray(seal(b"171 people", PLACE))
    sealed[-1] ^= 1

    assert unseal(bytes(sealed), PLACE) is None


def test_same_value_looks_different_every_time() -> None:
    assert seal(b"171 people", PLACE) != seal(b"171 people", PLACE)


def test_secret_is_not_shown() -> None:
    assert "fingerprint" not in repr(PLACE)
