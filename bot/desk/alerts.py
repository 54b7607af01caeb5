"""What the desk is told of by itself: counts and numbers of cases, never who."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Alarm(StrEnum):
    BURST = "burst"  # many ask about one case in a short time
    OVERDUE = "overdue"  # a tip that was promised an outcome by now
    DIGEST = "digest"


BURST = "burst"
"""How the audit log names a crowd."""


@dataclass(frozen=True, slots=True)
class Burst:
    case: int
    people: int


def describe_burst(people: int, minutes: int) -> str:
    """As the audit log has it."""
    return f"{people} {minutes}"


def read_burst(detail: str) -> tuple[int, int] | None:
    """People and minutes; None where the words of the line are gone."""
    people, _, minutes = detail.partition(" ")
    return (int(people), int(minutes)) if people.isdecimal() and minutes.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Pressing:
    """Open cases that draw a crowd now, and those of tips that were promised an outcome by now; whether anybody was told of them or not."""

    crowded: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Since the last one: what came, was answered and was corrected; and how things stand. `waiting_since` is when the oldest open case was opened."""

    since: datetime
    opened: int = 0
    answered: int = 0
    corrected: int = 0
    undecided: int = 0
    overdue: int = 0
    waiting_since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.opened or self.answered or self.corrected or self.undecided)
