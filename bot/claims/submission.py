from dataclasses import dataclass
from datetime import date

from bot.claims.claim import Claim
from bot.claims.note import Note


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person sent. `published` is the date of the text (not of the forwarding), where it is known.

    `forwarded_from` is the public channel or site it came from, never a person. `attachments` names what came along and
    cannot be read ("photo", "document").
    """

    text: str
    published: date | None = None
    forwarded_from: str = ""
    links: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission that was read: its normalised text, its claims in order, and what was left out and why.

    `published` is the date of the text: as it was given, else as a dateline tells it.
    """

    text: str
    language: str
    claims: tuple[Claim, ...]
    not_read: tuple[Note, ...] = ()
    published: date | None = None
