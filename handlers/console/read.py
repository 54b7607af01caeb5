"""What was typed into what was heard, or into something that only this terminal does."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.claims.submission import Submission
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.choices import Choice
from bot.speech.commands import TAKES_TEXT, checked_alone, read_command
from bot.speech.heard import Command, From, Message, Pressed
from bot.speech.slips import nearest
from handlers.console.words import bare, command_of

LONGEST_LINE = 4095
"""Bytes that a terminal hands over in one line at most; what is longer is cut without a word (termios(3), canonical mode)."""

_OUT = ("cancel", "cancel it")
_OWN = ("quit", "exit", "date", "from")
_WORD = re.compile(r"/([a-z]{1,32})\s.*", re.IGNORECASE)
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

    `is_writing`: they were asked for words, so that only what is offered, begins with a stroke or wants to get out is anything else.
    """
    stripped = line.strip()
    word = " ".join(stripped.lower().split())
    if word in {"/quit", "/exit"}:
        return Quit()
    if (setting := _SETTING.fullmatch(stripped)) is not None:
        value = setting[2] or ""
        return Published(value) if setting[1].lower() == "date" else Origin(value)
    if (choice := offered.get(word) or offered.get(bare(word))) is not None:
        return Pressed(sender, choice)
    if bare(word) == "yes" and not is_writing:  # whether that was asked just now is for the dialogue to say
        return Message(sender, Submission(stripped))
    plain = "/cancel" if bare(word) in _OUT else "" if is_writing else command_of(word)
    command = read_command(sender, plain or stripped)
    if command is None and (named := _WORD.fullmatch(stripped)) and nearest(named[1], _OWN):
        return Command(sender, None, named[1])
    return command and (checked_alone(command) or command)


def parted(lines: Sequence[str], sender: From) -> Sequence[tuple[str, ...]]:
    """Lines that came at once as the messages that they are: a command is one of its own, with what follows it where it takes a text along."""
    parts: list[list[str]] = [[]]
    is_alone = False
    for line in lines:
        entry = _behind_stroke(line, sender)
        if entry is not None or is_alone:
            parts.append([])
            is_alone = entry is not None and not _takes_text(entry)
        parts[-1].append(line)
    return [tuple(part) for part in parts if any(map(str.strip, part))] or [tuple(lines)]


def _takes_text(entry: Entry) -> bool:
    return isinstance(entry, Message) or (isinstance(entry, Command) and entry.verb in TAKES_TEXT)


def is_own(part: Sequence[str], sender: From) -> bool:
    """Whether it is a message of its own, whatever was typed before: a single line that is a command behind a stroke, or a slip of one."""
    return len(part) == 1 and _behind_stroke(part[0], sender) is not None


def _behind_stroke(line: str, sender: From) -> Entry | None:
    """What a line with a stroke is, None where it belongs to a text: `/home is where they hid`."""
    return read_entry(line, sender, {}) if line.lstrip().startswith("/") else None


def typist(keys: Keys, audience: Audience, *, visit: str = "") -> From:
    """Whoever sits at the terminal: somebody else at each visit, who sees and deletes nothing of another one without its receipt. Only whoever
    names an earlier `visit` goes on with that one."""
    visit = visit or secrets.token_hex(8)
    names = keys.pseudonyms(Front.CONSOLE, "", f"visit {visit}")
    return From(Address(Front.CONSOLE, "", visit), names[0], audience, formerly=names[1:])


def is_maybe_cut(text: str) -> bool:
    """Whether a line of this text is as long as a terminal can take."""
    return any(len(line.encode("utf-8", "replace")) >= LONGEST_LINE for line in text.split("\n"))
