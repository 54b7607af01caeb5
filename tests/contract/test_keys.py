from string import hexdigits

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.errors import Unreadable
from bot.people.address import Front
from bot.ports import Keys

# The keys are the same for all examples of a test: nothing in them changes by being used.
same_keys = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
anything = some.text(some.characters(exclude_categories=()), max_size=30)  # halves of surrogate pairs too
lists = some.lists(anything, max_size=4)


@same_keys
@given(plain=some.binary(max_size=2000), place=anything)
def test_sealed_opens_at_its_place(keys: Keys, plain: bytes, place: str) -> None:
    assert keys.unseal(keys.seal(plain, place=place), place=place) == plain


@same_keys
@given(plain=some.binary(max_size=50), places=some.lists(anything, min_size=2, max_size=2, unique=True))
def test_sealed_opens_nowhere_else(keys: Keys, plain: bytes, places: list[str]) -> None:
    sealed = keys.seal(plain, place=places[0])

    with pytest.raises(Unreadable):
        keys.unseal(sealed, place=places[1])


@same_keys
@given(
    plain=some.binary(max_size=50), where=some.floats(0, 1, exclude_max=True), flipped=some.integers(1, 255)
)
def test_changed_seal_does_not_open(keys: Keys, plain: bytes, where: float, flipped: int) -> None:
    sealed = bytearray(keys.seal(plain, place="here"))
    sealed[int(where * len(sealed))] ^= flipped

    with pytest.raises(Unreadable):
        keys.unseal(bytes(sealed), place="here")


@same_keys
@given(some.binary(max_size=300))
def test_anything_else_does_not_open(keys: Keys, found: bytes) -> None:
    with pytest.raises(Unreadable):
        keys.unseal(found, place="here")


@same_keys
@given(some.binary(min_size=8, max_size=200))
def test_sealed_shows_nothing(keys: Keys, plain: bytes) -> None:
    once, again = keys.seal(plain, place="here"), keys.seal(plain, place="here")

    assert plain not in once
    assert once != again


@same_keys
@given(lists, lists)
def test_digests_are_equal_for_the_same_parts(keys: Keys, some_parts: list[str], others: list[str]) -> None:
    digest = keys.digest(*some_parts)

    assert (digest == keys.digest(*others)) is (some_parts == others)
    assert len(digest) == 32
    assert set(digest) <= set(hexdigits)


@same_keys
@given(
    some.tuples(some.sampled_from(Front), anything, anything),
    some.tuples(some.sampled_from(Front), anything, anything),
)
def test_pseudonyms_tell_people_apart(
    keys: Keys, one: tuple[Front, str, str], other: tuple[Front, str, str]
) -> None:
    (name,) = keys.pseudonyms(*one)

    assert ((name,) == keys.pseudonyms(*other)) is (one == other)
    assert len(name) == 16
