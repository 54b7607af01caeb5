"""Everything that the bot can say, before any front has put it into its own form."""

from dataclasses import dataclass
from enum import StrEnum

from bot.claims.note import Note
from bot.speech.choices import Button
from bot.speech.forms import Asked
from bot.speech.shown_case import CaseCard
from bot.verdicts.finding import Report
from bot.verdicts.wording import Block


class Mood(StrEnum):
    """Why something is told, so that a front can set it apart: none of the last three says anything about a claim."""

    TALK = "talk"  # an answer to a command
    REFUSED = "refused"  # what was sent cannot be used; the notes say what to send
    UNAVAILABLE = "unavailable"  # the check could not be made now
    FAILED = "failed"  # a fault of ours


@dataclass(frozen=True, slots=True)
class Working:
    """A sign of life. `total` is 0 while it is not known."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One or several sentences from the phrase files. `retry_after` is in seconds, 0 where waiting would not help.

    `buttons` are rows. `is_brief`: a word in passing to the person alone, where the platform has a way for that; else as everything.
    `asks`: what the person is to write next, for a front that can make that easy.
    """

    notes: tuple[Note, ...]
    mood: Mood = Mood.TALK
    retry_after: int = 0
    buttons: tuple[tuple[Button, ...], ...] = ()
    is_brief: bool = False
    asks: Asked | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The report for a submission. `answer` is the id under which it is kept, empty where it is not; `buttons` are rows."""

    report: Report
    answer: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()


class Part(StrEnum):
    WHOLE = "whole"  # everything on one claim, as it stands in an answer to that claim alone
    REASONS = "reasons"  # why it was matched


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim of an earlier answer, on demand. `number` counts the report's findings from 1."""

    report: Report
    number: int
    part: Part
    answer: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Superseded:
    """The earlier answer no longer counts, since its text was changed: it is to be marked where it stands."""

    answer: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What comes unasked about something that was asked or handed in earlier: what the desk decided or wants to know, or that an answer has
    changed. `said` are sentences; `blocks` are what is known now. `answer` is the earlier answer that it is about, empty for none."""

    said: tuple[Note, ...]
    blocks: tuple[Block, ...] = ()
    answer: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    asks: Asked | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A case, for those who may decide it. `in_place_of` is the message that it takes the place of, empty for a new one; with `only_in_place` it is
    left out where that message is gone."""

    card: CaseCard
    buttons: tuple[tuple[Button, ...], ...] = ()
    in_place_of: str = ""
    only_in_place: bool = False


Reply = Working | Told | Answered | Shown | Superseded | FollowUp | Card
"""The last reply of a turn is never a `Working`."""
