import asyncio
import gc
import os
import signal

import pytest

from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.people.audience import Audience
from bot.ports import Progress
from bot.runtime.patience import Patient
from bot.runtime.process import beside, rarely_collecting, wait_for_stop
from bot.verdicts.finding import Report


class Stuck:
    """A `Checking` that never answers, or fails in its own way."""

    def __init__(self, failure: Exception | None = None) -> None:
        self._failure = failure

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        if self._failure:
            raise self._failure
        await asyncio.Event().wait()
        raise AssertionError


async def test_jobs_end_with_the_context() -> None:
    ended = asyncio.Event()

    async def job() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with beside(job):
        await asyncio.sleep(0)

    assert ended.is_set()


async def test_fault_of_a_job_ends_the_context() -> None:
    async def job() -> None:
        raise Unavailable("disk")

    with pytest.raises(Unavailable):
        async with beside(job):
            await asyncio.Event().wait()


async def test_fault_of_the_context_stays_itself() -> None:
    async def job() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Unavailable):
        async with beside(job):
            raise Unavailable("database")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signals_ask_for_the_end(number: signal.Signals) -> None:
    waiting = asyncio.create_task(wait_for_stop())
    await asyncio.sleep(0)

    os.kill(os.getpid(), number)

    assert await waiting == number.name


async def test_check_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Unavailable) as caught:
        await Patient(Stuck(), seconds=0.01).check(Submission("x"), Audience.PUBLIC)

    assert caught.value.part == "late"


async def test_timeout_inside_a_check_is_not_ours() -> None:
    with pytest.raises(TimeoutError):
        await Patient(Stuck(TimeoutError()), seconds=60).check(Submission("x"), Audience.PUBLIC)


def test_garbage_is_looked_for_seldom() -> None:
    before = gc.get_threshold()

    with rarely_collecting():
        held, meanwhile = gc.get_freeze_count(), gc.get_threshold()

    assert held > 0
    assert meanwhile > before
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)
