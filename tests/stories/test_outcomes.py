"""A claim that differs from our record, from the asking to the outcome: nobody may read that it happened."""

from collections.abc import AsyncIterator
from datetime import date
from typing import cast

import pytest

from bot.desk.acts import Decide
from bot.desk.decision import Accord, Conclusion, Decision
from bot.people.address import Front
from bot.people.role import Member, Role
from bot.speech.choices import Act
from bot.verdicts.finding import Relation
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.reports import nothing, report
from tests.stories.stages import FRONTS, Scene, open_stage, scene
from tests.stories.story import Expected, Press, Said, Stage, play

CLAIM = "The military did not stage a coup on 1 February 2021."
RECORD = an_event("coup", "The military seized power")
MODERATOR = Member("m1", "Thiri", Role.MODERATOR)


@pytest.fixture
def play_scene() -> Scene:
    return scene(PreparedChecking({CLAIM: report(nothing(CLAIM))}), FixedClock(date(2026, 3, 1)))


@pytest.fixture(params=FRONTS)
async def stage(request: pytest.FixtureRequest, play_scene: Scene) -> AsyncIterator[Stage]:
    async with open_stage(cast("Front", request.param), play_scene) as opened:
        yield opened


async def test_what_differs_from_our_record_is_not_confirmed(stage: Stage, play_scene: Scene) -> None:
    await play_scene.post.library.publish([RECORD])
    await play(
        [
            (Said(CLAIM), Expected(frozenset({Relation.NOTHING}))),
            (Press(Act.ASK), Expected(says=("would be handed over",))),
            (Press(Act.AGREE), Expected(says=("Your receipt is",))),
        ],
        stage,
    )
    desk = play_scene.post.desk
    decision = Decision(Conclusion.LINKED, "The coup is on record.", RECORD.id, accord=Accord.DIFFERS)
    decided = await desk.act(1, Decide(decision), MODERATOR)
    play_scene.clock.pass_by(61)
    await desk.answer(1, {}, revision=decided.revision, told=RECORD)

    told = (CLAIM, "not as our record has it", RECORD.title, "The coup is on record.")
    await play([(Said("/status"), Expected(says=told, never_says=("this happened", "agrees")))], stage)
