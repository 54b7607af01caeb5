"""Payloads as no Slack would send them, by the thousand. Called by tests with a few and by a benchmark with many."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import msgspec

from bot.speech.traffic import Arrival
from bot.verdicts.phrasebook import load_phrasebook
from handlers.slack.form import render_form
from handlers.slack.interact import read_command, read_form, read_press, read_shortcut
from handlers.slack.names import TEXT
from handlers.slack.read import read_event
from handlers.slack.sender import Senders
from tests.fakes.slack import payloads
from tests.handlers.slack.reading import TS, direct, senders

_DEEP: Final = 2_000
_NASTY: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 2**64, -(2**70), 1e308, float("inf"), float("nan"), "", "\x00", "\ud800", "\udfff tail",
    "\u202e\u2066", "<" * 2000, "<@U0BOT>", "<!channel>", "*" * 3000, "_a" * 2000, "`" * 2000, ":a" * 2000, "&amp;" * 2000,
    "/" * 4096, "𝕏" * 4096, "<https://example.org/|" * 500, "1795000000.000100", "1." * 30, "D0ASKER", "U" * 5000, "im",
    "message_changed", "rich_text", "check", [], {}, [[[[[]]]]], {"": {"": {}}},
)  # fmt: skip


@dataclass
class Fuzzed:
    """What became of the payloads; `longest` is the size of the largest thing that would have been kept, in bytes."""

    outcomes: Counter[str] = field(default_factory=Counter)
    longest: int = 0


def fuzz(count: int, seed: int) -> Fuzzed:
    """Reads so many payloads. Raises whatever a reader raises, which should be nothing."""
    chance, who, fuzzed = random.Random(seed), senders(), Fuzzed()
    samples = sample_payloads()
    for _ in range(count):
        found = read_any(hostile(chance, chance.choice(samples)), who)
        fuzzed.outcomes[type(found.heard if isinstance(found, Arrival) else found).__name__] += 1
        if isinstance(found, Arrival):
            fuzzed.longest = max(fuzzed.longest, len(msgspec.json.encode(found)))
    return fuzzed


def read_any(payload: Any, who: Senders) -> Any:
    """Whichever reader is meant; anything else goes to that of events."""
    if not isinstance(payload, dict):
        payload = {"event": payload}
    match payload.get("type"):
        case "message_action":
            return read_shortcut(payload, who)
        case "view_submission":
            return read_form(payload, who, today=date(2026, 3, 1))
        case "block_actions":
            return read_press(payload, who)
        case None if "command" in payload:
            return read_command(payload, who)
        case _:
            return read_event(payload, who)


def sample_payloads() -> list[dict[str, Any]]:
    before = direct("At least 165 people were killed.", thread_ts="1795000000.000050")
    after = before | {"text": "At least 171.", "edited": {"user": "U0ASKER", "ts": "1795000000.000200"}}
    rich = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "Five died."}, {"type": "emoji", "unicode": "1f525"}],
            },
            {
                "type": "rich_text_list",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://a.example"}]}
                ],
            },
        ],
    }
    shared = {"is_share": True, "text": "*A* claim.", "message_blocks": [{"message": {"blocks": [rich]}}]}
    preview = {
        "title": "A page",
        "title_link": "https://a.example",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "a"}}],
    }
    files = [{"mimetype": "image/png", "mode": "hosted"}]
    events = (
        before,
        direct(
            "<https://a.example>",
            blocks=[rich],
            attachments=[shared, preview],
            files=files,
            subtype="file_share",
        ),
        payloads.changed(before, after, ts="1795000000.000200"),
        payloads.mentioned("help", ts=TS),
        payloads.opened_home(),
        payloads.revoked(),
    )
    button = {"type": "button", "action_id": "choice-0", "value": "1:why:answer-1:1:0:"}
    place = {"type": "message", "message_ts": TS, "channel_id": "C0NEWS", "thread_ts": "1795000000.000050"}
    view = dict(render_form(load_phrasebook("en"))) | {"id": "V1", "hash": "1.a"}
    return [
        *(payloads.callback(event, event_id=f"Ev{number}") for number, event in enumerate(events)),
        payloads.command("A claim.", trigger="1.t"),
        payloads.message_shortcut(events[1], trigger="2.t"),
        payloads.submitted(
            view, trigger="3.t", **{TEXT: "A claim.", "published": "2023-04-11", "origin": "t.me/a"}
        ),
        payloads.pressed(button, "newsroom-row-0", place, trigger="4.t", ts=TS),
    ]


def hostile(chance: random.Random, sample: Any) -> Any:
    """The sample with some values changed, taken out, repeated or put elsewhere."""
    changed = sample
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        changed = _changed(chance, changed, 1.0)
    return changed


def _changed(chance: random.Random, value: Any, here: float) -> Any:
    """Changes one place: the deeper it goes, the likelier it stops."""
    if isinstance(value, dict) and value and chance.random() < here:
        name = chance.choice(list(value))
        act = chance.random()
        if act < 0.08:
            return {key: inner for key, inner in value.items() if key != name}
        if act < 0.14:
            return value | {
                chance.choice(("event", "text", "user", "blocks", "message", "view")): value[name]
            }
        return value | {name: _changed(chance, value[name], here * 0.96)}
    if isinstance(value, list) and value and chance.random() < here:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(chance, value[at], here * 0.96), *value[at + chance.choice((0, 1)) :]]
    return _nested() if chance.random() < 0.01 else chance.choice(_NASTY)


def _nested() -> Any:
    value: Any = "deep"
    for at in range(_DEEP):
        value = {"type": "rich_text", "elements": value, "text": value} if at % 2 else [value]
    return value
