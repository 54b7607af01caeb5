from dataclasses import dataclass

from bot.people.pseudonym import Pseudonym
from bot.speech.choices import Choice


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that `person` was asked and only they may agree to: `choice` is what would be done."""

    choice: Choice
    person: Pseudonym


@dataclass(frozen=True, slots=True)
class Session:
    """What a conversation remembers from one turn to the next. `last` is the id of the last answer, empty for none. `is_quiet`: what
    is said goes without a sound, as whoever spoke last has chosen."""

    language: str = "en"
    is_quiet: bool = False
    last: str = ""
    pending: Pending | None = None
