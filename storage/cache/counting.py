from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Digest(Protocol):
    def __call__(self, *parts: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Counting:
    """`name` keeps several allowances apart. `digest` hides who is meant, `now` is the time of day in seconds, the same in all processes."""

    name: str
    per_minute: int
    per_day: int
    digest: Digest
    now: Callable[[], float]
