"""A raw update into python-telegram-bot's types. The library is given only what is read further on.

What must not be kept (names, user names, numbers, places, files, whoever a forward comes from) is gone before the first object is
made, so no mistake behind this module can keep it, and no oddity in it can cost a message.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from telegram import Update
from telegram.error import TelegramError

KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for. Channel posts, other chats' guests and business accounts are not among it."""

UNREADABLE: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TelegramError,
    TypeError,
    ValueError,
)
"""What the library raises on values of another shape than it expects."""

CAME_ALONG: Final = "came_along"
"""Where, among the fields that the library does not know, the kinds of attachments stand in place of the attachments."""

_ATTACHMENTS: Final = {
    "photo": "photo",
    "live_photo": "photo",
    "video": "video",
    "video_note": "video message",
    "animation": "animation",
    "voice": "voice message",
    "audio": "audio",
    "document": "document",
    "sticker": "sticker",
    "contact": "contact",
    "venue": "place",
    "location": "place",
    "poll": "poll",
    "checklist": "checklist",
    "story": "story",
    "paid_media": "paid media",
    "game": "game",
    "dice": "dice",
    "invoice": "invoice",
    "giveaway": "giveaway",
}
"""The first that is there names what came along: an animation comes with a document, a venue with a location."""

_SERVICE: Final = (
    "new_chat_",
    "left_chat_",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_",
    "pinned_message",
    "successful_payment",
    "refunded_payment",
    "users_shared",
    "chat_shared",
    "connected_website",
    "write_access_allowed",
    "passport_data",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "chat_owner_",
    "checklist_tasks_",
    "direct_message_price_changed",
    "forum_topic_",
    "general_forum_topic_",
    "gift",
    "unique_gift",
    "giveaway_",
    "paid_message_price_changed",
    "poll_option_",
    "managed_bot_",
    "suggested_post_",
    "video_chat_",
    "web_app_data",
)
"""How the names of service messages begin: https://core.telegram.org/bots/api#message"""

_PLAIN: Final = (
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "text",
    "caption",
    "is_automatic_forward",
    "media_group_id",
)
_NOBODY: Final[dict[str, Any]] = {"type": "hidden_user", "date": 0, "sender_user_name": ""}
_LARGEST_ID: Final = 2**63 - 1
_LATEST: Final = 2**37
"""Seconds since 1970: a calendar knows no more than ten thousand years."""


def update_id(raw: object) -> int | None:
    """The number of the update, None for what has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _LARGEST_ID
    return number if is_number else None


def sent_at(raw: object) -> datetime | None:
    """When a message was written or changed. Of anything else Telegram does not tell."""
    for kind, name in (("message", "date"), ("edited_message", "edit_date")):
        message = raw.get(kind) if isinstance(raw, dict) else None
        seconds = message.get(name) if isinstance(message, dict) else None
        if type(seconds) is int and 0 < seconds <= _LATEST:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def parse_update(
    raw: object, *, words_alone: bool = False, more: Callable[[dict[str, Any]], dict[str, Any]] | None = None
) -> Update | None:
    """The update, None for a kind that we do not hear. Raises one of `UNREADABLE` for anything malformed.

    `words_alone`: of a message only the words, who said them and where, for one in which something else is malformed. `more` is read of a new
    message besides.
    """
    if not isinstance(raw, dict) or update_id(raw) is None:
        raise TypeError("no update")
    kind = next((kind for kind in KINDS if kind in raw), None)
    if kind is None or (kind == "message" and _is_service(raw[kind])):
        return None
    cut = _words_alone if words_alone and kind in {"message", "edited_message"} else _CUTS[kind]
    kept = cut(raw[kind])
    if more is not None and kind == "message" and not words_alone:
        kept |= more(raw[kind])
    return Update.de_json({"update_id": raw["update_id"], kind: kept}, None)


def _is_service(message: object) -> bool:
    """Whether this tells what happened in a chat, such as who came and went, and is nobody's word."""
    return isinstance(message, dict) and any(
        name.startswith(_SERVICE) for name in message if isinstance(name, str)
    )


