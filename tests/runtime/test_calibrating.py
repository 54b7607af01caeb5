"""The calibration that is in force follows what people say."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import Unavailable
from bot.matching.calibrate import LEAST, SHIPPED
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.calibrating import STEP, Calibrator, InForce
from bot.runtime.process import beside
from bot.speech.outcome import Judge, Outcome
from bot.speech.session import Session
from bot.speech.traffic import Turn
from bot.verdicts.judgement import Judged, Judgement
from tests.contract.kept import a_message
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_post import MemoryPost

WRONG = Judged(
    "answer",
    1,
    "strike",
    Judgement.WRONG,
    (("place_agrees", 1.0),),
    2.0,
    0.88,
    "en",
    "same_event",
    load_weights().version,
    7,
    Audience.NEWSROOM,
)


class Newsroom:
    """People who judge, and a calibrator that follows them."""

    def __init__(self) -> None:
        self.post = MemoryPost(FixedClock())
        self.away: list[Unavailable] = []
        self.calibrator = Calibrator(self.post.feedback, load_weights(), on_away=self.away.append)
        self.judged = 0

    async def judge(self, count: int, judged: Judged = WRONG) -> None:
        for _ in range(count):
            self.judged += 1
            deed = Judge((replace(judged, number=self.judged),))
            await self.post.turns.finish(Turn(a_message(), Outcome(Session(), (), (deed,)), (), ""))


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


async def test_too_few_votes_leave_it_as_shipped(newsroom: Newsroom) -> None:
    await newsroom.judge(LEAST - 1)

    in_force = await newsroom.calibrator.refit()

    assert in_force == InForce(replace(SHIPPED, labels=LEAST - 1), LEAST - 1, 0)
    assert in_force.facts()["state"] == "shipped"


async def test_votes_of_the_public_fit_nothing(newsroom: Newsroom) -> None:
    await newsroom.judge(2 * LEAST, replace(WRONG, judged_by=Audience.PUBLIC))

    assert await newsroom.calibrator.refit() == InForce()


async def test_enough_votes_are_fitted(newsroom: Newsroom) -> None:
    await newsroom.judge(LEAST)

    in_force = await newsroom.calibrator.refit()

    assert in_force.facts()["state"] == "fitted"
    assert newsroom.calibrator.calibration().probability(2.0) < SHIPPED.probability(2.0)


async def test_it_waits_until_enough_is_new(newsroom: Newsroom) -> None:
    await newsroom.judge(LEAST)
    before = await newsroom.calibrator.refit()
    await newsroom.judge(STEP - 1)

    waited = await newsroom.calibrator.look()
    await newsroom.judge(1)
    fitted = await newsroom.calibrator.look()

    assert waited is before
    assert fitted.calibration.labels == LEAST + STEP


async def test_votes_on_other_weights_are_told(newsroom: Newsroom) -> None:
    await newsroom.judge(3, replace(WRONG, weights_version="another"))

    in_force = await newsroom.calibrator.refit()

    assert (in_force.calibration.labels, in_force.left_out) == (0, 3)
    assert in_force.counts() == {"labels": 0, "left_out": 3, "fitted": 0.0}


async def test_database_that_is_away_changes_nothing(newsroom: Newsroom) -> None:
    await newsroom.judge(LEAST)
    before = await newsroom.calibrator.refit()

    def fail(_method: str) -> None:
        raise Unavailable("database")

    newsroom.post.store.fail = fail
    await newsroom.calibrator.begin()

    assert newsroom.calibrator.in_force is before
    assert [failure.part for failure in newsroom.away] == ["database"]


async def test_votes_wake_it_while_it_runs(newsroom: Newsroom) -> None:
    async with beside(newsroom.calibrator.run), asyncio.timeout(10):
        await newsroom.judge(LEAST)
        while not newsroom.calibrator.calibration().is_fitted:  # noqa: ASYNC110 - nobody is told of it
            await asyncio.sleep(0)

    assert newsroom.calibrator.calibration().labels >= LEAST
