from typing import Any

import pytest

from bot.speech.heard import Command, Verb
from tests.fakes.telegram.people import ANOTHER_BOT, GROUP, HLA, PUBLIC_CHANNEL, channel_origin
from tests.fakes.telegram.server import BOT
from tests.fakes.telegram.updates import CONTENTS, Updates
from tests.handlers.telegram.reading import hear, hear_message, in_group, new_updates


@pytest.fixture
def updates() -> Updates:
    return new_updates()


def topic_root(updates: Updates) -> dict[str, Any]:
    return updates.described(
        chat=GROUP, sender=dict(BOT), forum_topic_created={"name": "News", "icon_color": 7322096}
    )


@pytest.mark.parametrize(
    "text",
    [
        "20 dead",
        "@another_bot 20 dead",
        "/check@another_bot",
        "/frobnicate",
        "mail me@second_source_bot",
        "/forget about it",
        "/this is fake",
    ],
)
def test_what_is_not_said_to_us_is_not_heard(updates: Updates, text: str) -> None:
    assert hear(in_group(updates, text)) is None


def test_mention_is_taken_out_of_the_text(updates: Updates) -> None:
    assert hear_message(in_group(updates, "🙂 @Second_Source_Bot  20 dead")).submission.text == "🙂 20 dead"


def test_question_to_us_is_a_text() -> None:
    heard = hear_message(in_group(new_updates(), "/ask@second_source_bot is it true that 20 died?"))

    assert heard.submission.text == "is it true that 20 died?"


def test_mention_alone_is_answered(updates: Updates) -> None:
    assert hear_message(in_group(updates, "@second_source_bot")).submission.text == ""


def test_mention_in_a_caption_counts(updates: Updates) -> None:
    mention = [{"type": "mention", "offset": 0, "length": 18}]
    update = updates.message(
        chat=GROUP, caption="@second_source_bot 20 dead", caption_entities=mention, **CONTENTS["photo"]
    )

    assert hear_message(update).submission.text == "20 dead"


def test_command_is_heard(updates: Updates) -> None:
    heard = hear(in_group(updates, "/help"))

    assert isinstance(heard, Command)
    assert (heard.verb, heard.sender.is_private) == (Verb.HELP, False)


@pytest.mark.parametrize("text", ["@second_source_bot is this true?", "/check", "/check@second_source_bot"])
def test_naming_us_in_a_reply_checks_the_other_message(updates: Updates, text: str) -> None:
    target = updates.described(
        chat=GROUP,
        sender=HLA,
        caption="20 dead",
        forward_origin=channel_origin(PUBLIC_CHANNEL),
        **CONTENTS["photo"],
    )

    heard = hear_message(in_group(updates, text, reply_to_message=target))

    assert heard.submission.text == "20 dead"
    assert heard.submission.forwarded_from == "t.me/news_of_the_day"
    assert heard.submission.attachments == ("photo",)
    assert heard.is_alone


def test_marked_part_of_the_other_message_is_checked(updates: Updates) -> None:
    target = updates.described(chat=GROUP, sender=HLA, text="Good morning. 20 dead. Bye.")
    quote = {"text": "20 dead.", "position": 14, "is_manual": True}

    heard = hear_message(in_group(updates, "@second_source_bot", reply_to_message=target, quote=quote))

    assert heard.submission.text == "20 dead."


def test_reply_to_us_is_heard(updates: Updates) -> None:
    ours = updates.described(chat=GROUP, sender=dict(BOT), text="An answer")

    assert (
        hear_message(in_group(updates, "And 21 dead?", reply_to_message=ours)).submission.text
        == "And 21 dead?"
    )


def test_reply_to_somebody_else_is_not_heard(updates: Updates) -> None:
    other = updates.described(chat=GROUP, sender=HLA, text="20 dead")

    assert hear(in_group(updates, "Really?", reply_to_message=other)) is None


def test_talk_in_a_topic_is_no_reply_to_its_maker(updates: Updates) -> None:
    assert hear(in_group(updates, "20 dead", reply_to_message=topic_root(updates))) is None


def test_other_bots_are_not_heard(updates: Updates) -> None:
    assert hear(in_group(updates, "@second_source_bot 20 dead", sender=ANOTHER_BOT)) is None


def test_post_of_the_linked_channel_is_not_heard(updates: Updates) -> None:
    update = in_group(
        updates, "@second_source_bot 20 dead", sender_chat=PUBLIC_CHANNEL, is_automatic_forward=True
    )

    assert hear(update) is None


def test_group_that_speaks_as_itself_is_known_as_that(updates: Updates) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

    heard = hear_message(in_group(updates, "@second_source_bot 20 dead", sender=anonymous, sender_chat=GROUP))

    assert heard.sender.user == str(GROUP["id"])


def test_channel_post_is_not_heard(updates: Updates) -> None:
    assert hear(updates.channel_post("@second_source_bot 20 dead")) is None
