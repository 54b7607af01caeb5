import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.claims.submission import Submission
from bot.people.audience import Audience
from bot.ports import Progress
from bot.verdicts.finding import Report


@dataclass
class PreparedChecking:
    """Knows these texts and what to answer or raise for each; any other text fails the test.

    `steps` is how many claims it reports as done before it answers.
    """

    answers: Mapping[str, Report | Exception]
    steps: int = 0
    asked: list[tuple[Submission, Audience]] = field(default_factory=list)

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        assert submission.text in self.answers, f"nobody prepared an answer to {submission.text!r}"
        self.asked.append((submission, audience))
        for done in range(1, self.steps + 1):
            if progress is not None:
                await progress(done, self.steps)
        answer = self.answers[submission.text]
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class HeldChecking:
    """Takes every text and answers none before `let_go`; `has_begun` and `was_cancelled` tell what became of it."""

    report: Report
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    has_begun: asyncio.Event = field(default_factory=asyncio.Event)
    was_cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        self.has_begun.set()
        try:
            await self.let_go.wait()
        except asyncio.CancelledError:
            self.was_cancelled.set()
            raise
        return self.report
