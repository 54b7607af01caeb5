import asyncio
import logging
from collections.abc import Callable, Mapping

import pytest

from bot.errors import Unavailable
from bot.runtime.process import beside
from bot.runtime.upkeep import HOUR, Chore, keep_up
from tests.fakes.bugs import SeenBugs
from tests.runtime.conversations.talking import now


def nobody(failure: Unavailable) -> None:
    """Is told and does nothing."""


class Work:
    """Notes when it was done, and fails until a moment."""

    def __init__(self, fault: Exception | None = None, *, until: float = 0.0) -> None:
        self.times: list[float] = []
        self._fault = fault
        self._until = until

    async def do(self) -> Mapping[str, int]:
        self.times.append(now())
        if self._fault is not None and now() < self._until:
            raise self._fault
        return {"answers": 3}


async def keep_up_for(
    seconds: float, *chores: Chore, on_away: Callable[[Unavailable], None], bugs: SeenBugs
) -> None:
    async def job() -> None:
        await keep_up(*chores, on_away=on_away, on_bug=bugs)

    async with beside(job):
        await asyncio.sleep(seconds)


async def test_chores_are_done_at_the_start_and_then_at_their_time() -> None:
    sweep, rotate = Work(), Work()
    chores = Chore("sweep", HOUR, sweep.do), Chore("rotate", 24 * HOUR, rotate.do)
    await keep_up_for(24.5 * HOUR, *chores, on_away=nobody, bugs=SeenBugs())

    assert (len(sweep.times), len(rotate.times)) == (25, 2)


async def test_chore_that_could_not_be_done_is_tried_again_sooner() -> None:
    away: list[Unavailable] = []
    work = Work(Unavailable("database"), until=100)
    await keep_up_for(HOUR, Chore("sweep", HOUR, work.do), on_away=away.append, bugs=SeenBugs())

    assert len(away) == len(work.times) - 1
    assert 100 <= work.times[-1] <= 300


async def test_chore_that_breaks_holds_up_no_other() -> None:
    bugs, good, bad = SeenBugs(), Work(), Work(LookupError(), until=1e9)
    chores = Chore("bad", HOUR, bad.do), Chore("good", HOUR, good.do)
    await keep_up_for(9.5 * HOUR, *chores, on_away=nobody, bugs=bugs)

    assert len(good.times) == 10
    assert 10 <= len(bugs.bugs) < 100


async def test_what_was_done_is_logged_in_numbers(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="secondsource")
    await keep_up_for(1, Chore("sweep", HOUR, Work().do), on_away=nobody, bugs=SeenBugs())

    (record,) = caplog.records
    assert (record.message, record.__dict__["chore"], record.__dict__["n_answers"]) == ("upkeep", "sweep", 3)
