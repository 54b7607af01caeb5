import logging
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.heard import Message
from bot.speech.traffic import Arrival
from handlers.telegram.read import Unheard
from tests.handlers.telegram.fuzzing import fuzz, size_of
from tests.handlers.telegram.marking import Marks, found_in, marked
from tests.handlers.telegram.reading import READER, new_updates
from tests.handlers.telegram.samples import sample_updates, unknown_updates

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.dictionaries(
            st.sampled_from(["message", "chat", "from", "id", "text", "type", "date"]), parts, max_size=5
        )
    ),
    max_leaves=20,
)
SAMPLES = [*sample_updates(new_updates()), *unknown_updates(new_updates())]


@given(JSON)
def test_any_json_is_read_or_left(raw: Any) -> None:
    assert isinstance(READER.read(raw), Arrival | Unheard)


@given(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]), JSON)
def test_any_content_is_read_or_left(kind: str, content: Any) -> None:
    assert isinstance(READER.read({"update_id": 1, kind: content}), Arrival | Unheard)


@given(st.integers(0, 2**32))
def test_changed_updates_are_read_or_left(seed: int) -> None:
    assert fuzz(40, seed).longest < 200_000


def test_hostile_updates_reach_every_outcome() -> None:
    outcomes = fuzz(3_000, 7).outcomes

    assert {"Message", "Command", "Pressed", "Left", "ignored", "malformed"} <= outcomes.keys()
    assert outcomes["malformed"] < 2_000


def test_halves_of_characters_can_be_kept() -> None:
    update = new_updates().text("\ud800 20 dead \udfff", entities=[{"type": "url", "offset": 0, "length": 1}])

    read = READER.read(update)

    assert isinstance(read, Arrival)
    assert size_of(read)


def test_words_survive_what_stands_beside_them() -> None:
    update = new_updates().text("20 dead", entities=[{"type": 5}], forward_origin=7, quote="x")

    read = READER.read(update)

    assert isinstance(read, Arrival)
    assert "20 dead" in repr(read)


def test_malformed_forward_gives_no_command() -> None:
    read = READER.read(new_updates().text("/forget", forward_origin=7))

    assert isinstance(read, Arrival)
    assert isinstance(read.heard, Message)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: next(iter(sample.keys() - {"update_id"})))
def test_nothing_is_kept_that_must_not_be(sample: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    marks = Marks()

    read = READER.read(marked(sample, marks))

    assert read is not Unheard.MALFORMED
    assert marks.texts
    assert list(found_in(repr(read), marks)) == []
    assert (
        list(found_in(msgspec.json.encode(read).decode() if isinstance(read, Arrival) else "", marks)) == []
    )
    assert list(found_in(caplog.text, marks)) == []
