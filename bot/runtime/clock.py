from datetime import date, datetime


class SystemClock:
    """The calendar on the wall: the day where this machine stands."""

    def today(self) -> date:
        return datetime.now().astimezone().date()
