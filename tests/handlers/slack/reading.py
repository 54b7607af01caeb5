"""Readers for a workspace, and what comes of an event."""

from typing import Any

from bot.people.audience import Audience
from bot.speech.heard import Command, Message
from bot.speech.traffic import Arrival
from handlers.slack.read import read_event
from handlers.slack.sender import Senders
from tests.fakes.slack import payloads
from tests.fakes.slack.world import BOT_USER, TEAM
from tests.stories.plain_keys import PlainKeys

TS = "1795000000.000100"
DIRECT = "D0ASKER"


def senders(audience: Audience = Audience.NEWSROOM) -> Senders:
    return Senders(TEAM, BOT_USER, audience, PlainKeys(earlier=1))


def read(event: dict[str, Any], **more: Any) -> Any:
    return read_event(payloads.callback(event, event_id="Ev1", **more), senders())


def heard_in(event: dict[str, Any], **more: Any) -> Message | Command:
    """What somebody wrote, where it was taken for something written."""
    arrival = read(event, **more)
    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.heard, Message | Command)
    return arrival.heard


def direct(text: str, **more: Any) -> dict[str, Any]:
    return payloads.direct(text, channel=DIRECT, ts=TS, **more)


def text_of(event: dict[str, Any]) -> str:
    heard = heard_in(event)
    assert isinstance(heard, Message)
    return heard.submission.text
