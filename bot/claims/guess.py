"""Who says a sentence, as something that was taught it judges: asked for and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol


class Ruling(IntEnum):
    """What the rules made of a sentence. A model is taught with these numbers."""

    UNKNOWN = 0
    NOBODY = 1
    UNNAMED = 2
    NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence, text[start:end]; `name` as the rules have it, where they name somebody."""

    start: int
    end: int
    ruling: Ruling = Ruling.UNKNOWN
    name: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """`name` as it stands in the text at `at`; `probability` that it is theirs, `nobody` that it is nobody's with a name (0 to 1)."""

    name: str
    at: int
    probability: float
    nobody: float


class Attributor(Protocol):
    """Reads who speaks. Calls block: they belong into a thread."""

    @property
    def id(self) -> str:
        """Changes with what it answers."""
        ...

    def guess(self, text: str, asked: Sequence[Asked]) -> Sequence[Guess | None]:
        """One for each sentence, None for one that it cannot see whole. Raises `Unavailable`."""
        ...
