from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import Command, Message, Verb
from handlers.web.chat.read import LONGEST_TEXT, Form, read_form, read_heard

FORM = "application/x-www-form-urlencoded"
PERSON = Pseudonym("somebody")
TODAY = date(2026, 3, 1)


def test_fields_are_read_by_name() -> None:
    body = b"text=a+%E1%80%80%0D%0Ab&published=2024-01-31&origin=t.me%2Fx&token=t&other=ignored"

    assert read_form(FORM, body) == Form("a က\nb", "2024-01-31", "t.me/x", "t")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data", b""),
        (FORM, b"text=%FF%FE"),
        (FORM, "text=ကခ".encode()),
        (FORM, b"&".join(b"f%d=1" % number for number in range(50))),
    ],
)
def test_anything_but_a_plain_form_is_refused(content_type: str, body: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        read_form(content_type, body)

    assert refusal.value.key == "refused.bad_form"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_every_text_arrives_as_it_was_sent(text: str) -> None:
    assert read_form(FORM, urlencode({"text": text}).encode("ascii")).text == text


def test_text_is_asked_by_the_public() -> None:
    heard = read_heard(Form("A claim.", "2024-01-31", "t.me/x"), PERSON, today=TODAY)

    assert isinstance(heard, Message)
    assert heard.sender.audience is Audience.PUBLIC
    assert heard.submission.published == date(2024, 1, 31)
    assert heard.submission.forwarded_from == "t.me/x"


def test_command_in_the_box_is_a_command() -> None:
    heard = read_heard(Form("/help"), PERSON, today=TODAY)

    assert isinstance(heard, Command)
    assert heard.verb is Verb.HELP


def test_too_much_text_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        read_heard(Form("က" * (LONGEST_TEXT // 3 + 1)), PERSON, today=TODAY)

    assert refusal.value.key == "refused.too_big"
