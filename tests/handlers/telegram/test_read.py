from datetime import date
from typing import Any

import pytest

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.speech.choices import Act, Choice, write_choice
from bot.speech.heard import Command, Left, Message, Pressed, Verb
from bot.speech.traffic import Arrival
from tests.fakes.telegram.people import (
    AUNG,
    FORUM,
    GROUP,
    HLA,
    PRIVATE_CHANNEL,
    PUBLIC_CHANNEL,
    channel_origin,
    chat_origin,
    hidden_origin,
    private,
    user_origin,
)
from tests.fakes.telegram.updates import CONTENTS, SERVICE, Updates
from tests.handlers.telegram.reading import READER, STAFF, STAFF_CHAT, hear, hear_message, new_updates


@pytest.fixture
def updates() -> Updates:
    return new_updates()


def test_private_text_is_heard(updates: Updates) -> None:
    update = updates.text("They bombed a school.")

    arrival = READER.read(update)

    assert isinstance(arrival, Arrival)
    assert arrival.event == f"telegram:123456:{update['update_id']}"
    assert isinstance(arrival.heard, Message)
    assert arrival.heard.submission.text == "They bombed a school."
    assert arrival.heard.handle == str(update["message"]["message_id"])
    sender = arrival.heard.sender
    assert sender.address == Address(Front.TELEGRAM, "123456", str(AUNG["id"]))
    assert (sender.audience, sender.is_private, sender.language) == (Audience.PUBLIC, True, "en")
    assert len(sender.formerly) == 1


def test_caption_is_the_text_of_a_picture(updates: Updates) -> None:
    heard = hear_message(updates.message(caption="A school", **CONTENTS["photo"]))

    assert (heard.submission.text, heard.submission.attachments) == ("A school", ("photo",))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("photo", "photo"),
        ("animation", "animation"),
        ("document", "document"),
        ("voice", "voice message"),
        ("video_note", "video message"),
        ("contact", "contact"),
        ("venue", "place"),
        ("sticker", "sticker"),
    ],
)
def test_attachment_is_named_by_kind_only(updates: Updates, kind: str, word: str) -> None:
    heard = hear_message(updates.message(**CONTENTS[kind]))

    assert heard.submission.attachments == (word,)
    assert heard.submission.text == ""


def test_poll_is_named(updates: Updates) -> None:
    assert hear_message(updates.poll("Who did it?")).submission.attachments == ("poll",)


def test_unknown_content_is_answered(updates: Updates) -> None:
    heard = hear_message(updates.message(hologram={"width": 3}))

    assert heard.submission.text == ""


@pytest.mark.parametrize("kind", SERVICE)
def test_service_message_is_no_word(updates: Updates, kind: str) -> None:
    assert hear(updates.message(**SERVICE[kind])) is None


def test_public_channel_is_kept_with_its_day(updates: Updates) -> None:
    heard = hear_message(updates.forwarded("News", channel_origin(PUBLIC_CHANNEL, date=1_681_200_000)))

    assert heard.submission.forwarded_from == "t.me/news_of_the_day"
    assert heard.submission.published == date(2023, 4, 11)


@pytest.mark.parametrize(
    "origin",
    [user_origin(HLA), hidden_origin("Secret Friend"), chat_origin(GROUP), channel_origin(PRIVATE_CHANNEL)],
)
def test_nothing_of_a_private_origin_is_kept(updates: Updates, origin: dict[str, Any]) -> None:
    heard = hear_message(updates.forwarded("News", origin))

    assert (heard.submission.forwarded_from, heard.submission.published) == ("", None)
    assert not heard.is_own


@pytest.mark.parametrize("text", ["/forget", "add 7KQ2-M4TX-9AB4 More.", "ok"])
def test_command_in_a_forward_is_text(updates: Updates, text: str) -> None:
    heard = hear_message(updates.forwarded(text, user_origin(HLA)))

    assert (heard.submission.text, heard.is_own) == (text, False)


