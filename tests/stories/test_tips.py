"""A tip from its first word to its outcome, told on every front as a volunteer lives it."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from bot.desk.acts import AskBack, Decide, Reopen, Take
from bot.desk.case import CaseFile, CaseState
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.queue import Wanted
from bot.desk.tip import Tip
from bot.library.record import Record
from bot.library.statement import Verdict
from bot.people.address import Front
from bot.people.role import Member, Role
from bot.speech.choices import ADDING, Act
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_statement
from tests.stories.stages import FRONTS, LIVE_FRONTS, Scene, open_stage, scene
from tests.stories.story import Expected, Press, Said, Stage, Story, play

WHAT = "Soldiers burned the market of our village at dawn."
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b")
MODERATOR = Member("m1", "Thiri", Role.MODERATOR)
HOUR = 3600


@pytest.fixture
def play_scene() -> Scene:
    return scene(PreparedChecking({}), FixedClock(date(2026, 3, 1)))


@pytest.fixture(params=FRONTS)
async def stage(request: pytest.FixtureRequest, play_scene: Scene) -> AsyncIterator[Stage]:
    async with open_stage(cast("Front", request.param), play_scene) as opened:
        yield opened


def says(*words: str, never: tuple[str, ...] = ()) -> Expected:
    return Expected(says=words, never_says=never)


def tip(value: str) -> Press:
    return Press(Act.TIP, value=value)


BEGUN: Story = [
    (Said("/tip"), says("Never kept", "searched", "Do you agree")),
    (tip("yes"), says("What happened?")),
    (Said(WHAT), says("Where?")),
]
ANSWERED: Story = [
    *BEGUN,
    (tip("skip"), says("When?")),
    (Said("Tuesday at five"), says("How do you know?")),
    (tip("back"), says("When?", "Tuesday at five")),
    (tip("keep"), says("How do you know?")),
    (Said("no"), says("This was not kept: “no”", "send it once more")),
    (Said("no"), says("What is there to see?")),
    (Said("skip"), says("May we publish it?")),
    (tip("yes"), says("May we ask you something")),
    (tip("yes"), says("This would be handed in", WHAT, "Tuesday at five", "May be published: yes")),
]


async def handed_in(stage: Stage) -> str:
    """The receipt."""
    seen = await play(
        [*ANSWERED, (tip("send"), says("Handed in.", "Checksum", "72 hours", "take it back"))], stage
    )
    found = CODE.search(seen[-1].text)
    assert found is not None
    return found[0]


async def the_case(play_scene: Scene) -> CaseFile:
    queue = await play_scene.post.desk.queue(Wanted(frozenset(CaseState)), limit=10)
    [line] = queue.lines
    file = await play_scene.post.desk.case(line.case.id)
    assert file is not None
    return file


async def test_tip_goes_from_first_word_to_receipt(stage: Stage, play_scene: Scene) -> None:
    code = await handed_in(stage)

    await play([(Said(f"/status {code}"), says("waits for a moderator", never=(WHAT,)))], stage)

    [brought] = (await the_case(play_scene)).matters
    assert isinstance(brought.matter, Tip)
    assert (brought.matter.what, brought.matter.where, brought.matter.how) == (WHAT, "", "no")
    assert (brought.matter.may_publish, brought.matter.may_ask_back) == (True, True)


async def test_whoever_names_themselves_is_told_before_it_goes(stage: Stage, play_scene: Scene) -> None:
    named = "My name is Ko Min Thu, I live in house 12, Ward 3, Kani. They burned it."
    story: Story = [
        (Said("/tip"), says("of you they learn what you write yourself")),
        (tip("yes"), says("What happened?")),
        (Said(named), says("Where?")),
        *[(tip("skip"), says()) for _ in range(4)],
        (tip("yes"), says()),
        (tip("no"), says("“My name is Ko Min Thu”", "“I live in house 12, Ward 3, Kani”", "Change them")),
        (tip("send"), says("Handed in.")),
    ]

    await play(story, stage)

    [brought] = (await the_case(play_scene)).matters
    assert isinstance(brought.matter, Tip)
    assert brought.matter.what == named


async def test_tip_can_be_taken_back(stage: Stage, play_scene: Scene) -> None:
    code = await handed_in(stage)

    await play(
        [
            (Said(f"/forget {code}"), says("cannot be undone")),
            (Press(Act.CANCEL), says("Nothing was deleted")),
            (Said(f"/status {code}"), says("waits for a moderator")),
            (Said(f"/forget {code}"), says("cannot be undone")),
            (Press(Act.AGREE), says("Taken back")),
            (Said(f"/status {code}"), says("Nothing stands under the receipt")),
        ],
        stage,
    )

    assert await play_scene.post.desk.standing(code) is None


@pytest.mark.parametrize("front", LIVE_FRONTS)
async def test_next_visit_sees_and_deletes_nothing_of_the_last(front: Front, play_scene: Scene) -> None:
    async with open_stage(front, play_scene) as first:
        code = await handed_in(first)
    story: Story = [
        (Said("/status"), says("Nothing of yours", never=(code,))),
        (Said("/forget"), says("cannot be undone")),
        (Press(Act.AGREE), says("Deleted")),
    ]
    async with open_stage(front, play_scene) as second:
        await play(story, second)

    assert await play_scene.post.desk.standing(code) is not None


async def test_nothing_is_handed_in_of_a_cancelled_tip(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        *BEGUN,
        (Said("/cancel"), says("Thrown away")),
        (Said("/yes"), says("Nothing is open")),
        (Said("/status"), says("Nothing of yours")),
    ]

    await play(story, stage)

    queue = await play_scene.post.desk.queue(Wanted(frozenset(CaseState)), limit=10)
    assert queue.total == 0


async def test_whoever_is_frightened_is_asked_and_loses_nothing(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        (Said("where can I report a burned village?"), says("To hand in what you saw")),
        (Said("/tip"), says("Do you agree")),
        (Said("what happens with my name?"), says("not kept as a part", "We never name you", "Do you agree")),
        (tip("yes"), says("What happened?", never=("what happens with my name",))),
        (Said("maybe"), says("This was not kept: “maybe”", "once more")),
        (Said(WHAT), says("Where?")),
        (Said("wait I'm scared, can you delete everything?"), says("Shall your tip be thrown away?")),
        (Said("no"), says("Where?")),
        (Said("Pale township"), says("When?")),
        (Said("I changed my mind"), says("Shall your tip be thrown away?")),
        (tip("drop"), says("Thrown away")),
    ]

    await play(story, stage)

    queue = await play_scene.post.desk.queue(Wanted(frozenset(CaseState)), limit=10)
    assert queue.total == 0


async def test_interrupted_tip_goes_on(stage: Stage, play_scene: Scene) -> None:
    await play([*BEGUN, (Said("/privacy"), says("Your tip is still open"))], stage)
    play_scene.clock.pass_by(HOUR - 1)

    await play([(Said("/tip"), says("Here it goes on", "Where?")), (Said("Pale"), says("When?"))], stage)


async def test_tip_is_gone_after_an_hour(stage: Stage, play_scene: Scene) -> None:
    await play(BEGUN, stage)
    play_scene.clock.pass_by(HOUR)

    await play(
        [
            (Said("/status"), says("The tip that you had begun is gone", "Nothing of yours")),
            (Said("/tip"), says("Do you agree", never=(WHAT, "goes on"))),
        ],
        stage,
    )


async def test_desk_asks_back_and_is_answered(stage: Stage, play_scene: Scene) -> None:
    code = await handed_in(stage)
    file = await the_case(play_scene)
    desk = play_scene.post.desk
    await desk.act(file.case.id, Take(), MODERATOR)
    await desk.act(file.case.id, AskBack(file.matters[0].key, "Which bank of the river?"), MODERATOR)

    await play(
        [
            (Said(f"/status {code}"), says("Which bank of the river?")),
            (tip(ADDING), says(f"add to {code}")),
            (Said("The left one."), says("Added")),
            (Said(f"/add {code} I am sure."), says("Added")),
        ],
        stage,
    )

    [brought] = (await the_case(play_scene)).matters
    assert [one.text for one in brought.replies] == ["The left one.", "I am sure."]


async def test_receipt_tells_the_outcome(stage: Stage, play_scene: Scene) -> None:
    code = await handed_in(stage)
    desk, case = play_scene.post.desk, (await the_case(play_scene)).case.id
    await desk.act(case, Take(), MODERATOR)
    decided = await desk.act(case, Decide(Decision(Conclusion.UNVERIFIED, "Nobody else saw it.")), MODERATOR)
    early: Story = [(Said(f"/status {code}"), says("waits for a moderator", never=("Nobody else",)))]
    await play(early, stage)

    play_scene.clock.pass_by(61)
    await desk.answer(case, {}, revision=decided.revision)

    told = says("dealt with", "neither confirmed nor refuted", "Nobody else saw it.", never=(WHAT, "Thiri"))
    await play([(Said(f"/status {code}"), told)], stage)


async def decided(play_scene: Scene, decision: Decision, *, told: Record | None = None) -> None:
    desk, case = play_scene.post.desk, (await the_case(play_scene)).case.id
    after = await desk.act(case, Decide(decision), MODERATOR)
    play_scene.clock.pass_by(61)
    assert await desk.answer(case, {}, revision=after.revision, told=told)


async def test_receipt_tells_that_the_desk_came_to_something_else(stage: Stage, play_scene: Scene) -> None:
    code = await handed_in(stage)
    await decided(play_scene, Decision(Conclusion.UNVERIFIED, "Nobody else saw it."))
    await play_scene.post.desk.act(1, Reopen("A film came in."), MODERATOR)
    again = says("looks at it anew", "it had said", "Nobody else saw it.", never=("A film",))
    await play([(Said(f"/status {code}"), again)], stage)

    await decided(play_scene, Decision(Conclusion.NOT_CHECKABLE, "The film shows another village."))

    told = says(
        "nothing that anybody could check",
        "another village",
        "Corrected on 1 Mar 2026",
        "Nobody else saw it.",
    )
    await play([(Said(f"/status {code}"), told)], stage)


async def test_receipt_tells_that_a_record_has_changed(stage: Stage, play_scene: Scene) -> None:
    code, record = await handed_in(stage), a_statement()
    await play_scene.post.library.publish([record])
    await decided(
        play_scene,
        Decision(Conclusion.LINKED, "It is that.", record.id, accord=Accord.AS_RECORDED),
        told=record,
    )
    await play([(Said(f"/status {code}"), says(record.text, never=("Corrected",)))], stage)

    await play_scene.post.library.publish([replace(record, verdict=Verdict.FALSE)])

    told = says(
        "Corrected on 1 Mar 2026",
        "Before: Our verdict on the statement that we have: a denial",
        "Now: Our verdict on the statement that we have: false",
    )
    await play([(Said(f"/status {code}"), told)], stage)
