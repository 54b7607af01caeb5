"""A reader for tests, and updates to be read."""

from typing import Any, Final

from bot.speech.heard import Heard, Message
from bot.speech.traffic import Arrival
from handlers.telegram.read import Me, Reader, Unheard
from tests.fakes.telegram.people import GROUP
from tests.fakes.telegram.server import BOT
from tests.fakes.telegram.updates import Updates
from tests.stories.plain_keys import PlainKeys

ME: Final = Me("123456", "second_source_bot")
STAFF: Final = 7_100_200_777
STAFF_CHAT: Final = -1_005_555_555_555
READER: Final = Reader(ME, PlainKeys(earlier=1), frozenset({STAFF}), frozenset({STAFF_CHAT}))


def new_updates() -> Updates:
    return Updates(dict(BOT))


def hear(raw: dict[str, Any]) -> Heard | None:
    """What the bot hears, None for what is not meant for it."""
    found = READER.read(raw)
    assert found is not Unheard.MALFORMED
    return found.heard if isinstance(found, Arrival) else None


def hear_message(raw: dict[str, Any]) -> Message:
    heard = hear(raw)
    assert isinstance(heard, Message)
    return heard


def in_group(updates: Updates, text: str, **more: Any) -> dict[str, Any]:
    return updates.text(text, chat=GROUP, **more)
