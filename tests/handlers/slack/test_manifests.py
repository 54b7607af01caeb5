"""What an app is registered with must be what the code listens to and calls, neither less nor more."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import handlers.slack
from handlers.slack.http import PATH
from handlers.slack.names import (
    CHECK_MESSAGE,
    CHECK_TEXT,
    COMMAND,
    EVENTS,
    HAND_IN,
    SCOPES,
)
from tests.fakes.slack.methods import SCOPES as SCOPES_OF_METHODS

FOLDER = Path(__file__).parents[3] / "deploy" / "slack"
NEEDED = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "app_home_opened": "",
    "app_uninstalled": "",
    "tokens_revoked": "",
}
"""What each event asks for: https://docs.slack.dev/reference/events"""


@pytest.fixture(params=["socket", "http"])
def manifest(request: pytest.FixtureRequest) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"manifest.{request.param}.json").read_text(encoding="utf-8"))
    return read


OPTIONAL = {"users:read", "files:read"}
"""What whoever runs it may add (docs/slack.md)."""


def events_of(manifest: dict[str, Any]) -> set[str]:
    return set(manifest["settings"]["event_subscriptions"]["bot_events"])


def called_methods() -> set[str]:
    """Every method of the Web API that stands in our code."""
    folder = Path(next(iter(handlers.slack.__path__)))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {word for word in words if isinstance(word, str) and word in SCOPES_OF_METHODS}


def test_events_are_those_that_are_read(manifest: dict[str, Any]) -> None:
    assert {event.partition(".")[0] for event in events_of(manifest)} == set(EVENTS)
    assert events_of(manifest) == set(NEEDED)


def test_scopes_are_those_that_are_needed(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]

    assert tuple(scopes) == SCOPES
    needed = {NEEDED[event] for event in events_of(manifest)} | {
        SCOPES_OF_METHODS[name] for name in called_methods()
    }
    assert set(scopes) == (needed - {""} - OPTIONAL) | {"commands"}


def test_commands_and_shortcuts_are_those_that_are_answered(manifest: dict[str, Any]) -> None:
    features = manifest["features"]

    assert [command["command"] for command in features["slash_commands"]] == [COMMAND]
    assert {(one["type"], one["callback_id"]) for one in features["shortcuts"]} == {
        ("message", CHECK_MESSAGE),
        ("global", CHECK_TEXT),
        ("global", HAND_IN),
    }


def test_texts_are_within_slacks_limits(manifest: dict[str, Any]) -> None:
    about, features = manifest["display_information"], manifest["features"]

    assert manifest["_metadata"] == {"major_version": 2}
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in features["shortcuts"])
    assert all(
        len(one["description"]) <= 2000 and len(one["usage_hint"]) <= 1000
        for one in features["slash_commands"]
    )


def test_mode_and_addresses_go_together(manifest: dict[str, Any]) -> None:
    settings, [command] = manifest["settings"], manifest["features"]["slash_commands"]
    addresses = {
        command.get("url", ""),
        settings["event_subscriptions"].get("request_url", ""),
        settings["interactivity"].get("request_url", ""),
    }

    expected = "" if settings["socket_mode_enabled"] else f"https://bot.newsroom.example{PATH}"
    assert addresses == {expected}
    assert settings["interactivity"]["is_enabled"]


def test_page_and_direct_messages_are_open(manifest: dict[str, Any]) -> None:
    page = manifest["features"]["app_home"]

    assert page["home_tab_enabled"]
    assert page["messages_tab_enabled"]
    assert not page["messages_tab_read_only_enabled"]
