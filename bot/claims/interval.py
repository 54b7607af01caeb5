from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known, from the finest to the coarsest."""

    DAY = "day"
    FEW_DAYS = "few_days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both included. `precision` says how exactly they are known."""

    first: date
    last: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval ends before it begins: {self.first} to {self.last}")

    @classmethod
    def of_day(cls, day: date) -> "Interval":
        return cls(day, day)

    def days_apart(self, other: "Interval") -> int:
        """Days between the two, 0 where they touch or overlap."""
        if self.first > other.last:
            return (self.first - other.last).days
        if other.first > self.last:
            return (other.first - self.last).days
        return 0

    def widened(self, days: int) -> "Interval":
        """As many days more on either side, as far as the calendar goes."""
        before, after = (self.first - date.min).days, (date.max - self.last).days
        first = self.first - timedelta(days=min(days, before))
        return Interval(first, self.last + timedelta(days=min(days, after)), self.precision)
