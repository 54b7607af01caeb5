from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.choices import Act, Choice, write_choice
from bot.speech.heard import Command, From, Message, Pressed, Verb
from handlers.web.chat.read import LONGEST_TEXT, Form, read_form, read_press, read_text

FORM = "application/x-www-form-urlencoded"
SENDER = From(Address(Front.WEB, "", "visitor"), Pseudonym("somebody"), Audience.PUBLIC)
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


def test_text_comes_with_what_is_told_about_it() -> None:
    heard = read_text(Form("A claim.", "2024-01-31", "t.me/x"), SENDER, today=TODAY)

    assert isinstance(heard, Message)
    assert heard.sender is SENDER
    assert heard.submission.published == date(2024, 1, 31)
    assert heard.submission.forwarded_from == "t.me/x"


def test_command_in_the_box_is_a_command() -> None:
    heard = read_text(Form("/help"), SENDER, today=TODAY)

    assert isinstance(heard, Command)
    assert heard.verb is Verb.HELP


def test_too_much_text_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        read_text(Form("က" * (LONGEST_TEXT // 3 + 1)), SENDER, today=TODAY)

    assert refusal.value.key == "refused.too_big"


def test_text_behind_a_command_keeps_its_background() -> None:
    heard = read_text(Form("/check A claim.", "2024-01-31", "t.me/x"), SENDER, today=TODAY)

    assert isinstance(heard, Message)
    assert (heard.submission.text, heard.is_alone) == ("A claim.", True)
    assert (heard.submission.published, heard.submission.forwarded_from) == (date(2024, 1, 31), "t.me/x")


def test_unusable_background_stops_no_command() -> None:
    assert isinstance(read_text(Form("/status", "soon", "x" * 300), SENDER, today=TODAY), Command)


def test_button_says_what_it_stands_for() -> None:
    choice = Choice(Act.THIS, "answer", 2, 1)

    assert read_press(Form(choice=write_choice(choice)), SENDER) == Pressed(SENDER, choice)


@given(st.text())
def test_anything_may_stand_in_a_button(text: str) -> None:
    assert read_press(Form(choice=text), SENDER).choice is None
