"""The harness itself, on a prepared check: all fronts must show the same relation and the same differences."""

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import cast

import pytest

from bot.errors import Refusal, Unavailable
from bot.matching.match import Slot
from bot.people.address import Front
from bot.verdicts.finding import Relation, Report
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.stories.stages import FRONTS, LIVE_FRONTS, open_stage, scene
from tests.stories.story import Expected, Said, Stage, Story, play

KNOWN = "The military bombed a crowd in Pazigyi on 11 April 2023."
TENFOLD = "1,710 people were killed in Pazigyi."
CLOCK = FixedClock(date(2026, 3, 1))

ANSWERS: Mapping[str, Report | Exception] = {
    KNOWN: report(same_event(KNOWN)),
    TENFOLD: report(
        contradicts(TENFOLD, differs(Slot.NUMBER, "1,710", "171"), differs(Slot.DATE, "May", "April"))
    ),
    "First.\n\nSecond.": report(same_event("First."), opinion("Second.")),
    "Unheard of.": report(nothing("Unheard of.")),
    "What a shame!": report(opinion("What a shame!")),
    "🙂": Refusal("refused.no_words"),
    "Locked.": Unavailable("database", retry_after=20),
    "Broken.": RuntimeError("a bug"),
}


@pytest.fixture(params=FRONTS)
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    prepared = scene(PreparedChecking(ANSWERS), CLOCK, on_bug=lambda _bug: None)
    async with open_stage(cast("Front", request.param), prepared) as opened:
        yield opened


async def test_known_event_has_no_difference(stage: Stage) -> None:
    expected = Expected(frozenset({Relation.SAME_EVENT}), frozenset(), says=("Same event, consistent",))

    await play([(Said(KNOWN), expected)], stage)


async def test_every_difference_is_seen(stage: Stage) -> None:
    expected = Expected(frozenset({Relation.CONTRADICTS}), frozenset({"number", "date"}), says=("1,710",))

    await play([(Said(TENFOLD, date(2023, 5, 1), "t.me/news"), expected)], stage)


async def test_opinions_stand_aside_in_longer_texts(stage: Stage) -> None:
    expected = Expected(frozenset({Relation.SAME_EVENT}), says=("One sentence holds nothing", "Second."))

    await play([(Said("First.\n\nSecond."), expected)], stage)


async def test_conversation_goes_on_after_each_answer(stage: Stage) -> None:
    story: Story = [
        (Said("Unheard of."), Expected(frozenset({Relation.NOTHING}), says=("not the same as false",))),
        (Said("What a shame!"), Expected(frozenset({Relation.NOT_CHECKABLE}))),
        (Said("🙂"), Expected(says=("There are no words in this.",))),
        (Said(KNOWN), Expected(frozenset({Relation.SAME_EVENT}))),
    ]

    await play(story, stage)


@pytest.mark.parametrize("front", LIVE_FRONTS)
@pytest.mark.parametrize("text", ["Locked.", "Broken."])
async def test_failure_is_never_a_finding(front: Front, text: str) -> None:
    """Elsewhere nobody waits: there what failed is tried again until there is an answer."""
    prepared = scene(PreparedChecking(ANSWERS), CLOCK, on_bug=lambda _bug: None)
    expected = Expected(
        says=("The check could not be made", "says nothing about the claim"),
        never_says=("library has", "Nothing in our library"),
    )

    async with open_stage(front, prepared) as stage:
        await play([(Said(text), expected)], stage)


async def test_wrong_expectation_is_reported(stage: Stage) -> None:
    with pytest.raises(AssertionError, match="relation same_event, allowed: nothing"):
        await play([(Said(KNOWN), Expected(frozenset({Relation.NOTHING})))], stage)
