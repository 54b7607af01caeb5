"""What the settings say of pictures that go along with tips."""

from collections.abc import Mapping

from bot.config.settings import Settings
from bot.dialogue.parts import PictureFacts
from bot.moderation import Fetcher, Pictures, TakesPictures
from bot.people.address import Front

_MEGABYTE = 1024 * 1024


def picture_facts_of(settings: Settings) -> PictureFacts | None:
    tips = settings.tips
    return PictureFacts(tips.file_kinds, tips.file_mb) if tips.files else None


def picture_taker(
    settings: Settings, kept: Pictures, fetchers: Mapping[Front, Fetcher]
) -> TakesPictures | None:
    """None where no pictures go along with tips."""
    tips = settings.tips
    if not tips.files:
        return None
    # What reads pictures is loaded by whom it serves.
    from bot.runtime.cleaning import Bounds  # noqa: PLC0415
    from bot.runtime.pictures import PictureTaker  # noqa: PLC0415

    bounds = Bounds(tips.file_kinds, tips.file_mb * _MEGABYTE)
    return PictureTaker(fetchers, kept, bounds, room=tips.files_mb * _MEGABYTE)