def test_own_words_are_known_from_those_of_others(updates: Updates) -> None:
    target = updates.described(text="ok", sender=HLA)

    assert hear_message(updates.text("ok")).is_own
    assert not hear_message(updates.text("/check", reply_to_message=target)).is_own


def test_offsets_count_utf16_units(updates: Updates) -> None:
    text = "🙂🙂 seen here"
    link = {"type": "text_link", "offset": 5, "length": 4, "url": "https://example.org/a?utm_source=x"}

    heard = hear_message(updates.text(text, entities=[link, {"type": "url", "offset": 5, "length": 4}]))

    assert heard.submission.links == ("https://example.org/a",)


def test_link_preview_is_a_link(updates: Updates) -> None:
    update = updates.text("Look", link_preview_options={"url": "https://example.org/b"})

    assert hear_message(update).submission.links == ("https://example.org/b",)


@pytest.mark.parametrize(
    "url", ["https://t.me/c/123/4", "https://t.me/+AbCdEf", "tg://user?id=5", "mailto:a@b.org"]
)
def test_private_link_is_dropped(updates: Updates, url: str) -> None:
    link = {"type": "text_link", "offset": 0, "length": 4, "url": url}

    assert hear_message(updates.text("Look", entities=[link])).submission.links == ()


@pytest.mark.parametrize(
    "text", ["Call +95 9 123 456 789 now", "Call aung@example.org now", "Call t.me/+AbC now"]
)
def test_way_to_a_person_is_taken_out(updates: Updates, text: str) -> None:
    target = updates.described(chat=GROUP, sender=HLA, text=text)

    own, theirs = (
        hear_message(updates.text(text)),
        hear_message(updates.text("/check", chat=GROUP, reply_to_message=target)),
    )

    assert own.submission.text == theirs.submission.text == "Call [...] now"
    assert own.submission.links == ()


def test_album_parts_share_a_digest(updates: Updates) -> None:
    first, second = (hear_message(update) for update in updates.album("A march", ""))
    other = hear_message(updates.album("Another", number="2468")[0])

    assert first.album == second.album != other.album
    assert "13579246801357" not in first.album


def test_edit_is_marked(updates: Updates) -> None:
    said = updates.text("20 dead")

    heard = hear_message(updates.edited(said, "21 dead"))

    assert (heard.is_edit, heard.handle, heard.submission.text) == (
        True,
        str(said["message"]["message_id"]),
        "21 dead",
    )


def test_moment_of_writing_is_told(updates: Updates) -> None:
    said = updates.text("20 dead")
    arrivals = [READER.read(one) for one in (said, updates.edited(said, "21 dead"))]

    written = [one.sent_at and one.sent_at.timestamp() for one in arrivals if isinstance(one, Arrival)]
    assert written == [updates.date, updates.date + 60]


@pytest.mark.parametrize("date", [10**18, -1, True, "now", None, [1]])
def test_moment_that_is_none_is_left_out(updates: Updates, date: Any) -> None:
    said = updates.text("20 dead")
    said["message"]["date"] = date

    arrival = READER.read(said)
    assert isinstance(arrival, Arrival)
    assert arrival.sent_at is None


def test_edit_without_words_is_ignored(updates: Updates) -> None:
    moved = updates.message(**CONTENTS["location"])["message"]

    assert hear(updates.update("edited_message", moved)) is None


@pytest.mark.parametrize(
    ("text", "verb", "argument"),
    [
        ("/start", Verb.START, ""),
        ("/start from_web", Verb.START, "from_web"),
        ("/HELP@second_source_bot", Verb.HELP, ""),
        ("/why 2", Verb.WHY, "2"),
        ("/check", Verb.CHECK, ""),
        ("/frobnicate", None, ""),
    ],
)
def test_commands_are_read(updates: Updates, text: str, verb: Verb | None, argument: str) -> None:
    heard = hear(updates.text(text))

    assert isinstance(heard, Command)
    assert (heard.verb, heard.argument) == (verb, argument)


