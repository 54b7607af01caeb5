from dataclasses import dataclass
from enum import StrEnum


class Front(StrEnum):
    """One way for people to reach the bot."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    WEB = "web"
    CONSOLE = "console"


LIVE = frozenset({Front.WEB, Front.CONSOLE})
"""Where people wait for the answer, and nothing can be said to them later."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to answer: a conversation on one front."""

    front: Front
    workspace: str
    chat: str
    thread: str = ""
