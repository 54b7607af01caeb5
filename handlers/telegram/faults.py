"""What an answer of Telegram's means for a reply: try again, when, or never.

`BadRequest` is a `NetworkError` to the library though trying again changes nothing, so the order of the questions matters here.
"""

from datetime import timedelta
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.errors import Cause, Lost, Unavailable, Undeliverable

PART: Final = "telegram"
SOON: Final = 5.0
"""Seconds until the next try where Telegram names none."""

REFUSED_TOKEN_AGAIN: Final = 300.0

_GONE: Final = (
    "chat not found",
    "user is deactivated",
    "group chat was deactivated",
    "chat was deleted",
    "peer_id_invalid",
    "chat_id is empty",
)


def fault_of(error: TelegramError) -> Unavailable | Undeliverable:
    """What to raise for an error that nothing else can be made of."""
    match error:
        case RetryAfter():
            return Unavailable(PART, retry_after=seconds_of(error) + 0.5, cause=Cause.LIMITED)
        case Forbidden() | BadRequest() | ChatMigrated():
            return Undeliverable(_why_lost(error))
        case InvalidToken():
            return Unavailable(PART, retry_after=REFUSED_TOKEN_AGAIN, cause=Cause.RIGHTS)
        case Conflict():
            return Unavailable(PART, retry_after=SOON, cause=Cause.LOCKED)
        case _:
            return Unavailable(PART, retry_after=SOON)


def _why_lost(error: Forbidden | BadRequest | ChatMigrated) -> Lost:
    if isinstance(error, ChatMigrated) or _says(error, *_GONE):
        return Lost.GONE
    return Lost.BLOCKED if isinstance(error, Forbidden) else Lost.REFUSED


def seconds_of(error: RetryAfter) -> float:
    """The library tells numbers or periods, depending on how its process was started."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def is_unchanged(error: BadRequest) -> bool:
    return _says(error, "message is not modified")


def is_gone_message(error: BadRequest) -> bool:
    """The message to be changed was deleted, or is too old for it."""
    return _says(
        error,
        "message to edit not found",
        "message can't be edited",
        "message_id_invalid",
        "message to delete not found",
    )


def is_bad_markup(error: BadRequest) -> bool:
    return _says(error, "can't parse", "entity_")


def is_bad_keyboard(error: BadRequest) -> bool:
    return _says(error, "button_", "reply markup", "reply_markup", "inline keyboard")


def is_gone_thread(error: BadRequest) -> bool:
    """The topic was deleted; the group around it is still there."""
    return _says(error, "message thread not found", "topic_deleted", "topic_id_invalid")


def is_gone_target(error: BadRequest) -> bool:
    """What is answered was deleted, and this server does not take an answer to nothing."""
    return _says(
        error, "message to be replied not found", "replied message not found", "reply message not found"
    )


def _says(error: TelegramError, *words: str) -> bool:
    said = error.message.lower()
    return any(word in said for word in words)
