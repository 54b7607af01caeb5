"""What was typed into what was heard, or into something that only this terminal does."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.choices import Choice
from bot.speech.commands import checked_alone, read_command
from bot.speech.heard import Command, From, Message, Pressed
from handlers.console.words import command_of

LONGEST_LINE = 4095
"""Bytes that a terminal hands over in one line at most; what is longer is cut without a word (termios(3), canonical mode)."""

_SETTING = re.compile(r"/(date|from)(?:\s+(.*))?", re.IGNORECASE)


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


Entry = Quit | Published | Origin | Command | Pressed | Message


def read_entry(
    line: str, sender: From, offered: Mapping[str, Choice], *, is_writing: bool = False
) -> Entry | None:
    """The entry that a single line is, None where it belongs to a text. `offered` are the words for the buttons that were shown last.

    `is_writing`: they were asked for words, so that only what is offered or begins with a stroke is anything else.
    """
    stripped = line.strip()
    word = " ".join(stripped.lower().split())
    if word in {"/quit", "/exit"}:
        return Quit()
    if (setting := _SETTING.fullmatch(stripped)) is not None:
        value = setting[2] or ""
        return Published(value) if setting[1].lower() == "date" else Origin(value)
    if (choice := offered.get(word)) is not None:
        return Pressed(sender, choice)
    plain = "" if is_writing else command_of(word)
    command = read_command(sender, plain or stripped)
    return command and (checked_alone(command) or command)


def typist(keys: Keys, audience: Audience, *, visit: str = "") -> From:
    """Whoever sits at the terminal: somebody else at each visit, who sees and deletes nothing of another one without its receipt. Only whoever
    names an earlier `visit` goes on with that one."""
    visit = visit or secrets.token_hex(8)
    names = keys.pseudonyms(Front.CONSOLE, "", f"visit {visit}")
    return From(Address(Front.CONSOLE, "", visit), names[0], audience, formerly=names[1:])


def is_maybe_cut(text: str) -> bool:
    """Whether a line of this text is as long as a terminal can take."""
    return any(len(line.encode("utf-8", "replace")) >= LONGEST_LINE for line in text.split("\n"))
