import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Cause, Lost, Unavailable, Undeliverable
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import Message, Pressed
from bot.speech.replies import Answered, Mood, Superseded, Told, Working
from bot.speech.traffic import Sent
from handlers.telegram.client import Client
from handlers.telegram.courier import TelegramCourier
from tests.fakes.reports import nothing, report
from tests.fakes.telegram.failures import Babble, Disconnect, Failure, LoseReply, Refuse
from tests.fakes.telegram.people import AUNG, FORUM
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.sending import TOLD, outgoing, to_person

LONG = Answered(report(*(nothing(f"{number} " + "word " * 200) for number in range(60))))
BUTTONS = ((Button(Choice(Act.WHY, "abc", 1), note("choice.why")),),)
FIRST = 1001


def message(text: str = "hello", handle: str = str(FIRST)) -> Message:
    return Message(to_person(), Submission(text), handle)


async def test_reply_goes_as_html_without_preview(fake: FakeTelegram, courier: TelegramCourier) -> None:
    told = Told((note("refused.no_words"), note("unavailable.no_finding")), Mood.REFUSED, buttons=BUTTONS)

    sent = await courier.send_next(outgoing(told, handle=str(FIRST)))

    assert sent == Sent(str(fake.sent[0].id))
    assert fake.sent[0].html.startswith("<b>There are no words in this.")
    assert fake.sent[0].answered == FIRST
    assert len(fake.sent[0].buttons) == 1
    assert "is_disabled" in fake.made("sendMessage")[0]["link_preview_options"]


async def test_long_reply_goes_part_by_part(fake: FakeTelegram, courier: TelegramCourier) -> None:
    reply = Answered(LONG.report, buttons=BUTTONS)
    handles: list[str] = []
    remaining = 1
    while remaining:
        sent = await courier.send_next(outgoing(reply, sent=tuple(handles), handle=str(FIRST)))
        handles.append(sent.handle)
        remaining = sent.remaining

    assert [str(one.id) for one in fake.sent] == handles
    assert len(handles) > 1
    assert [bool(one.buttons) for one in fake.sent] == [False] * (len(handles) - 1) + [True]
    assert [one.answered for one in fake.sent][:2] == [FIRST, None]
    assert [one.is_silent for one in fake.sent][:2] == [False, True]


async def test_reply_that_was_sent_whole_is_not_sent_again(
    fake: FakeTelegram, courier: TelegramCourier
) -> None:
    assert await courier.send_next(outgoing(sent=("5",))) == Sent("")
    assert fake.sent == []


async def test_progress_becomes_the_answer(fake: FakeTelegram, courier: TelegramCourier) -> None:
    progress = await courier.sign(message(), Working(1, 3), "")
    assert fake.sent[0].is_silent

    sent = await courier.send_next(outgoing(progress=progress, handle=str(FIRST)))

    assert sent.handle == progress
    assert len(fake.sent) == 1
    assert fake.sent[0].text.startswith("Nothing found does not mean false")


async def test_lost_progress_costs_no_answer(fake: FakeTelegram, courier: TelegramCourier) -> None:
    sent = await courier.send_next(outgoing(progress="77"))

    assert [str(one.id) for one in fake.sent] == [sent.handle]


async def test_answer_that_already_stands_there_is_done(fake: FakeTelegram, courier: TelegramCourier) -> None:
    progress = await courier.sign(message(), Working(1, 3), "")
    fake.fail("editMessageText", LoseReply())
    with pytest.raises(Unavailable):
        await courier.send_next(outgoing(progress=progress))

    assert await courier.send_next(outgoing(progress=progress)) == Sent(progress)
    assert len(fake.sent) == 1


async def test_message_to_be_answered_may_be_gone(fake: FakeTelegram, courier: TelegramCourier) -> None:
    await courier.send_next(outgoing(handle="999"))

    assert fake.sent[0].answered is None


async def test_topic_may_be_gone(fake: FakeTelegram, courier: TelegramCourier) -> None:
    fake.say("x", chat=FORUM)

    await courier.send_next(outgoing(to=to_person(FORUM["id"], thread="9", is_private=False)))

    assert fake.sent[0].thread is None


