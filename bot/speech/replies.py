"""Everything that the bot can say, before any front has put it into its own form."""

from dataclasses import dataclass

from bot.claims.note import Note
from bot.verdicts.finding import Report


@dataclass(frozen=True, slots=True)
class Working:
    """A sign of life. `total` is 0 while it is not known."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One or several sentences from the phrase files."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The report for a submission."""

    report: Report


Reply = Working | Told | Answered
