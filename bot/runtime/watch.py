"""Tells the log when a part goes away and when it is back: once each, whoever notices it first."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.people.audience import Audience
from bot.ports import Checking, Progress
from bot.verdicts.finding import Report

LOOK_SECONDS = 5.0
"""Between two looks at all parts: an operator learns of a part that nobody asks for too."""

_LOG = logging.getLogger("secondsource")

Ping = Callable[[], Awaitable[None]]


class Watch:
    """What is known about the parts of `pings`, by the name that `Unavailable` has for each."""

    def __init__(self, pings: Mapping[str, Ping]) -> None:
        self._pings = pings
        self._away: set[str] = set()

    def note_away(self, failure: Unavailable) -> None:
        if failure.part == "late" or failure.part in self._away:
            return
        self._away.add(failure.part)
        _LOG.warning("part unavailable", extra={"part": failure.part, "cause": failure.cause or "unknown"})

    def note_back(self, part: str) -> None:
        if part in self._away:
            self._away.discard(part)
            _LOG.info("part available again", extra={"part": part})

    async def look(self) -> None:
        """Asks every part once."""
        for part, ping in self._pings.items():
            try:
                await ping()
            except Unavailable as failure:
                self.note_away(failure)
            else:
                self.note_back(part)

    async def run(self) -> None:
        """Looks for ever."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)


class Watched:
    """A `Checking` that tells the watch what it met."""

    def __init__(self, checking: Checking, watch: Watch) -> None:
        self._checking = checking
        self._watch = watch

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        try:
            report = await self._checking.check(submission, audience, progress=progress)
        except Unavailable as failure:
            self._watch.note_away(failure)
            raise
        # The cache is not told of: a check does without it and never learns of its failing.
        for part in ("database", "index", "disk", "encoder"):
            self._watch.note_back(part)
        return report
