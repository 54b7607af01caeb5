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
    """The outcome for one respect. `shown` is what agrees or not, for the person; `unchecked` what could not be compared."""

    accord: Accord
    differences: tuple[Difference, ...] = ()
    shown: str = ""
    unchecked: tuple[Note, ...] = ()


SILENT = Compared(Accord.SILENT)
