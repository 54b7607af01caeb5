import logging

import pytest

from bot.claims.submission import Submission
from bot.errors import Cause, Unavailable
from bot.people.audience import Audience
from bot.ports import Progress
from bot.runtime.watch import Watch, Watched
from bot.verdicts.finding import Report

LOCKED = Unavailable("database", cause=Cause.LOCKED)


class Part:
    """Answers until it is given a failure."""

    def __init__(self) -> None:
        self.failure: Unavailable | None = None

    async def ping(self) -> None:
        if self.failure is not None:
            raise self.failure

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        await self.ping()
        return Report(1, "", (), (), None)


@pytest.fixture
def part() -> Part:
    return Part()


@pytest.fixture
def watch(part: Part) -> Watch:
    return Watch({"database": part.ping})


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.message) for record in caplog.records]


async def check(watched: Watched) -> None:
    await watched.check(Submission("A secret sentence."), Audience.PUBLIC)


async def test_each_change_is_told_once(part: Part, watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="secondsource")
    for failure in (None, LOCKED, LOCKED, None, None):
        part.failure = failure
        await watch.look()

    assert told(caplog) == [("WARNING", "part unavailable"), ("INFO", "part available again")]


async def test_failed_check_is_told_without_its_text(
    part: Part, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    part.failure = LOCKED
    watched = Watched(part, watch)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await check(watched)
    await watch.look()

    (record,) = caplog.records
    assert (record.__dict__["part"], record.__dict__["cause"]) == ("database", "locked")
    assert "secret" not in str(record.__dict__)


async def test_good_check_tells_that_the_part_is_back(
    part: Part, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="secondsource")
    watch.note_away(LOCKED)
    await check(Watched(part, watch))

    assert told(caplog)[-1] == ("INFO", "part available again")


async def test_slow_check_is_no_missing_part(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    watch.note_away(Unavailable("late"))

    assert told(caplog) == []
