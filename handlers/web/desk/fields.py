"""A browser's form on the desk into named fields. Nothing else of a request is ever read."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from bot.errors import Refusal

MOST_FIELDS: Final = 400
"""Splitting a case sends one for each matter."""

_CHOSEN: Final = frozenset(
    {"accord", "at", "clash", "conclusion", "into", "key", "member", "record", "seen", "set", "unset"}
)
"""Names of fields that are chosen rather than written."""

SIDE: Final = "side_"
"""Before the name of a field in that of the buttons by which one of two versions of it is chosen."""

_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Fields:
    """What was typed, in order, so that it can stand in the form again; a name may come several times."""

    values: tuple[tuple[str, str], ...] = ()
    token: str = field(default="", repr=False)

    def first(self, name: str) -> str:
        return next((value for given, value in self.values if given == name), "")

    def every(self, name: str) -> tuple[str, ...]:
        return tuple(value for given, value in self.values if given == name)

    def number(self, name: str) -> int | None:
        """None for what is no whole number."""
        return read_number(self.first(name))

    def typed(self) -> tuple[str, ...]:
        """What a person wrote and would not like to write again."""
        return tuple(
            value
            for name, value in self.values
            if value and name not in _CHOSEN and not name.startswith(SIDE)
        )


def read_fields(content_type: str, body: bytes) -> Fields:
    """Raises `Refusal` for anything but a plain form in UTF-8."""
    if content_type != _FORM:
        raise Refusal("webdesk.bad_form")
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError:  # not ASCII, not UTF-8 behind the percent signs, or too many fields
        raise Refusal("webdesk.bad_form") from None
    values = tuple((name, value.replace("\r\n", "\n").strip()) for name, value in pairs if name != "token")
    return Fields(values, next((value for name, value in pairs if name == "token"), ""))


def read_number(text: str) -> int | None:
    """A whole number as the database has them, such as that of a case; None for anything else."""
    text = text.strip().removeprefix("#")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
