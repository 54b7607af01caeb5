"""What never reaches a log: secrets, what people wrote, and who they are. Applied to every event, those of other libraries included."""

import re
import sys
from collections.abc import Mapping, MutableMapping
from datetime import date
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import Any

Event = MutableMapping[str, Any]

LEFT_OUT = "(left out)"
DEEPEST = 6
"""Levels of mappings and lists that are looked into; what lies deeper is left out."""

CONTENT = frozenset(
    {
        "text",
        "claim",
        "query",
        "submission",
        "heard",
        "quote",
        "body",
        "person",
        "user",
        "username",
        "chat",
        "address",
    }
)
"""Names of fields that would hold what people wrote or who they are. A slip in some logging line ends here."""

_SECRETS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[0-9]{6,12}:[A-Za-z0-9_-]{30,}",  # Telegram: https://core.telegram.org/bots/api#authorizing-your-bot
        r"xox[a-z]-[A-Za-z0-9-]{8,}",  # Slack tokens: https://api.slack.com/concepts/token-types
        r"xapp-[A-Za-z0-9-]{8,}",
        r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)",  # user and password in an address
        r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}",
    )
)


def redact(text: str) -> str:
    """The text without anything that looks like a secret."""
    for secret in _SECRETS:
        text = secret.sub(LEFT_OUT, text)
    return text


def redact_event(_logger: object, _method: str, event: Event) -> Event:
    """A structlog processor: content fields are left out at every depth, secrets are cut out of all others.

    Of an object only its type is told: what it says of itself may be what somebody wrote.
    """
    for field, value in event.items():
        if not field.startswith("_"):  # structlog's own, which it takes out again
            event[field] = LEFT_OUT if _is_content(field) else _cleaned(value, DEEPEST)
    return event


def _cleaned(value: object, depth: int) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return redact(str(value))
        case date() | PurePath():
            return redact(str(value))
        case _ if depth == 0:
            return LEFT_OUT
        case Mapping():
            return {
                redact(str(key)): LEFT_OUT if _is_content(key) else _cleaned(inner, depth - 1)
                for key, inner in value.items()
            }
        case list() | tuple() | set() | frozenset():
            return [_cleaned(inner, depth - 1) for inner in value]
        case _:
            return f"({type(value).__name__})"


def _is_content(name: object) -> bool:
    return str(name).casefold() in CONTENT


def describe_fault(_logger: object, _method: str, event: Event) -> Event:
    """A structlog processor: an exception becomes its types and where it broke.

    Messages and values of exceptions quote what was being worked on (a database error quotes its parameters), so none is kept.
    """
    fault = event.pop("exc_info", None)
    if fault is True:
        fault = sys.exception()
    elif isinstance(fault, tuple):
        fault = fault[1]
    if isinstance(fault, BaseException):
        event["error"] = " < ".join(_names(fault))
        event["at"] = " > ".join(_frames(fault.__traceback__))
    return event


def _names(fault: BaseException) -> list[str]:
    names: list[str] = []
    following: BaseException | None = fault
    while following is not None and len(names) < 5:
        names.append(type(following).__name__)
        following = following.__cause__ or following.__context__
    return names


def _frames(traceback: TracebackType | None) -> list[str]:
    return [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in extract_tb(traceback)]
