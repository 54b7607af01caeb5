from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass
class FixedClock:
    """A day that passes only when the test says so."""

    day: date = date(2026, 3, 1)
    since_noon: timedelta = timedelta()

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        """Noon, and what the test let pass since."""
        return datetime.combine(self.day, time(12), UTC) + self.since_noon

    def pass_by(self, seconds: float) -> None:
        self.since_noon += timedelta(seconds=seconds)


@dataclass
class Stopwatch:
    """A monotonic clock in seconds that is moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