def _message(raw: dict[str, Any]) -> dict[str, Any]:
    cut = _reply_target(raw)
    if isinstance(raw.get("reply_to_message"), dict) and "forum_topic_created" not in raw["reply_to_message"]:
        cut["reply_to_message"] = _reply_target(raw["reply_to_message"])
    return cut


def _reply_target(raw: dict[str, Any]) -> dict[str, Any]:
    """A message without the one that it replies to."""
    cut = _words_alone(raw)
    for name in ("entities", "caption_entities"):
        if name in raw:
            cut[name] = [_entity(entity) for entity in raw[name]]
    if "link_preview_options" in raw:
        cut["link_preview_options"] = {"url": raw["link_preview_options"].get("url")}
    if "forward_origin" in raw:
        cut["forward_origin"] = _origin(raw["forward_origin"])
    if "external_reply" in raw:
        cut["external_reply"] = {"origin": _origin(raw["external_reply"]["origin"])}
    if "quote" in raw:
        cut["quote"] = {"text": raw["quote"]["text"], "position": 0}
    if "rich_message" in raw:
        cut["rich_message"] = raw["rich_message"]
    return cut


def _words_alone(raw: dict[str, Any]) -> dict[str, Any]:
    cut = {name: raw[name] for name in _PLAIN if name in raw} | {"chat": _chat(raw["chat"]), "date": 0}
    if "from" in raw:
        cut["from"] = _user(raw["from"])
    if "sender_chat" in raw:
        cut["sender_chat"] = _chat(raw["sender_chat"])
    if "forward_origin" in raw:
        cut["forward_origin"] = (
            _NOBODY  # what it says is not the word of whoever forwards it: no command of theirs
        )
    kind = next((word for name, word in _ATTACHMENTS.items() if raw.get(name)), "")
    if kind:
        cut[CAME_ALONG] = kind
    return cut


def _entity(raw: dict[str, Any]) -> dict[str, Any]:
    names = ("type", "offset", "length", "url")
    cut: dict[str, Any] = {name: raw[name] for name in names if name in raw}
    if "user" in raw:
        cut["user"] = _user(raw["user"])
    return cut


def _origin(raw: dict[str, Any]) -> dict[str, Any]:
    """A public channel. Of everybody else there stays that they are somebody."""
    chat = raw.get("chat")
    if raw["type"] == "channel" and isinstance(chat, dict) and chat.get("username"):
        public = _chat(chat) | {"username": chat["username"]}
        return {"type": "channel", "date": raw["date"], "chat": public, "message_id": 0}
    return _NOBODY


def _chat(raw: dict[str, Any]) -> dict[str, Any]:
    return {"id": raw["id"], "type": raw["type"]}


def _user(raw: dict[str, Any]) -> dict[str, Any]:
    language = raw.get("language_code")
    return {"id": raw["id"], "is_bot": raw["is_bot"], "first_name": "", "language_code": language}


def _callback_query(raw: dict[str, Any]) -> dict[str, Any]:
    cut = {"id": raw["id"], "from": _user(raw["from"]), "chat_instance": "", "data": raw.get("data")}
    under = raw.get("message")
    if isinstance(under, dict):
        names = ("message_id", "message_thread_id", "is_topic_message", "date")
        kept = {name: under[name] for name in names if name in under}
        cut["message"] = kept | {"chat": _chat(under["chat"])}
    return cut


def _my_chat_member(raw: dict[str, Any]) -> dict[str, Any]:
    changed = raw["new_chat_member"]
    is_out = changed["status"] in {"kicked", "left"} or changed.get("is_member") is False
    user = _user(changed["user"])
    return {
        "chat": _chat(raw["chat"]),
        "from": _user(raw["from"]),
        "date": 0,
        "old_chat_member": {"status": "member", "user": user},
        "new_chat_member": {"status": "left" if is_out else "member", "user": user},
    }


_CUTS: Final = {
    "message": _message,
    "edited_message": _message,
    "callback_query": _callback_query,
    "my_chat_member": _my_chat_member,
}
