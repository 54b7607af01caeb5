from datetime import UTC, datetime

from bot.claims.note import note
from bot.desk.question import OpenQuestion, QuestionState
from bot.speech.choices import Act, Button, Choice, write_choice
from bot.speech.heard import Pressed
from bot.speech.replies import Told
from tests.fakes.slack.failures import BROKEN
from tests.fakes.slack.world import ASKER
from tests.handlers.slack.listening import Listening
from tests.handlers.slack.second_opinion import all_texts
from tests.handlers.slack.sending import outgoing

OPEN = Choice(Act.CASE, "12")
QUEUE = Told(
    (note("desk.queue.head", count="3"),),
    buttons=((Button(OPEN, note("desk.button.case_number", case="12")),),),
)


async def test_page_shows_what_is_the_persons_own(front: Listening) -> None:
    asked = datetime(2026, 2, 3, tzinfo=UTC)
    front.kept.questions = (OpenQuestion("7KQ2-M4TX", QuestionState.OPEN, asked),)
    await front.fake.open_home().settled()
    await front.slack.errands.settled()

    said = all_texts(front.fake.world.homes[ASKER]["blocks"])
    assert "7KQ2-M4TX" in said
    assert front.fake.rejected == []


async def test_page_says_what_cannot_be_read(front: Listening) -> None:
    front.kept.is_away = True
    await front.fake.open_home().settled()
    await front.slack.errands.settled()

    assert "cannot be shown at this moment" in all_texts(front.fake.world.homes[ASKER]["blocks"])


async def test_page_that_slack_does_not_take_is_left_out(front: Listening) -> None:
    front.fake.failures.plan("views.publish", BROKEN)
    delivery = await front.fake.open_home().settled()
    await front.slack.errands.settled()

    assert delivery.attempts == 1
    assert front.bugs.bugs == []


async def test_button_on_the_page_is_private(front: Listening) -> None:
    await front.fake.open_home().settled()
    await front.slack.errands.settled()
    await front.fake.press_home(write_choice(Choice(Act.FORGET))).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Pressed)
    assert heard.choice == Choice(Act.FORGET)
    assert heard.sender.address.chat == ASKER
    assert heard.sender.is_private


async def test_page_shows_the_queue_to_the_desk(front: Listening) -> None:
    front.kept.queue = QUEUE
    await front.fake.open_home().settled()
    await front.slack.errands.settled()

    assert "3 cases wait" in all_texts(front.fake.world.homes[ASKER]["blocks"])
    assert front.fake.rejected == []


async def test_page_is_drawn_anew_after_a_press(front: Listening) -> None:
    front.kept.queue = QUEUE
    await front.fake.open_home().settled()
    await front.slack.errands.settled()
    await front.fake.press_home(write_choice(OPEN)).settled()
    front.kept.queue = Told((note("desk.queue.empty"),))

    await front.slack.courier.send_next(outgoing())
    await front.slack.errands.settled()

    assert "Nothing waits." in all_texts(front.fake.world.homes[ASKER]["blocks"])


async def test_page_stays_where_nothing_was_pressed(front: Listening) -> None:
    await front.slack.courier.send_next(outgoing())
    await front.slack.errands.settled()

    assert front.fake.called("views.publish") == []
