from collections.abc import Mapping

from bot.assembly.application import Application
from bot.runtime.upkeep import MINUTE, Chore, keep_up


def clearing_drafts(application: Application) -> Chore:
    """What was begun and not handed in is deleted after its hour, by every program in which something can be begun."""

    async def clear() -> Mapping[str, int]:
        return await application.storage.clear_drafts(application.clock.now())

    return Chore("drafts", MINUTE, clear)


async def clear_drafts(application: Application) -> None:
    """For ever."""
    await keep_up(
        clearing_drafts(application), on_away=application.watch.note_away, on_bug=application.on_bug
    )
