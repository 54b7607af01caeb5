"""Keeps the calibration that is in force fitted to what people say of matches."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.errors import Unavailable
from bot.matching.calibrate import SHIPPED, Calibration, fit
from bot.matching.weights import Weights
from bot.ports import Feedback
from bot.verdicts.feedback import read_votes
from bot.verdicts.judgement import Vote

STEP = 10
"""New votes after which it is fitted anew."""

MOST = 5_000
"""Votes that it is fitted to: the newest. More would change nothing that can be seen."""

_LOOKS_EVERY = 3600.0
"""Seconds. What this process was told wakes it; this is for what another one keeps beside it."""

_LOG = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class InForce:
    """The calibration, how many votes there were when it was fitted, and how many of them are about matches of other weights."""

    calibration: Calibration = SHIPPED
    votes: int = 0
    left_out: int = 0

    def facts(self) -> dict[str, str | int | float]:
        """For whoever runs or leads the desk, never for the public."""
        found = self.calibration
        return {
            "id": found.id,
            "state": "fitted" if found.is_fitted else "shipped",
            "labels": found.labels,
            "left_out": self.left_out,
            "slope": found.slope,
            "shift": found.shift,
        }

    def counts(self) -> dict[str, float]:
        """The same as numbers, by name."""
        return {
            "labels": self.calibration.labels,
            "left_out": self.left_out,
            "fitted": float(self.calibration.is_fitted),
        }


class Calibrator:
    """`on_away` is told of a database that does not answer: what is in force stays so."""

    def __init__(
        self,
        feedback: Feedback,
        weights: Weights,
        *,
        on_away: Callable[[Unavailable], None] = lambda _failure: None,
    ) -> None:
        self._feedback = feedback
        self._weights = weights
        self._on_away = on_away
        self._in_force = InForce()
        self._fitting = asyncio.Lock()

    @property
    def in_force(self) -> InForce:
        return self._in_force

    def calibration(self) -> Calibration:
        return self._in_force.calibration

    async def refit(self) -> InForce:
        """Fits it to all votes now; what comes of it is in force from here on."""
        async with self._fitting:
            return await self._refit()

    async def look(self) -> InForce:
        """Fits it anew where enough was said since the last time."""
        async with self._fitting:
            if abs(await self._feedback.count() - self._in_force.votes) < STEP:
                return self._in_force
            return await self._refit()

    async def begin(self) -> None:
        """As `refit`, at the start. A database that does not answer keeps nothing from starting."""
        await self._try(self.refit)

    async def run(self) -> None:
        """Keeps it fitted for ever. Only a bug or cancelling ends it."""
        while True:
            await self._feedback.wait(seconds=_LOOKS_EVERY)
            await self._try(self.look)

    async def _try(self, fitting: Callable[[], Awaitable[InForce]]) -> None:
        try:
            await fitting()
        except Unavailable as failure:
            self._on_away(failure)

    async def _refit(self) -> InForce:
        count = await self._feedback.count()
        votes = await self._feedback.votes(limit=MOST)
        before, self._in_force = self._in_force, await asyncio.to_thread(_fit, votes, count, self._weights)
        if before.calibration.id != self._in_force.calibration.id:
            found = self._in_force.calibration
            _LOG.info(
                "calibration changed",
                extra={
                    "calibration": found.id,
                    "labels": found.labels,
                    "slope": found.slope,
                    "shift": found.shift,
                },
            )
        return self._in_force


def _fit(votes: Sequence[Vote], count: int, weights: Weights) -> InForce:
    lessons = read_votes(votes, weights)
    return InForce(fit([lesson.label for lesson in lessons.every]), count, lessons.left_out)
