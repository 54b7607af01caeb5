"""Who and what appears in updates, with all that Telegram tells about them."""

from typing import Any, Final

AUNG: Final[dict[str, Any]] = {
    "id": 7_100_200_301,
    "is_bot": False,
    "first_name": "Aung",
    "last_name": "Testperson",
    "username": "aung_testperson",
    "language_code": "en",
    "is_premium": True,
}
HLA: Final[dict[str, Any]] = {
    "id": 7_100_200_302,
    "is_bot": False,
    "first_name": "Hla",
    "language_code": "my",
}
ANOTHER_BOT: Final[dict[str, Any]] = {
    "id": 5_005_005_005,
    "is_bot": True,
    "first_name": "Another",
    "username": "another_bot",
}
GROUP: Final[dict[str, Any]] = {"id": -1_001_234_567_890, "type": "supergroup", "title": "Neighbours"}
FORUM: Final[dict[str, Any]] = GROUP | {"id": -1_001_234_567_891, "title": "Topics", "is_forum": True}
PUBLIC_CHANNEL: Final[dict[str, Any]] = {
    "id": -1_009_876_543_210,
    "type": "channel",
    "title": "News of the day",
    "username": "news_of_the_day",
}
PRIVATE_CHANNEL: Final[dict[str, Any]] = {
    "id": -1_009_876_543_211,
    "type": "channel",
    "title": "Among friends",
}


def private(person: dict[str, Any]) -> dict[str, Any]:
    """The chat with a person."""
    told: dict[str, Any] = {
        name: person[name] for name in ("first_name", "last_name", "username") if name in person
    }
    return {"id": person["id"], "type": "private", **told}


def person(number: int, *, language: str = "en") -> dict[str, Any]:
    """One of many."""
    return {
        "id": 7_200_000_000 + number,
        "is_bot": False,
        "first_name": f"P{number}",
        "language_code": language,
    }


def group(number: int) -> dict[str, Any]:
    return {"id": -1_002_000_000_000 - number, "type": "supergroup", "title": f"Group {number}"}


def channel_origin(channel: dict[str, Any], *, post: int = 77, date: int = 1_681_200_000) -> dict[str, Any]:
    return {
        "type": "channel",
        "chat": channel,
        "message_id": post,
        "author_signature": "Signing Author",
        "date": date,
    }


def user_origin(person: dict[str, Any]) -> dict[str, Any]:
    return {"type": "user", "sender_user": person, "date": 1_681_200_000}


def hidden_origin(name: str) -> dict[str, Any]:
    return {"type": "hidden_user", "sender_user_name": name, "date": 1_681_200_000}


def chat_origin(chat: dict[str, Any]) -> dict[str, Any]:
    return {"type": "chat", "sender_chat": chat, "author_signature": "Admin Name", "date": 1_681_200_000}
