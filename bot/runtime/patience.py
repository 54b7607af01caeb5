import asyncio

from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.people.audience import Audience
from bot.ports import Checking, Progress
from bot.verdicts.finding import Report


class Patient:
    """A `Checking` that gives up after `seconds`: a person who waits is told so instead of waiting for ever."""

    def __init__(self, checking: Checking, *, seconds: float) -> None:
        self._checking = checking
        self._seconds = seconds

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        try:
            async with asyncio.timeout(self._seconds) as limit:
                return await self._checking.check(submission, audience, progress=progress)
        except TimeoutError as exc:
            if limit.expired():
                raise Unavailable("late") from exc
            raise
