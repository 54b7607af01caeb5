"""What can be done with an answer, told on every front: what is said or pressed, and what may be answered."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import cast

import pytest

from bot.errors import Refusal
from bot.matching.match import Slot
from bot.people.address import Front
from bot.speech.choices import Act
from bot.verdicts.finding import Relation, Report
from bot.verdicts.judgement import Judgement
from tests.fakes.checking import HeldChecking, PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.stories.adapters import WebStage
from tests.stories.stages import FRONTS, Scene, open_stage, scene
from tests.stories.story import Expected, Press, Said, Stage, Story, play

KNOWN = "The military bombed a crowd in Pazigyi on 11 April 2023."
UNHEARD = "Unheard of."
ARTICLE = "What a shame! 1,710 people were killed. Nobody knew."
ANSWERS: Mapping[str, Report | Exception] = {
    KNOWN: report(same_event(KNOWN)),
    UNHEARD: report(nothing(UNHEARD)),
    ARTICLE: report(
        opinion("What a shame!"),
        contradicts("1,710 people were killed.", differs(Slot.NUMBER, "1,710", "171")),
        nothing("Nobody knew."),
    ),
    "🙂": Refusal("refused.no_words"),
}
SAME = frozenset({Relation.SAME_EVENT})
NOTHING = frozenset({Relation.NOTHING})
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b")


@pytest.fixture
def play_scene() -> Scene:
    return scene(PreparedChecking(ANSWERS), FixedClock(date(2026, 3, 1)))


@pytest.fixture(params=FRONTS)
async def stage(request: pytest.FixtureRequest, play_scene: Scene) -> AsyncIterator[Stage]:
    async with open_stage(cast("Front", request.param), play_scene) as opened:
        yield opened


def said(*words: str, offers: frozenset[Act] = frozenset()) -> Expected:
    return Expected(says=words, offers=offers)


async def test_answer_can_be_questioned_judged_and_handed_on(stage: Stage, play_scene: Scene) -> None:
    consent = said("would be handed over", KNOWN, offers=frozenset({Act.AGREE, Act.CANCEL}))
    seen = await play(
        [
            (Said(KNOWN), Expected(SAME, offers=frozenset({Act.THIS, Act.NOT_THIS, Act.ASK}))),
            (Press(Act.WHY), said("same place: Pazigyi (+1.5)")),
            (Press(Act.NOT_THIS), said("this is not it")),
            (Press(Act.ASK), consent),
            (Press(Act.AGREE), said("Your receipt is")),
            (Said("/status"), said("waits for a moderator")),
        ],
        stage,
    )
    code = CODE.findall(seen[4].text)[0]

    await play([(Said(f"/status {code}"), said(code, "waits for a moderator"))], stage)

    [judged] = play_scene.post.store.judged.values()
    assert judged.judgement is Judgement.WRONG
    assert [*play_scene.post.store.desk.held] == [code]


async def test_nothing_is_handed_over_without_consent(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        (Said(UNHEARD), Expected(NOTHING, offers=frozenset({Act.ASK}), never_offers=frozenset({Act.THIS}))),
        (Press(Act.ASK), said("would be handed over")),
        (Press(Act.CANCEL), said("Nothing was handed over.")),
        (Said("/yes"), said("Nothing is open to agree to")),
        (Said("/status"), said("Nothing of yours")),
    ]

    await play(story, stage)

    assert play_scene.post.store.desk.held == {}


async def test_later_word_replaces_the_first(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        (Said(KNOWN), Expected(SAME)),
        (Press(Act.NOT_THIS), said("this is not it")),
        (Press(Act.THIS, line=1), said("this is it")),
    ]

    await play(story, stage)

    [judged] = play_scene.post.store.judged.values()
    assert judged.judgement is Judgement.RIGHT


async def test_same_question_gets_the_same_receipt(stage: Stage) -> None:
    story: Story = [
        (Said(UNHEARD), Expected(NOTHING)),
        (Press(Act.ASK), said("would be handed over")),
        (Press(Act.AGREE), said("Your receipt is")),
        (Press(Act.ASK, line=1), said("handed this over already")),
    ]

    seen = await play(story, stage)

    assert CODE.findall(seen[2].text)[0] == CODE.findall(seen[3].text)[0]


async def test_everything_is_forgotten_after_asking(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        (Said(KNOWN), Expected(SAME)),
        (Said("/forget"), said("It cannot be undone.", offers=frozenset({Act.AGREE, Act.CANCEL}))),
        (Press(Act.AGREE), said("Deleted: your texts and answers")),
        (Said("/mydata"), said("0 answers")),
        (Said("/why"), said("There is no answer here")),
    ]

    await play(story, stage)

    assert play_scene.post.store.answers == {}


async def test_forgetting_can_be_thought_over(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        (Said(KNOWN), Expected(SAME)),
        (Said("/forget"), said("It cannot be undone.")),
        (Press(Act.CANCEL), said("Nothing was deleted.")),
        (Press(Act.WHY), said("same place: Pazigyi")),
    ]

    await play(story, stage)

    assert len(play_scene.post.store.answers) == 1


async def test_button_of_a_forgotten_answer_is_answered_kindly(stage: Stage, play_scene: Scene) -> None:
    await play([(Said(KNOWN), Expected(SAME))], stage)
    play_scene.post.store.answers.clear()

    story: Story = [(Press(Act.THIS), said("Send the text"))]
    seen = await play(story, stage)

    assert play_scene.post.store.judged == {}
    assert "Thank you" not in seen[0].text


@pytest.mark.parametrize("stage", [Front.TELEGRAM], indirect=True)
async def test_quiet_is_a_setting(stage: Stage) -> None:
    story: Story = [
        (Said("/settings quiet on"), said("without a sound")),
        (Said("/settings"), said("without a sound", offers=frozenset({Act.LOUD}))),
        (Press(Act.LOUD), said("with the usual sound")),
    ]

    await play(story, stage)


async def test_claim_of_many_is_named_by_its_number(stage: Stage) -> None:
    story: Story = [
        (Said(ARTICLE), Expected(frozenset({Relation.CONTRADICTS}), frozenset({"number"}))),
        (Said("/why 2"), said("same place: Pazigyi")),
        (Said("/this"), said("Which claim do you mean?", offers=frozenset({Act.THIS}))),
        (Press(Act.THIS, number=2), said("this is it")),
        (Said("/ask 3"), said("would be handed over: “Nobody knew.”")),
        (Said("/why 9"), said("from 1 to 3")),
    ]

    await play(story, stage)


async def test_word_about_no_answer_is_explained(stage: Stage) -> None:
    for word in ("/why", "/this", "/not", "/none", "/ask"):
        await play([(Said(word), said("There is no answer here"))], stage)


async def test_refusal_leaves_the_answer_before_it_alone(stage: Stage) -> None:
    story: Story = [
        (Said(KNOWN), Expected(SAME)),
        (Said("🙂"), said("There are no words in this.")),
        (Said("/why"), said("same place: Pazigyi")),
    ]

    await play(story, stage)


@pytest.mark.parametrize("code", ["7KQ2-M4TX", "nonsense", "0000-0000"])
async def test_no_receipt_tells_what_others_asked(stage: Stage, code: str) -> None:
    seen = await play([(Said(f"/status {code}"), Expected(never_says=("waits for a moderator",)))], stage)

    assert "receipt" in seen[0].text


@pytest.mark.parametrize(
    "command", ["/start", "/help", "/privacy", "/settings", "/mydata", "/status", "/cancel"]
)
async def test_every_command_is_answered(stage: Stage, command: str) -> None:
    seen = await play([(Said(command), Expected())], stage)

    assert len(seen[0].text) > 20


@pytest.mark.parametrize("front", [front for front in FRONTS if front is not Front.CONSOLE])
async def test_somebody_else_can_do_nothing_with_a_button(front: Front, play_scene: Scene) -> None:
    story: Story = [(Said(KNOWN), Expected(SAME))]
    story += [
        (Press(act, line=1, by_other=True), Expected(never_says=("Noted", "handed over")))
        for act in (Act.THIS, Act.NOT_THIS, Act.ASK)
    ]
    async with open_stage(front, play_scene) as stage:
        seen = await play(story, stage)

    assert all(len(one.text) > 20 for one in seen)
    assert play_scene.post.store.judged == {}


async def test_answer_of_one_visit_is_not_that_of_the_next(play_scene: Scene) -> None:
    async with open_stage(Front.CONSOLE, play_scene) as stage:
        await play([(Said(KNOWN), Expected(SAME))], stage)
    async with open_stage(Front.CONSOLE, play_scene) as again:
        await play([(Said("/why"), said("There is no answer here"))], again)


async def test_check_in_another_tab_is_forgotten_too() -> None:
    checking = HeldChecking(report(nothing(UNHEARD)))
    behind = scene(checking, FixedClock(date(2026, 3, 1)))
    async with open_stage(Front.WEB, behind) as tab:
        assert isinstance(tab, WebStage)
        await play([(Said("/help"), said("Second Source"))], tab)
        other = WebStage(tab.client)
        slow = asyncio.ensure_future(other.say(Said(UNHEARD)))
        await checking.has_begun.wait()
        forgetting: Story = [
            (Said("/forget"), said("It cannot be undone.")),
            (Press(Act.AGREE), said("Deleted: your texts and answers")),
        ]
        await play(forgetting, tab)
        checking.let_go.set()

        assert (await slow).relations == (Relation.NOTHING,)
        await play([(Said("/mydata"), said("0 answers"))], tab)

    assert behind.post.store.answers == {}


async def test_plain_word_answers_what_was_asked(stage: Stage, play_scene: Scene) -> None:
    story: Story = [
        (Said(UNHEARD), Expected(NOTHING)),
        (Press(Act.ASK), said("would be handed over")),
        (Said("yes"), said("Your receipt is")),
    ]
    seen = await play(story, stage)
    code = CODE.findall(seen[2].text)[0]

    story = [
        (Said(f"status {code}"), said(code, "waits for a moderator")),
        (Said("/forget"), said("It cannot be undone.")),
        (Said("no"), said("Nothing was deleted.")),
    ]
    await play(story, stage)

    assert len(play_scene.post.store.answers) == 1


async def test_receipt_alone_is_no_claim(stage: Stage, play_scene: Scene) -> None:
    await play([(Said("7KQ2-M4TX-9AB4"), said("Nothing stands under the receipt"))], stage)

    assert play_scene.post.store.answers == {}


async def test_words_behind_the_command_of_slack_answer_what_is_open(play_scene: Scene) -> None:
    story: Story = [
        (Said("/tip"), said("Do you agree")),
        (Said("/ok"), said("What happened?")),
        (Said("Two lorries."), said("Where?")),
        (Said("/back"), said("What happened?")),
        (Said(f"/{UNHEARD}"), Expected(NOTHING)),
        (Said("/cancel"), said("Thrown away.")),
        (Said("/forget"), said("It cannot be undone.")),
        (Said("/ok"), said("Deleted:")),
    ]

    async with open_stage(Front.SLACK, play_scene) as stage:
        await play(story, stage)
