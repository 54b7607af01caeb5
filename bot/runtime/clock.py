from datetime import UTC, date, datetime


class SystemClock:
    """The calendar on the wall: the day where this machine stands."""

    def today(self) -> date:
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        return datetime.now(UTC)
