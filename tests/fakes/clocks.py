from dataclasses import dataclass
from datetime import date


@dataclass
class FixedClock:
    """A day that passes only when the test says so."""

    day: date = date(2026, 3, 1)

    def today(self) -> date:
        return self.day


@dataclass
class Stopwatch:
    """A monotonic clock in seconds that is moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
