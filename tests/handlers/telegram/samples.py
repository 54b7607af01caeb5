"""One update of every kind."""

from typing import Any

from bot.speech.choices import Act, Choice, write_choice
from tests.fakes.telegram.people import (
    AUNG,
    FORUM,
    GROUP,
    HLA,
    PRIVATE_CHANNEL,
    PUBLIC_CHANNEL,
    channel_origin,
    chat_origin,
    hidden_origin,
    user_origin,
)
from tests.fakes.telegram.server import BOT
from tests.fakes.telegram.updates import CONTENTS, SERVICE, Updates

_TO_US = "@second_source_bot is it so?"


def sample_updates(updates: Updates) -> list[dict[str, Any]]:
    """In an order in which they could come."""
    said = updates.text("20 dead, see https://example.org/a")
    return [
        said,
        updates.edited(said, "21 dead"),
        updates.text("/start invited_by_web"),
        updates.text("/check 20 dead"),
        updates.text("🙂 link", entities=[_link("https://example.org/b"), _person_mentioned()]),
        updates.text("x", link_preview_options={"url": "https://example.org/c", "prefer_small_media": True}),
        *_forwards(updates),
        *_replies(updates),
        *updates.album("A march", "", "seen from above"),
        *(updates.message(caption="A caption", **content) for content in CONTENTS.values()),
        *(updates.message(**content) for content in SERVICE.values()),
        updates.poll("Who did it?"),
        updates.rich(_blocks()),
        updates.membership("kicked"),
        updates.membership("left", chat=GROUP),
        updates.membership("member", chat=GROUP),
        updates.callback_query(
            "77", updates.described(text="An answer"), write_choice(Choice(Act.WHY, "abc", 1)), by=HLA
        ),
        updates.callback_query("78", {"message_id": 9, "chat": GROUP, "date": 0}, "of older days"),
        updates.channel_post("News of the day"),
    ]


def unknown_updates(updates: Updates) -> list[dict[str, Any]]:
    """Such as Telegram may invent."""
    return [
        updates.update("hologram", {"id": 1, "from": AUNG}),
        updates.message(hologram={"width": 3}, chat=GROUP),
        updates.message(hologram={"width": 3}),
    ]


def _forwards(updates: Updates) -> list[dict[str, Any]]:
    origins = (
        channel_origin(PUBLIC_CHANNEL),
        channel_origin(PRIVATE_CHANNEL),
        user_origin(HLA),
        hidden_origin("Secret Friend"),
        chat_origin(GROUP),
    )
    return [updates.forwarded("20 dead", origin) for origin in origins]


def _replies(updates: Updates) -> list[dict[str, Any]]:
    theirs = updates.described(chat=GROUP, sender=HLA, text="20 dead", forward_origin=user_origin(HLA))
    ours = updates.described(chat=GROUP, sender=dict(BOT), text="An answer")
    elsewhere = {"origin": channel_origin(PUBLIC_CHANNEL), "chat": PUBLIC_CHANNEL, "message_id": 4}
    quote = {"text": "20 dead", "position": 0, "is_manual": True}
    return [
        updates.text(_TO_US, chat=GROUP, reply_to_message=theirs),
        updates.text("/check", chat=GROUP, reply_to_message=theirs, quote=quote),
        updates.text("And 21 dead?", chat=GROUP, reply_to_message=ours),
        updates.text("Is it so?", external_reply=elsewhere, quote=quote),
        updates.text(_TO_US, chat=FORUM, message_thread_id=9, is_topic_message=True),
        updates.text("not to us", chat=GROUP, sender=HLA),
    ]


def _link(url: str) -> dict[str, Any]:
    return {"type": "text_link", "offset": 3, "length": 4, "url": url}


def _person_mentioned() -> dict[str, Any]:
    return {"type": "text_mention", "offset": 0, "length": 2, "user": HLA}


def _blocks() -> list[dict[str, Any]]:
    words = [
        "At least ",
        {"type": "bold", "text": "165"},
        {"type": "text_mention", "text": "him", "user": HLA},
    ]
    address = {"type": "url", "text": "AAPP", "url": "https://example.org/x"}
    return [
        {"type": "heading", "size": 1, "text": "Air strike"},
        {"type": "paragraph", "text": [*words, address]},
        {"type": "details", "summary": "More", "blocks": [{"type": "divider"}]},
    ]
