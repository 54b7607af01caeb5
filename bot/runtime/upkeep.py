"""What has to be done again and again: what has expired is deleted, keys for names are changed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.errors import Unavailable
from bot.runtime.edge import OnBug, attempt
from bot.runtime.waiting import seconds_until_retry

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_LONGEST_RETRY = 600.0
_LOG = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class Chore:
    """`do` is done at the start and every `seconds`; it returns how much it did of what, for the log."""

    name: str
    seconds: float
    do: Callable[[], Awaitable[Mapping[str, int]]]


async def keep_up(*chores: Chore, on_away: Callable[[Unavailable], None], on_bug: OnBug) -> None:
    """Does them for ever, each at its own time. One that cannot be done now, or breaks, is tried again sooner and holds up no other."""
    async with asyncio.TaskGroup() as group:
        for chore in chores:
            group.create_task(_repeat(chore, on_away, on_bug))


async def _repeat(chore: Chore, on_away: Callable[[Unavailable], None], on_bug: OnBug) -> None:
    failures = 0
    while True:
        try:
            done = await attempt(chore.do(), on_bug=on_bug)
        except Unavailable as failure:
            on_away(failure)
            done = None
        if isinstance(done, Mapping):
            failures = 0
            _tell(chore, done)
            await asyncio.sleep(chore.seconds)
        else:
            failures += 1
            await asyncio.sleep(
                seconds_until_retry(failures, first=10.0, most=min(_LONGEST_RETRY, chore.seconds))
            )


def _tell(chore: Chore, done: Mapping[str, int]) -> None:
    if any(done.values()):
        _LOG.info(
            "upkeep", extra={"chore": chore.name, **{f"n_{what}": count for what, count in done.items()}}
        )
