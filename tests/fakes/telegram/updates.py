"""Updates of every kind, with the fields that Telegram sends: https://core.telegram.org/bots/api#update"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from tests.fakes.telegram.markup import units
from tests.fakes.telegram.people import AUNG, PUBLIC_CHANNEL, private

_FILE: Final[dict[str, Any]] = {
    "file_id": "AgACAgFileId",
    "file_unique_id": "AQADUnique",
    "file_size": 48_211,
}
_PHOTO: Final = [_FILE | {"width": 90, "height": 67}, _FILE | {"width": 1280, "height": 960}]

CONTENTS: Final[dict[str, dict[str, Any]]] = {
    "photo": {"photo": _PHOTO},
    "video": {"video": _FILE | {"width": 640, "height": 360, "duration": 12, "file_name": "march.mp4"}},
    "animation": {
        "animation": _FILE | {"width": 320, "height": 240, "duration": 3, "file_name": "cat.mp4"},
        "document": _FILE | {"file_name": "cat.mp4", "mime_type": "video/mp4"},
    },
    "document": {"document": _FILE | {"file_name": "list of names.pdf", "mime_type": "application/pdf"}},
    "audio": {"audio": _FILE | {"duration": 60, "performer": "A Singer", "title": "A Song"}},
    "voice": {"voice": _FILE | {"duration": 5, "mime_type": "audio/ogg"}},
    "video_note": {"video_note": _FILE | {"length": 240, "duration": 5}},
    "sticker": {
        "sticker": _FILE
        | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙂",
        }
    },
    "contact": {"contact": {"phone_number": "+959123456789", "first_name": "Daw", "user_id": 7_100_200_399}},
    "location": {"location": {"latitude": 21.9588, "longitude": 96.0891, "horizontal_accuracy": 12.0}},
    "venue": {
        "location": {"latitude": 21.9588, "longitude": 96.0891},
        "venue": {
            "location": {"latitude": 21.9588, "longitude": 96.0891},
            "title": "Tea shop",
            "address": "35th Street",
        },
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}
"""What may come along, with everything that Telegram tells about it."""

SERVICE: Final[dict[str, dict[str, Any]]] = {
    "joined": {"new_chat_members": [AUNG]},
    "left": {"left_chat_member": AUNG},
    "renamed": {"new_chat_title": "Another name"},
    "migrated": {"migrate_to_chat_id": -1_001_111_111_111},
    "pinned": {
        "pinned_message": {
            "message_id": 2,
            "date": 1_700_000_000,
            "chat": private(AUNG),
            "text": "an old thing",
        }
    },
}


@dataclass
class Updates:
    """Makes them one after the other, each with the next number."""

    bot: dict[str, Any]
    first: int = 500_000_001
    date: int = 1_795_000_000
    _numbers: "count[int]" = field(init=False)
    _messages: dict[int, "count[int]"] = field(default_factory=lambda: defaultdict(lambda: count(1_001)))

    def __post_init__(self) -> None:
        self._numbers = count(self.first)

    def update(self, kind: str, content: Any) -> dict[str, Any]:
        """Also one of a kind that nobody knows yet."""
        return {"update_id": next(self._numbers), kind: content}

    def text(self, text: str, *, chat: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """`entities` are made for commands, mentions and addresses unless they are given."""
        chosen = {"entities": find_entities(text)} if "entities" not in more else {}
        entities: dict[str, Any] = {name: value for name, value in chosen.items() if value}
        return self.message(chat=chat, text=text, **entities, **more)

    def message(
        self, *, chat: dict[str, Any] | None = None, sender: dict[str, Any] | None = None, **content: Any
    ) -> dict[str, Any]:
        return self.update("message", self.described(chat=chat, sender=sender, **content))

    def described(
        self, *, chat: dict[str, Any] | None = None, sender: dict[str, Any] | None = None, **content: Any
    ) -> dict[str, Any]:
        """A message alone, as it stands in updates and in other messages."""
        sender = sender or AUNG
        chat = chat or private(sender)
        return {
            "message_id": next(self._messages[chat["id"]]),
            "from": sender,
            "chat": chat,
            "date": self.date,
            **content,
        }

    def edited(self, update: dict[str, Any], text: str) -> dict[str, Any]:
        changed = update["message"] | {"text": text, "edit_date": self.date + 60}
        return self.update("edited_message", changed)

    def album(
        self, *captions: str, chat: dict[str, Any] | None = None, number: str = "13579246801357"
    ) -> list[dict[str, Any]]:
        """A photo for each caption, empty for none."""
        captioned: list[dict[str, Any]] = [{"caption": caption} if caption else {} for caption in captions]
        return [
            self.message(chat=chat, media_group_id=number, **CONTENTS["photo"], **caption)
            for caption in captioned
        ]

    def forwarded(
        self, text: str, origin: dict[str, Any], *, chat: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return self.text(text, chat=chat, forward_origin=origin)

    def callback_query(
        self, number: str, message: dict[str, Any], data: str, *, by: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        content = {
            "id": number,
            "from": by or AUNG,
            "message": message,
            "chat_instance": "-8841556731226",
            "data": data,
        }
        return self.update("callback_query", content)

    def membership(
        self, status: str, *, chat: dict[str, Any] | None = None, sender: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Somebody changed what the bot may do: *member*, *kicked*, *left*."""
        sender = sender or AUNG
        member = {"user": self.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
        content = {
            "chat": chat or private(sender),
            "from": sender,
            "date": self.date,
            "old_chat_member": {"user": self.bot, "status": "member"},
            "new_chat_member": member,
        }
        return self.update("my_chat_member", content)

    def channel_post(self, text: str) -> dict[str, Any]:
        content = {"message_id": 5, "chat": PUBLIC_CHANNEL, "sender_chat": PUBLIC_CHANNEL, "date": self.date}
        return self.update("channel_post", content | {"text": text})

    def rich(
        self, blocks: list[dict[str, Any]], *, chat: dict[str, Any] | None = None, **more: Any
    ) -> dict[str, Any]:
        return self.message(chat=chat, rich_message={"blocks": blocks}, **more)

    def poll(self, question: str) -> dict[str, Any]:
        poll = {
            "id": "5",
            "question": question,
            "options": [
                {"text": "yes", "voter_count": 0, "persistent_id": "1"},
                {"text": "no", "voter_count": 0, "persistent_id": "2"},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
        return self.message(poll=poll)


def find_entities(text: str) -> list[dict[str, Any]]:
    """Commands, mentions and addresses, as the apps mark them."""
    found: list[dict[str, Any]] = []
    at = 0
    for word in text.replace("\n", " ").split(" "):
        kind = _kind(word)
        if kind:
            found.append({"type": kind, "offset": units(text[:at]), "length": units(word)})
        at += len(word) + 1
    return found


def _kind(word: str) -> str:
    if word.startswith("/") and len(word) > 1:
        return "bot_command"
    if word.startswith("@") and len(word) > 1:
        return "mention"
    return "url" if word.startswith(("http://", "https://", "t.me/")) else ""
