"""Nothing that arrives may break the readers, and nothing of it stays that is not permitted."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.heard import Message
from bot.speech.traffic import Arrival
from tests.handlers.slack.fuzzing import fuzz, read_any, sample_payloads
from tests.handlers.slack.reading import direct, senders

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)

_PERMITTED = frozenset(
    {
        "type",
        "subtype",
        "channel_type",
        "callback_id",
        "bot_id",
        "text",
        "value",
        "selected_date",
        "url",
        "fallback",
        "title",
    }
    | {
        "title_link",
        "pretext",
        "unicode",
        "mimetype",
        "mode",
        "is_share",
        "tab",
        "event_id",
        "block_id",
        "edited",
    }
)
"""What decides how a payload is read, and what people wrote. Ids, time stamps and triggers stay in what is sealed."""

_SEALED = frozenset(
    {
        "user",
        "user_id",
        "id",
        "channel",
        "channel_id",
        "ts",
        "thread_ts",
        "message_ts",
        "action_ts",
        "trigger_id",
        "hash",
    }
)


@pytest.mark.parametrize("seed", range(4))
def test_hostile_payloads_are_read_or_passed_over(seed: int) -> None:
    fuzzed = fuzz(500, seed)

    assert fuzzed.outcomes["NoneType"] > 0
    assert fuzzed.outcomes["Message"] > 0
    assert fuzzed.longest < 200_000


@given(_JSON, st.sampled_from(("event_callback", "message_action", "block_actions", "view_submission", "")))
def test_any_json_is_read_or_passed_over(found: Any, kind: str) -> None:
    read_any({"type": kind, "event": found, "user": found, "view": found, "actions": found}, senders())


@pytest.mark.parametrize("payload", sample_payloads())
def test_what_is_not_permitted_leaves_nothing(payload: dict[str, Any]) -> None:
    marked = _marked(payload, "")
    found = read_any(marked, senders())

    assert b"CANARY" not in msgspec.json.encode(found if isinstance(found, Arrival) else str(found))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = read_any({"type": "event_callback", "event_id": "Ev1", "event": direct(text)}, senders())

    assert isinstance(found, Arrival)


@pytest.mark.parametrize("sign", ["<", "*", "_", "`", "~", ":a", "&", "<!", "<a|", "[", "*a", " _a"])
def test_long_runs_are_read_at_once(sign: str) -> None:
    found = read_any({"type": "event_callback", "event": direct(sign * 20_000)}, senders())

    assert isinstance(found.heard, Message)


def _marked(found: Any, name: str) -> Any:
    """The same with a marker in every text that must not be kept."""
    if isinstance(found, dict):
        added = {f"unknown_{at}": "CANARY" for at in range(2)} if name != "values" else {}
        return {key: _marked(inner, key) for key, inner in found.items()} | added
    if isinstance(found, list):
        return [_marked(inner, name) for inner in found]
    if isinstance(found, str) and name not in _PERMITTED | _SEALED:
        return "CANARY"
    return found