async def test_refused_mark_up_goes_as_plain_text(fake: FakeTelegram, courier: TelegramCourier) -> None:
    fake.fail("sendMessage", Refuse(400, "Bad Request: can't parse entities: something new"))

    await courier.send_next(outgoing(Told((note("refused.no_words"),), Mood.REFUSED)))

    assert fake.sent[0].html == fake.sent[0].text


async def test_refused_buttons_cost_no_answer(fake: FakeTelegram, courier: TelegramCourier) -> None:
    fake.fail("sendMessage", Refuse(400, "Bad Request: BUTTON_DATA_INVALID"))

    await courier.send_next(outgoing(Told((note("refused.no_words"),), buttons=BUTTONS)))

    assert fake.sent[0].buttons == []


async def test_group_that_moved_is_followed(fake: FakeTelegram, courier: TelegramCourier) -> None:
    fake.say("x", chat={"id": -55, "type": "group", "title": "Old"})
    fake.say("x", chat={"id": -1_001_000_000_055, "type": "supergroup", "title": "New"})
    fake.world.chats[-55].moved_to = -1_001_000_000_055

    await courier.send_next(outgoing(to=to_person(-55, is_private=False), handle="1"))

    assert [one.chat for one in fake.sent] == [-1_001_000_000_055]


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [
        (Refuse(429, "Too Many Requests: retry after 17", retry_after=17), 17.5),
        (Refuse(500), 5.0),
        (Refuse(502, as_page=True), 5.0),
        (Disconnect(), 5.0),
        (LoseReply(), 5.0),
        (Babble(b"<html>captive portal</html>"), 5.0),
        (Babble(b"[1, 2]"), 5.0),
        (Babble(b"{}"), 5.0),
    ],
)
async def test_passing_failure_is_tried_again(
    fake: FakeTelegram, courier: TelegramCourier, failure: Failure, seconds: float
) -> None:
    fake.fail("sendMessage", failure)

    with pytest.raises(Unavailable) as raised:
        await courier.send_next(outgoing())

    assert (raised.value.part, raised.value.retry_after) == ("telegram", seconds)
    assert (raised.value.cause is Cause.LIMITED) == (seconds == 17.5)


async def test_refused_token_waits_for_the_operator(fake: FakeTelegram, courier: TelegramCourier) -> None:
    fake.token = "123456:another"

    with pytest.raises(Unavailable) as raised:
        await courier.send_next(outgoing())

    assert raised.value.cause is Cause.RIGHTS


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        (Refuse(403, "Forbidden: bot was blocked by the user"), Lost.BLOCKED),
        (Refuse(403, "Forbidden: bot was kicked from the supergroup chat"), Lost.BLOCKED),
        (Refuse(403, "Forbidden: user is deactivated"), Lost.GONE),
        (Refuse(400, "Bad Request: chat not found"), Lost.GONE),
        (Refuse(400, "Bad Request: not enough rights to send text messages to the chat"), Lost.REFUSED),
        (Refuse(400, "Bad Request: message is too long"), Lost.REFUSED),
    ],
)
async def test_lasting_failure_is_given_up(
    fake: FakeTelegram, courier: TelegramCourier, failure: Failure, why: Lost
) -> None:
    fake.fail("sendMessage", failure)

    with pytest.raises(Undeliverable) as raised:
        await courier.send_next(outgoing())

    assert raised.value.why is why


async def test_superseded_answer_loses_its_words_and_buttons(
    fake: FakeTelegram, courier: TelegramCourier
) -> None:
    told = Told((note("refused.no_words"),), buttons=BUTTONS)
    earlier = tuple([(await courier.send_next(outgoing(told))).handle for _ in range(2)])

    first = await courier.send_next(outgoing(Superseded("abc"), earlier=earlier))
    second = await courier.send_next(outgoing(Superseded("abc"), earlier=earlier, sent=(first.handle,)))

    assert (first.remaining, second.remaining) == (1, 0)
    assert fake.sent[0].text.startswith("This answer no longer counts")
    assert [one.buttons for one in fake.sent] == [[], []]


