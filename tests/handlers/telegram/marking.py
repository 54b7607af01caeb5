"""Marks every value of an update that must not be kept, so that it can be looked for wherever anything is kept."""

from collections.abc import Iterator
from typing import Any, Final

KEPT: Final = frozenset(
    {
        "update_id",
        "message_id",
        "message_thread_id",
        "is_topic_message",
        "edit_date",
        "text",
        "caption",
        "id",  # of chats, persons and presses: sealed, or hidden behind a pseudonym
        "is_bot",
        "type",
        "status",
        "language_code",
        "offset",
        "length",
        "url",
        "data",
        "date",
        "blocks",
        "summary",
        "size",
        "is_automatic_forward",
    }
)
"""Names of fields whose values are read. Everything else is marked, and the fields in `_ALWAYS` wherever they stand."""

_ALWAYS: Final = frozenset(
    {
        "first_name",
        "last_name",
        "username",
        "title",
        "author_signature",
        "sender_user_name",
        "phone_number",
        "file_id",
        "file_unique_id",
        "file_name",
        "performer",
        "address",
        "latitude",
        "longitude",
        "chat_instance",
        "media_group_id",
    }
)
_PEOPLE_NOT_SPEAKING: Final = frozenset(
    {"sender_user", "user", "left_chat_member", "new_chat_members", "contact"}
)
"""Whoever stands here did not write to us: even their id is marked."""


class Marks:
    """`texts` are all marks that were made, numbers as they are written."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def mark(self, value: Any) -> Any:
        """A value of the same type that can be found again."""
        number = len(self.texts)
        if isinstance(value, bool):
            return value
        if isinstance(value, int):
            self.texts.append(str(7_770_000_000 + number))
            return 7_770_000_000 + number
        if isinstance(value, float):
            self.texts.append(f"77.{770_000 + number}")
            return float(self.texts[-1])
        self.texts.append(f"Canary{number:05}")
        return self.texts[-1]


def marked(raw: dict[str, Any], marks: Marks) -> dict[str, Any]:
    """The same update with a mark in place of everything that must not be kept. Public channels keep their user name."""
    return {name: _marked(value, name, marks, kept=True) for name, value in raw.items()}


def _marked(value: Any, name: str, marks: Marks, *, kept: bool) -> Any:
    if isinstance(value, dict):
        kept = kept and name not in _PEOPLE_NOT_SPEAKING
        public = value.get("type") == "channel" and "username" in value
        return {
            inner: part if public and inner == "username" else _marked(part, inner, marks, kept=kept)
            for inner, part in value.items()
        }
    if isinstance(value, list):
        return [_marked(part, name, marks, kept=kept) for part in value]
    if name in _ALWAYS or name not in KEPT or (not kept and name == "id"):
        return marks.mark(value)
    return value


def found_in(told: str, marks: Marks) -> Iterator[str]:
    return (text for text in marks.texts if text in told)
