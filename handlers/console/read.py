"""What was typed into what was heard, or into something that only this terminal does."""

import re
from dataclasses import dataclass

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.commands import read_command
from bot.speech.heard import Command, From

LONGEST_LINE = 4095
"""Bytes that a terminal hands over in one line at most; what is longer is cut without a word (termios(3), canonical mode)."""

_SETTING = re.compile(r"/(date|from)(?:\s+(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Why:
    """Asks for the reasons of the last answer."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Ends the conversation."""


@dataclass(frozen=True, slots=True)
class Published:
    """Tells when the next text was published, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Tells where the next text comes from, as typed."""

    text: str


Entry = Why | Quit | Published | Origin | Command


def read_entry(line: str, audience: Audience) -> Entry | None:
    """The entry that a single line is, None where it belongs to a text."""
    stripped = line.strip()
    word = stripped.lower()
    if word in {"why", "why?", "/why"}:
        return Why()
    if word in {"/quit", "/exit"}:
        return Quit()
    if (setting := _SETTING.fullmatch(stripped)) is not None:
        value = setting[2] or ""
        return Published(value) if setting[1].lower() == "date" else Origin(value)
    return read_command(typist(audience), stripped)


def typist(audience: Audience) -> From:
    return From(Address(Front.CONSOLE, "", "console"), Pseudonym("console"), audience)


def is_maybe_cut(text: str) -> bool:
    """Whether a line of this text is as long as a terminal can take."""
    return any(len(line.encode("utf-8", "replace")) >= LONGEST_LINE for line in text.split("\n"))
