"""Everything that a person can do towards the bot, on any front."""

from dataclasses import dataclass
from enum import StrEnum

from bot.claims.submission import Submission
from bot.people.address import Address
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym


@dataclass(frozen=True, slots=True)
class From:
    """Who spoke and where to answer."""

    address: Address
    person: Pseudonym
    audience: Audience


class Verb(StrEnum):
    START = "start"
    HELP = "help"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be checked."""

    sender: From
    submission: Submission


@dataclass(frozen=True, slots=True)
class Command:
    """`/help` and the like. `verb` is None for a command that we do not have; `word` is what was typed."""

    sender: From
    verb: Verb | None
    word: str


Heard = Message | Command
