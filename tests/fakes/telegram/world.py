"""The chats as Telegram has them: who is in them, and every message with what became of it."""

import time
from dataclasses import dataclass, field
from typing import Any, Final

from tests.fakes.telegram.rejections import Rejected, bad

ALL_REACTIONS: Final = frozenset(("👀", "👍", "👎", "❤", "🔥", "🎉", "🤔", "🙏", "👌"))
"""Some of those that Telegram has."""


@dataclass
class Sent:
    """A message of the bot's, as it stands now. `versions` are all texts that it has had, `html` the source of the last."""

    chat: int
    id: int
    text: str
    entities: list[dict[str, Any]]
    html: str
    keyboard: list[list[dict[str, Any]]]
    thread: int | None = None
    answered: int | None = None
    is_silent: bool = False
    at: float = 0.0
    versions: list[str] = field(default_factory=list)
    is_deleted: bool = False
    forces_reply: bool = False

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [button for row in self.keyboard for button in row]


@dataclass
class Chat:
    """`described` is as it stands in updates. `is_closed`: the person blocked the bot, or the group threw it out."""

    described: dict[str, Any]
    is_closed: bool = False
    is_deactivated: bool = False
    moved_to: int | None = None
    reactions: frozenset[str] = ALL_REACTIONS
    threads: set[int] = field(default_factory=set)
    theirs: set[int] = field(default_factory=set)
    ours: dict[int, Sent] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict)  # the bot's reactions by message
    last: int = 0

    @property
    def id(self) -> int:
        return int(self.described["id"])

    def next_message(self) -> int:
        self.last += 1
        return self.last

    def has(self, message: int) -> bool:
        return message in self.theirs or self.is_ours(message)

    def is_ours(self, message: int) -> bool:
        return message in self.ours and not self.ours[message].is_deleted


@dataclass
class World:
    bot: dict[str, Any]
    chats: dict[int, Chat] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)

    def chat(self, described: dict[str, Any]) -> Chat:
        return self.chats.setdefault(int(described["id"]), Chat(described))

    def reachable(self, number: int) -> Chat:
        """The chat, if the bot may write there. Raises `Rejected` as Telegram would."""
        chat = self.chats.get(number)
        if chat is None:
            raise bad("chat not found")
        if chat.moved_to is not None:
            reason = "group chat was upgraded to a supergroup chat"
            raise Rejected(400, f"Bad Request: {reason}", {"migrate_to_chat_id": chat.moved_to})
        if chat.is_deactivated:
            raise Rejected(403, "Forbidden: user is deactivated")
        if chat.is_closed:
            is_private = chat.described["type"] == "private"
            did = "bot was blocked by the user" if is_private else "bot was kicked from the group chat"
            raise Rejected(403, f"Forbidden: {did}")
        return chat

    def note(self, message: dict[str, Any]) -> None:
        """A message that somebody wrote: it can be answered and reacted to from now on."""
        chat = self.chat(message["chat"])
        chat.theirs.add(message["message_id"])
        chat.last = max(chat.last, message["message_id"])
        if message.get("is_topic_message"):
            chat.threads.add(message["message_thread_id"])

    def describe(self, message: Sent) -> dict[str, Any]:
        """The message as Telegram tells it."""
        told: dict[str, Any] = {
            "message_id": message.id,
            "from": self.bot,
            "chat": self.chats[message.chat].described,
            "date": int(message.at or time.time()),
            "text": message.text,
        }
        if message.entities:
            told["entities"] = message.entities
        if message.keyboard:
            told["reply_markup"] = {"inline_keyboard": message.keyboard}
        if message.thread is not None:
            told |= {"message_thread_id": message.thread, "is_topic_message": True}
        return told
