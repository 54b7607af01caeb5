from dataclasses import dataclass
from enum import StrEnum

from bot.claims.note import Note
from bot.matching.match import Difference


class Accord(StrEnum):
    """How a claim and a record stand to each other in one respect."""

    AGREES = "agrees"
    PARTLY = "partly"
    SILENT = "silent"  # one of the two says nothing about it
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class Compared:
    """The outcome for one respect. `shown` is what agrees or not, for the person; `unchecked` what could not be compared.

    `is_near_miss`: it conflicts the way a slip or a forgery does (same day of another year, a digit more), which still speaks for
    the same thing. `strength` (0 to 1) is how telling the agreement is.
    """

    accord: Accord
    differences: tuple[Difference, ...] = ()
    shown: str = ""
    unchecked: tuple[Note, ...] = ()
    is_near_miss: bool = False
    strength: float = 1.0


SILENT = Compared(Accord.SILENT)
