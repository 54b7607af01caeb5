"""What only Telegram has: groups, answers to a message, texts that its apps cut, messages that are changed."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.desk.acts import AskBack, Take
from bot.desk.tip import Tip
from bot.people.address import Front
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.telegram.people import GROUP
from tests.stories.stages import Scene, open_stage, scene
from tests.stories.story import Said, Story, play
from tests.stories.telegram_stage import TelegramStage
from tests.stories.test_tips import MODERATOR, WHAT, handed_in, says, the_case, tip

LONG = "burned, " * 1300
"""In three messages, each cut at a gap as the apps do it."""


@pytest.fixture
def play_scene() -> Scene:
    return scene(PreparedChecking({}), FixedClock(date(2026, 3, 1)))


@pytest.fixture
async def stage(play_scene: Scene) -> AsyncIterator[TelegramStage]:
    async with open_stage(Front.TELEGRAM, play_scene) as opened:
        assert isinstance(opened, TelegramStage)
        yield opened


async def test_group_is_told_how_to_do_it_alone(stage: TelegramStage, play_scene: Scene) -> None:
    stage.fake.say(f"/tip {WHAT}", chat=GROUP)
    await stage.settle()

    [told] = stage.fake.sent
    assert "Write to this bot alone" in told.text
    assert WHAT not in told.text
    assert WHAT not in str(play_scene.post.store.sessions)


async def test_tip_in_private_says_nothing_in_the_group(stage: TelegramStage) -> None:
    await handed_in(stage)
    stage.fake.say("/status", chat=GROUP)
    await stage.settle()

    assert "Others read along" in stage.fake.sent[-1].text


async def test_answer_to_the_question_reaches_the_desk(stage: TelegramStage, play_scene: Scene) -> None:
    await handed_in(stage)
    file, desk = await the_case(play_scene), play_scene.post.desk
    await desk.act(file.case.id, Take(), MODERATOR)
    await desk.act(file.case.id, AskBack(file.matters[0].key, "Which bank of the river?"), MODERATOR)
    play_scene.post.store.written.ring()
    await stage.settle()
    question = stage.fake.sent[-1]

    stage.fake.say("The left one.", reply_to_message=stage.fake.world.describe(question))
    await stage.settle()

    [brought] = (await the_case(play_scene)).matters
    assert "Which bank of the river?" in question.text
    assert [one.text for one in brought.replies] == ["The left one."]


async def test_text_that_was_cut_is_handed_in_whole(stage: TelegramStage, play_scene: Scene) -> None:
    story: Story = [
        (Said("/start tip"), says("Do you agree")),
        (tip("yes"), says("What happened?")),
        (Said(LONG.strip()), says("Where?")),
        *((tip("skip"), says()) for _ in range(4)),
        (tip("no"), says("May we ask you something")),
        (tip("no"), says("This would be handed in")),
        (tip("send"), says("Handed in.")),
    ]

    await play(story, stage)

    [brought] = (await the_case(play_scene)).matters
    assert isinstance(brought.matter, Tip)
    assert brought.matter.what.split() == LONG.split()


async def test_photo_is_not_taken_in_and_its_words_are(stage: TelegramStage) -> None:
    await play([(Said("/tip"), says("Do you agree")), (tip("yes"), says("What happened?"))], stage)

    photo = stage.fake.updates.album(WHAT)
    stage.fake.push(photo[0])
    await stage.settle()

    assert "not taken in" in stage.fake.sent[-1].text
    assert "Where?" in stage.fake.sent[-1].text


async def test_changed_message_is_not_checked(stage: TelegramStage, play_scene: Scene) -> None:
    await play([(Said("/tip"), says("Do you agree")), (tip("yes"), says("What happened?"))], stage)
    written = stage.fake.say(WHAT)
    await stage.settle()

    stage.fake.push(stage.fake.updates.edited(written, f"{WHAT} And at noon."))
    await stage.settle()

    assert "does not change your tip" in stage.fake.sent[-1].text
    assert play_scene.post.store.answers == {}
