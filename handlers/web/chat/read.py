"""A browser's form into what was heard. Nothing else of a request is ever read."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qs

from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.speech.background import read_published
from bot.speech.carrier import read_carrier
from bot.speech.choices import read_choice
from bot.speech.commands import read_said
from bot.speech.heard import From, Heard, Message, Pressed

MOST_FIELDS = 10
LONGEST_TEXT = 1024 * 1024
"""Bytes of UTF-8. What is longer comes back with the text still in the box."""

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as they were typed, so that they can stand in the form again; `choice` is what a button stands for."""

    text: str = ""
    published: str = ""
    origin: str = ""
    token: str = ""
    choice: str = ""


def read_form(content_type: str, body: bytes) -> Form:
    """Raises `Refusal` for anything but a plain form in UTF-8."""
    if content_type != _FORM:
        raise Refusal("refused.bad_form")
    try:
        fields = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:  # not ASCII, not UTF-8 behind the percent signs, or too many fields
        raise Refusal("refused.bad_form") from None
    return Form(
        text=_first(fields, "text").replace("\r\n", "\n"),
        published=_first(fields, "published"),
        origin=_first(fields, "origin"),
        choice=_first(fields, "choice"),
        token=_first(fields, "token"),
    )


def read_text(form: Form, sender: From, *, today: date) -> Heard:
    """A command or a text to be checked. Raises `Refusal` for unusable fields."""
    if len(form.text.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise Refusal("refused.too_big", limit="1 MB")
    said = read_said(Message(sender, Submission(form.text)))
    if not isinstance(said, Message):
        return said
    published = read_published(form.published, today=today)
    told = replace(said.submission, published=published, forwarded_from=read_carrier(form.origin))
    return replace(said, submission=told)


def read_press(form: Form, sender: From) -> Pressed:
    return Pressed(sender, read_choice(form.choice))


def _first(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]
