import re
from dataclasses import dataclass
from datetime import UTC, datetime

_ID = r"[A-Z0-9]{1,32}"
_TS = r"[0-9]{1,20}\.[0-9]{1,12}"

ID = re.compile(_ID)
TS = re.compile(_TS)
_WRITTEN = re.compile(rf"({_ID})/((?:{_TS})?)/({_TS})")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message stands: its channel, the first message of its thread (empty where it stands in none), its own time stamp."""

    channel: str
    ts: str
    thread: str = ""

    @property
    def root(self) -> str:
        """What an answer in the same thread has to name: never an answer itself, which Slack would not thread under."""
        return self.thread or self.ts

    def __str__(self) -> str:
        """The handle by which everybody else knows the message."""
        return f"{self.channel}/{self.thread}/{self.ts}"


def moment_of(ts: str) -> datetime | None:
    """Slack's time stamps are seconds since 1970. None for what is none, or lies in no year that we know."""
    try:
        return datetime.fromtimestamp(float(ts), UTC) if TS.fullmatch(ts) else None
    except (OverflowError, ValueError, OSError):
        return None


def read_spot(handle: str) -> Spot | None:
    """None for what is no handle of ours."""
    found = _WRITTEN.fullmatch(handle)
    return Spot(found[1], found[3], found[2]) if found else None


def is_user(chat: str) -> bool:
    """Whether an address names a person: then the answer goes to their direct messages, whose own id only Slack can tell."""
    return chat[:1] in {"U", "W"}


def is_direct(channel: str) -> bool:
    return channel[:1] == "D"
