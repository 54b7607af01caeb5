from dataclasses import dataclass
from datetime import datetime

from bot.desk.case import Case, CaseKind, CaseState


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases to list: those in any of `states`, of one kind or both, with a label, held by a member or by nobody."""

    states: frozenset[CaseState]
    kind: CaseKind | None = None
    label: str = ""
    held_by: str = ""
    only_free: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list. `excerpt` is what the newest matter says, empty where nothing is left of it."""

    case: Case
    excerpt: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """A page, the most pressing first. `after` continues it, empty at its end; `total` is of all that is wanted."""

    lines: tuple[Line, ...]
    after: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the desk stands. `waiting_since` is when the oldest undecided case was opened."""

    undecided: int = 0
    held: int = 0
    decided_today: int = 0
    waiting_since: datetime | None = None
