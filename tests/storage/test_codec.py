from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.interval import Interval
from bot.library.event import Event
from bot.library.record import Entry
from storage.codec import decode, encode, key_of, kind_of_entry
from tests.fakes.entries import a_place, a_rating, a_source, an_actor, an_event

numbers = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(float, numbers)
st.register_type_strategy(
    Interval,
    st.builds(
        lambda first, days: Interval(first, first + timedelta(days)),
        st.dates(max_value=date(2100, 1, 1)),
        st.integers(0, 900),
    ),
)


@given(st.one_of(*(st.from_type(kind) for kind in get_args(Entry))))
@settings(max_examples=100, deadline=None)
def test_every_entry_comes_back_as_it_was(entry: Entry) -> None:
    assert decode(kind_of_entry(entry), encode(entry)) == entry


@pytest.mark.parametrize("killed", [float("nan"), float("inf")])
def test_number_that_would_be_lost_is_refused(killed: float) -> None:
    with pytest.raises(ValueError, match="strike"):
        encode(an_event(killed=killed))


def test_row_of_an_older_program_is_read() -> None:
    body = """{"id": "old", "title": "T", "kind": "clash", "when": {"first": "2021-02-01", "last": "2021-02-01"},
               "where": null, "filing": {}, "a field that is gone": 1}"""

    entry = decode("event", body)

    assert isinstance(entry, Event)
    assert (entry.id, entry.origins, entry.filing.language) == ("old", None, "en")


def test_families_keep_their_ids_apart() -> None:
    entries: list[Entry] = [an_event("x"), a_place("x"), an_actor("x"), a_source("x"), a_rating("x", "y")]

    assert len({key_of(entry) for entry in entries}) == 5
