"""Everything that the bot can say, before any front has put it into its own form."""

from dataclasses import dataclass
from enum import StrEnum

from bot.claims.note import Note
from bot.verdicts.finding import Report


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
    """One or several sentences from the phrase files. `retry_after` is in seconds, 0 where waiting would not help."""

    notes: tuple[Note, ...]
    mood: Mood = Mood.TALK
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """The report for a submission."""

    report: Report


Reply = Working | Told | Answered