async def test_superseded_answer_may_be_gone(fake: FakeTelegram, courier: TelegramCourier) -> None:
    assert await courier.send_next(outgoing(Superseded("abc"), earlier=("", "77"))) == Sent("77")
    assert await courier.send_next(outgoing(Superseded("abc"))) == Sent("")
    assert fake.sent == []


async def test_presser_is_told_alone(fake: FakeTelegram, courier: TelegramCourier) -> None:
    await courier.send_next(outgoing())
    query = fake.press_data(fake.sent[0], "x")

    sent = await courier.send_next(
        outgoing(Told((note("telegram.no_reasons"),), is_brief=True), query=query.id)
    )

    assert sent == Sent("")
    assert (query.is_answered, query.told) == (True, "There are no further reasons for this answer.")
    assert len(fake.sent) == 1


async def test_late_word_to_the_presser_goes_as_a_message(
    fake: FakeTelegram, courier: TelegramCourier
) -> None:
    brief = Told((note("telegram.no_reasons"),), is_brief=True)

    sent = await courier.send_next(outgoing(brief, query="too old"))

    assert [str(one.id) for one in fake.sent] == [sent.handle]


async def test_pressed_button_stops_turning(fake: FakeTelegram, courier: TelegramCourier) -> None:
    await courier.send_next(outgoing())
    query = fake.press_data(fake.sent[0], "x")

    await courier.send_next(outgoing(LONG, query=query.id))

    assert (query.is_answered, query.told) == (True, "")


async def test_message_is_glanced_at(fake: FakeTelegram, courier: TelegramCourier) -> None:
    assert await courier.sign(message(), Working(), "") == ""
    assert fake.world.chats[AUNG["id"]].seen == {FIRST: "👀"}


async def test_typing_is_shown_where_no_reaction_is_allowed(
    fake: FakeTelegram, courier: TelegramCourier
) -> None:
    fake.world.chats[AUNG["id"]].reactions = frozenset({"👍"})

    await courier.sign(message(), Working(), "")

    assert fake.methods.actions == [(AUNG["id"], "typing")]


async def test_progress_is_one_message_that_changes(fake: FakeTelegram, courier: TelegramCourier) -> None:
    first = await courier.sign(message(), Working(1, 9), "")
    second = await courier.sign(message(), Working(5, 9), first)

    assert first == second
    assert fake.sent[0].versions == ["Claim 1 of 9 checked", "Claim 5 of 9 checked"]


@pytest.mark.parametrize("failure", [Refuse(500), Refuse(403, "Forbidden"), Disconnect(), Babble()])
async def test_sign_that_cannot_be_given_is_left_out(
    fake: FakeTelegram, courier: TelegramCourier, failure: Failure
) -> None:
    fake.fail("*", failure, times=4)

    assert await courier.sign(message(), Working(), "") == ""
    assert await courier.sign(message(), Working(2, 9), "7") == "7"


@pytest.mark.parametrize("working", [Working(), Working(1, 9)])
async def test_pause_that_telegram_wants_is_told_to_whoever_signs(
    fake: FakeTelegram, courier: TelegramCourier, working: Working
) -> None:
    fake.fail("*", Refuse(429, "Too Many Requests: retry after 17", retry_after=17))

    with pytest.raises(Unavailable) as raised:
        await courier.sign(message(), working, "")

    assert (raised.value.cause, raised.value.retry_after) == (Cause.LIMITED, 17.5)


async def test_press_needs_no_glance(fake: FakeTelegram, courier: TelegramCourier) -> None:
    assert await courier.sign(Pressed(to_person(), None, "1", "q"), Working(), "") == ""
    assert fake.made("setMessageReaction") == []


def test_pace_is_what_telegram_takes(client: Client) -> None:
    courier = TelegramCourier(client)

    assert courier.per_second < 30
    assert courier.spacing(to_person()) >= 1
    assert courier.spacing(to_person(-5, is_private=False)) >= 60 / 20


async def test_quiet_replies_make_no_sound(fake: FakeTelegram, courier: TelegramCourier) -> None:
    await courier.send_next(outgoing(TOLD, is_quiet=True))

    assert fake.sent[0].is_silent
