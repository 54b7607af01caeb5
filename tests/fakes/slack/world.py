"""Who and what there is in the workspace: channels, messages, forms, the right to open one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.files import File

TEAM = "T0HOME"
BOT_USER = "U0BOT"
BOT = "B0BOT"
ASKER = "U0ASKER"
OTHER = "U0OTHER"
CHANNEL = "C0NEWS"


@dataclass
class Channel:
    id: str
    is_member: bool = True
    is_archived: bool = False
    is_shared: bool = False
    user: str = ""
    """Whose direct conversation with the bot it is, empty for a channel."""


@dataclass
class Message:
    """As it stands now. `user` is who alone can see it, empty for everybody; `changes` counts updates."""

    channel: str
    ts: str
    text: str
    blocks: list[Any] = field(default_factory=list)
    thread: str = ""
    author: str = BOT_USER
    user: str = ""
    changes: int = 0
    is_deleted: bool = False


@dataclass
class Trigger:
    made_at: float
    is_used: bool = False


@dataclass
class World:
    clock: Callable[[], float]
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    reactions: set[tuple[str, str, str]] = field(default_factory=set)
    guests: set[str] = field(default_factory=set)
    statuses: list[tuple[str, str, str]] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    address: str = ""  # of the server itself, where files lie
    _count: int = 0

    def __post_init__(self) -> None:
        self.channels.setdefault(CHANNEL, Channel(CHANNEL))

    def put_file(self, content: bytes, **more: Any) -> File:
        file = File(f"F0{self.number():06d}", content, **more)
        self.files[file.id] = file
        return file

    def number(self) -> int:
        self._count += 1
        return self._count

    def ts(self) -> str:
        return f"1795000000.{self.number():06d}"

    def direct(self, user: str) -> Channel:
        """The conversation of this person with the bot, opened where there is none yet."""
        found = next((one for one in self.channels.values() if one.user == user), None)
        if found is None:
            found = Channel(f"D{user[1:]}", user=user)
            self.channels[found.id] = found
        return found

    def trigger(self) -> str:
        name = f"{self.number()}.{TEAM}.trigger"
        self.triggers[name] = Trigger(self.clock())
        return name

    def put(self, message: Message) -> Message:
        self.messages[message.channel, message.ts] = message
        return message
