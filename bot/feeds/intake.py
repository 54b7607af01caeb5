"""How an import comes into the library: laid beside it batch by batch, and put into it all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from bot.library.record import Entry


class Fate(StrEnum):
    """What an entry meets in the library."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept as the library has it"  # the desk's, or the starter library's


MOVED: Final = frozenset({Fate.NEW, Fate.CHANGED})
"""What is written into the library."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an import may do to what is there. Without `sets_visibility` a record that is there stays visible to whom it was."""

    sets_visibility: bool = False
    replaces_desk: bool = False
    replaces_starter: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an import has come: all rows up to this one, and what became of their entries, counted by kind ("event", "place") and fate."""

    row: int = 0
    fates: Mapping[tuple[str, Fate], int] = field(default_factory=dict)


class Intake(Protocol):
    """Keeps imports that are under way, each under the name of a `run`, which tells the bytes and the terms of it."""

    async def begin(self, run: str) -> Reached:
        """Where this run was when it was cut off; `Reached()` for a new one. What others left lying for more than a day is taken away."""
        ...

    async def compare(self, entries: Sequence[Entry], rules: Rules) -> tuple[Fate, ...]:
        """What each entry would meet. Writes nothing."""
        ...

    async def lay(
        self, run: str, entries: Sequence[Entry], rules: Rules, *, after: Reached, row: int
    ) -> Reached:
        """Keeps what is new or changed beside the library and notes that the run has come to this row, both or neither. Nobody sees it yet.

        Raises `Refusal` where the run is no longer at `after`: then another process works on it.
        """
        ...

    async def publish(self, run: str, rules: Rules, *, named: str) -> int:
        """Puts all that was laid into the library in one publish and notes it in the audit log under that name; returns the version in force then.
        What the desk has taken up since it was laid stays the desk's."""
        ...
