from dataclasses import dataclass
from datetime import datetime

from bot.desk.tip import Draft
from bot.people.pseudonym import Pseudonym
from bot.speech.choices import Choice
from bot.speech.forms import Asked


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that `person` was asked and only they may agree to: `choice` is what would be done."""

    choice: Choice
    person: Pseudonym


@dataclass(frozen=True, slots=True)
class Writing:
    """What `person` is asked to write: their next message here, until `until`, is taken for it and not for a text to be checked.

    In a desk's chat several may be writing at the same time. `draft` is that of a tip.
    """

    person: Pseudonym
    asked: Asked
    until: datetime
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """What a conversation remembers from one turn to the next. `last` is the id of the last answer, empty for none. `is_quiet`: what
    is said goes without a sound, as whoever spoke last has chosen."""

    language: str = "en"
    is_quiet: bool = False
    last: str = ""
    pending: Pending | None = None
    writing: tuple[Writing, ...] = ()
