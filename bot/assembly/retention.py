"""What is deleted when its time is over, and what was."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.assembly.application import Application, open_kept
from bot.config.settings import Settings
from bot.ports import Clock
from bot.runtime.upkeep import HOUR

EVERY = timedelta(seconds=HOUR)


@dataclass(frozen=True, slots=True)
class Swept:
    """When, and how many rows of which kind."""

    at: datetime
    counts: Mapping[str, int]


async def sweep_now(settings: Settings, *, clock: Clock) -> Swept:
    """Deletes what is due now. Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        kept = await open_kept(stack, settings, clock=clock)
        now = clock.now()
        return Swept(now, {**await kept.clear_drafts(now), **await kept.sweep(now)})


async def look_at_due(settings: Settings, *, clock: Clock) -> Swept:
    """What is due now, without deleting it. Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        kept, now = await open_kept(stack, settings, clock=clock), clock.now()
        return Swept(now, await kept.sweeping.due(now))


async def read_reports(settings: Settings, *, clock: Clock, limit: int) -> tuple[Swept, ...]:
    """The latest first. Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        kept = await open_kept(stack, settings, clock=clock)
        return tuple(Swept(at, counts) for at, counts in await kept.sweeping.reports(limit=limit))


async def retention_facts(application: Application) -> Mapping[str, str | int | float]:
    """When what is due was deleted last, how many rows went, and when it is done next; empty before the first time. Raises `Unavailable`."""
    for at, counts in await application.storage.sweeping.reports(limit=1):
        times = {"last": at.isoformat(timespec="seconds"), "next": (at + EVERY).isoformat(timespec="seconds")}
        return {**times, "rows": sum(counts.values())}
    return {}


async def note_retention(application: Application) -> None:
    """Puts the same among the numbers. Raises `Unavailable`."""
    for at, counts in await application.storage.sweeping.reports(limit=1):
        application.numbers.note_retention(at.timestamp(), counts)
