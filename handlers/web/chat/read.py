"""A browser's form into what was heard. Nothing else of a request is ever read."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.background import read_published
from bot.speech.carrier import read_carrier
from bot.speech.commands import read_command
from bot.speech.heard import From, Heard, Message

MOST_FIELDS = 10
LONGEST_TEXT = 1024 * 1024
"""Bytes of UTF-8. What is longer comes back with the text still in the box."""

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as they were typed, so that they can stand in the form again."""

    text: str = ""
    published: str = ""
    origin: str = ""
    token: str = ""


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
        token=_first(fields, "token"),
    )


def read_heard(form: Form, person: Pseudonym, *, today: date) -> Heard:
    """A command or a text to be checked; on a page everybody is the public. Raises `Refusal` for unusable fields."""
    sender = visitor(person)
    if (command := read_command(sender, form.text)) is not None:
        return command
    if len(form.text.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise Refusal("refused.too_big", limit="1 MB")
    published = read_published(form.published, today=today)
    return Message(sender, Submission(form.text, published, read_carrier(form.origin)))


def visitor(person: Pseudonym) -> From:
    return From(Address(Front.WEB, "", person), person, Audience.PUBLIC)


def _first(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]
