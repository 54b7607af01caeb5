from dataclasses import replace

from bot.claims.note import Note
from bot.claims.submission import Submission
from bot.people.audience import Audience
from bot.ports import Checking, Progress
from bot.verdicts.finding import Report


class Lacking:
    """A `Checking` that says with every answer what this program never checks as it is set up."""

    def __init__(self, checking: Checking, *lacks: Note) -> None:
        self._checking = checking
        self._lacks = lacks

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        report = await self._checking.check(submission, audience, progress=progress)
        return replace(report, not_checked=(*report.not_checked, *self._lacks))
