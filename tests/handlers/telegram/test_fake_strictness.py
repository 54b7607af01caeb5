"""The fake refuses what Telegram refuses, so that a test which passes before it means something."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter

from handlers.telegram.client import Client
from tests.fakes.clocks import Stopwatch
from tests.fakes.telegram.flood import Flood
from tests.fakes.telegram.markup import parse_html
from tests.fakes.telegram.people import AUNG, GROUP
from tests.fakes.telegram.rejections import Rejected
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.sending import client_of

CHAT = AUNG["id"]
Doing = Callable[[Client], Awaitable[Any]]


def keyboard(*rows: int, data: str = "x") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton("b", callback_data=data) for _ in range(row)] for row in rows]
    )


@pytest.mark.parametrize(
    ("doing", "said"),
    [
        (lambda bot: bot.send_message(CHAT, "x" * 4097), "message is too long"),
        (lambda bot: bot.send_message(CHAT, "🙂" * 2049), "message is too long"),
        (lambda bot: bot.send_message(CHAT, "  \n "), "message text is empty"),
        (lambda bot: bot.send_message(CHAT, "<b></b>", "HTML"), "message text is empty"),
        (lambda bot: bot.send_message(12, "x"), "chat not found"),
        (lambda bot: bot.send_message(CHAT, "x", reply_to_message_id=999), "message to be replied not found"),
        (lambda bot: bot.send_message(CHAT, "x", message_thread_id=4), "message thread not found"),
        (lambda bot: bot.send_message(CHAT, "x", reply_markup=keyboard(9)), "reply markup is too long"),
        (
            lambda bot: bot.send_message(CHAT, "x", reply_markup=keyboard(*[8] * 13)),
            "reply markup is too long",
        ),
        (
            lambda bot: bot.send_message(CHAT, "x", reply_markup=keyboard(1, data="é" * 33)),
            "BUTTON_DATA_INVALID",
        ),
        (lambda bot: bot.edit_message_text("x", CHAT, 999), "message to edit not found"),
        (lambda bot: bot.edit_message_text("x", CHAT, 1001), "message can't be edited"),
        (lambda bot: bot.delete_message(CHAT, 999), "message to delete not found"),
        (lambda bot: bot.set_message_reaction(CHAT, 999, "👀"), "message to react not found"),
        (lambda bot: bot.set_message_reaction(CHAT, 1001, "🦄"), "REACTION_INVALID"),
        (lambda bot: bot.answer_callback_query("5"), "query is too old"),
        (lambda bot: bot.set_webhook("http://somewhere.example"), "HTTPS URL must be provided"),
        (lambda bot: bot.set_webhook("https://a.example", secret_token="ä"), "unallowed characters"),
        (lambda bot: bot.set_my_commands([("Upper", "x")]), "BOT_COMMAND_INVALID"),
    ],
)
async def test_refused_with_its_words(client: Client, doing: Doing, said: str) -> None:
    with pytest.raises(BadRequest) as raised:
        await doing(client)

    assert said.lower() in raised.value.message.lower()


@pytest.mark.parametrize(
    "html",
    [
        "<b>x",
        "x</b>",
        "<b><i>x</b></i>",
        "<h1>x</h1>",
        "5 < 6",
        "<a>x</a>",
        '<b class="x">x</b>',
        "<blockquote><blockquote>x</blockquote></blockquote>",
    ],
)
def test_bad_html_is_refused(html: str) -> None:
    with pytest.raises(Rejected):
        parse_html(html)


def test_good_html_is_read() -> None:
    read = parse_html(' <b>5 &lt; 6</b> &amp; <a href="https://a.example/?b&amp;c">🙂 d</a> &copy;')

    assert read.text == "5 < 6 & 🙂 d &copy;"
    assert read.entities == [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "text_link", "url": "https://a.example/?b&c", "offset": 8, "length": 4},
    ]


async def test_same_text_again_is_no_change(fake: FakeTelegram, client: Client) -> None:
    await client.send_message(CHAT, "x")

    with pytest.raises(BadRequest, match="essage is not modified"):
        await client.edit_message_text("x", CHAT, fake.sent[0].id)


async def test_blocked_chat_and_wrong_token_are_told_apart(fake: FakeTelegram, client: Client) -> None:
    fake.world.chats[CHAT].is_closed = True
    with pytest.raises(Forbidden):
        await client.send_message(CHAT, "x")

    fake.token = "123456:other"
    with pytest.raises(InvalidToken):
        await client.send_message(CHAT, "x")


async def test_query_can_be_answered_once_and_soon(fake: FakeTelegram, client: Client) -> None:
    fake.methods.clock = fake.clock = clock = Stopwatch()
    await client.send_message(CHAT, "x", reply_markup=keyboard(1))
    first, second = fake.press(fake.sent[0]), fake.press(fake.sent[0])
    await client.answer_callback_query(first.id)
    clock.pass_by(60)

    for query in (first, second):
        with pytest.raises(BadRequest, match="too old"):
            await client.answer_callback_query(query.id)


async def test_too_many_messages_are_refused() -> None:
    clock = Stopwatch(100.0)
    async with FakeTelegram(flood=Flood(clock)) as fake, client_of(fake) as client:
        fake.say("x")
        for _ in range(3):
            await client.send_message(CHAT, "x")
        with pytest.raises(RetryAfter):
            await client.send_message(CHAT, "x")
        clock.pass_by(1)
        await client.send_message(CHAT, "x")

    assert len(fake.sent) == 4


def test_group_takes_twenty_a_minute() -> None:
    clock = Stopwatch(100.0)
    flood = Flood(clock)
    for _ in range(20):
        flood.take(GROUP["id"])
        clock.pass_by(2)

    with pytest.raises(Rejected) as raised:
        flood.take(GROUP["id"])

    assert raised.value.parameters == {"retry_after": 20}


def test_chats_together_take_thirty_a_second() -> None:
    flood = Flood(Stopwatch(100.0))
    for chat in range(1, 31):
        flood.take(chat)

    with pytest.raises(Rejected):
        flood.take(31)


async def test_update_is_given_until_it_is_confirmed(fake: FakeTelegram, client: Client) -> None:
    first = await client.raw_updates(offset=None, seconds=0)
    again = await client.raw_updates(offset=None, seconds=0)
    after = await client.raw_updates(offset=first[0]["update_id"] + 1, seconds=0)

    assert (first, after) == (again, [])


async def test_repeated_and_reordered_updates_are_given_too(fake: FakeTelegram, client: Client) -> None:
    [first] = await client.raw_updates(offset=None, seconds=0)
    later, earlier = fake.updates.text("3"), fake.updates.text("2")
    fake.push(earlier, later, first)

    given = await client.raw_updates(offset=first["update_id"] + 1, seconds=0)

    assert json.dumps(given) == json.dumps([earlier, later, first])


async def test_who_begins_anew_is_given_everything(fake: FakeTelegram, client: Client) -> None:
    late, early = (fake.updates.text(text) for text in ("3", "2"))
    fake.push(early, late)
    everything = await client.raw_updates(offset=None, seconds=0)
    await client.raw_updates(offset=None, seconds=0)

    [*first] = await client.raw_updates(offset=early["update_id"], seconds=0)

    assert early in first
    assert len(everything) == 3
