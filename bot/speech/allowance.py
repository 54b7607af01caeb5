"""What is said to one more message of somebody: whether it may be taken in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be taken in. `taken` is what `give_back` wants, None where it cost nothing."""

    taken: float | None


@dataclass(frozen=True, slots=True)
class TooMany:
    """The first that is too many; it goes on after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class StillTooMany:
    """Another one, whose sender was told already."""


Answer = Allowed | TooMany | StillTooMany
