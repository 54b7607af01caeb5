from dataclasses import dataclass
from datetime import date

from bot.claims.quantity import Measure
from bot.library.filing import Filing


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a series on a day."""

    as_of: date
    value: float
    low: float | None = None
    high: float | None = None
    published: date | None = None
    reference: str = ""
    link: str = ""

    @property
    def least(self) -> float:
        return self.value if self.low is None else min(self.low, self.value)

    @property
    def most(self) -> float:
        return self.value if self.high is None else max(self.high, self.value)


@dataclass(frozen=True, slots=True)
class Series:
    """A running total: what is counted (`measure` of `unit`), by whom, since when, by which definition. Points in order of date.

    `until` is the last day of a closed period ("in 2023"), whose total does not grow any more; None for one that still grows.
    """

    id: str
    title: str
    measure: Measure
    unit: str
    who_counts: str
    definition: str
    since: date | None
    points: tuple[Point, ...]
    filing: Filing
    until: date | None = None
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