def test_check_with_a_text_stands_alone(updates: Updates) -> None:
    heard = hear_message(updates.text("/check 20 dead\nin Pazigyi"))

    assert (heard.submission.text, heard.is_alone) == ("20 dead\nin Pazigyi", True)


def test_text_that_begins_like_a_command_is_text(updates: Updates) -> None:
    assert hear_message(updates.text("/etc/passwd was read")).submission.text == "/etc/passwd was read"
    assert hear_message(updates.text("/etc was read")).submission.text == "/etc was read"
    assert hear_message(updates.text("/why did they?")).submission.text == "why did they?"


def test_check_in_reply_checks_that_message(updates: Updates) -> None:
    target = updates.described(text="20 dead", forward_origin=channel_origin(PUBLIC_CHANNEL))

    heard = hear_message(updates.text("/check", reply_to_message=target))

    assert heard.submission.text == "20 dead"
    assert heard.submission.forwarded_from == "t.me/news_of_the_day"


def test_quote_from_elsewhere_comes_first(updates: Updates) -> None:
    reply = {"origin": channel_origin(PUBLIC_CHANNEL), "chat": PUBLIC_CHANNEL, "message_id": 4}
    quote = {"text": "20 dead", "position": 10, "is_manual": True}

    heard = hear_message(updates.text("Is it so?", external_reply=reply, quote=quote))

    assert heard.submission.text == "20 dead\n\nIs it so?"
    assert heard.submission.forwarded_from == "t.me/news_of_the_day"


def test_staff_see_more_among_themselves_only(updates: Updates) -> None:
    person = AUNG | {"id": STAFF}
    chat = GROUP | {"id": STAFF_CHAT}

    alone = hear_message(updates.text("x", sender=person, chat=private(person)))
    in_public = hear_message(updates.text("@second_source_bot x", sender=person, chat=GROUP))
    among_us = hear_message(updates.text("@second_source_bot x", sender=HLA, chat=chat))

    assert [heard.sender.audience for heard in (alone, in_public, among_us)] == [
        Audience.NEWSROOM,
        Audience.PUBLIC,
        Audience.NEWSROOM,
    ]


def test_press_is_read(updates: Updates) -> None:
    choice = Choice(Act.OPEN, "abc", 2)
    under = updates.described(text="An answer")

    heard = hear(updates.callback_query("987", under, write_choice(choice), by=HLA))

    assert isinstance(heard, Pressed)
    assert (heard.choice, heard.query, heard.handle) == (choice, "987", str(under["message_id"]))
    assert heard.sender.user == str(HLA["id"])


def test_press_of_an_old_button_has_no_choice(updates: Updates) -> None:
    heard = hear(updates.callback_query("987", updates.described(text="An answer"), "v0:whatever"))

    assert isinstance(heard, Pressed)
    assert heard.choice is None


def test_press_under_a_forgotten_message_is_read(updates: Updates) -> None:
    under = {"message_id": 4, "chat": GROUP, "date": 0}

    heard = hear(updates.callback_query("987", under, write_choice(Choice(Act.WHY))))

    assert isinstance(heard, Pressed)
    assert heard.sender.address.chat == str(GROUP["id"])


@pytest.mark.parametrize("status", ["kicked", "left"])
def test_being_thrown_out_is_heard(updates: Updates, status: str) -> None:
    heard = hear(updates.membership(status, chat=GROUP))

    assert isinstance(heard, Left)
    assert heard.sender.address.chat == str(GROUP["id"])


def test_being_let_in_needs_no_answer(updates: Updates) -> None:
    assert hear(updates.membership("member")) is None


def test_topics_are_addresses_of_their_own(updates: Updates) -> None:
    heard = hear_message(
        updates.text("@second_source_bot x", chat=FORUM, message_thread_id=9, is_topic_message=True)
    )

    assert heard.sender.address.thread == "9"
