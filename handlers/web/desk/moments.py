from datetime import UTC, datetime, timedelta

from bot.matching.shown import show_day
from bot.ports import Clock
from bot.verdicts.phrasebook import Phrasebook

_UNITS = (("days", timedelta(days=1)), ("hours", timedelta(hours=1)), ("minutes", timedelta(minutes=1)))


class Moments:
    """Moments as people at the desk read them. All are UTC; with script the browser puts its own time zone beside them."""

    def __init__(self, phrasebook: Phrasebook, clock: Clock) -> None:
        self._book = phrasebook
        self._clock = clock

    def ago(self, moment: datetime) -> str:
        """*3 hours ago*, *just now*."""
        gone = self._clock.now() - moment
        if gone < timedelta(minutes=1):
            return self._book.text("webdesk.just_now")
        return self._book.text("webdesk.ago", span=self.span(gone))

    def until(self, moment: datetime) -> str:
        """*25 minutes*, at least one second."""
        left = max(moment - self._clock.now(), timedelta(seconds=1))
        if left < timedelta(minutes=2):
            return self._book.text("webdesk.span.seconds", count=str(round(left.total_seconds())))
        return self.span(left)

    def span(self, length: timedelta) -> str:
        """In the largest unit of which there are two: a day and a half reads *36 hours*."""
        for name, unit in _UNITS:
            if length >= unit * 2:
                return self._book.text(f"webdesk.span.{name}", count=str(length // unit))
        return self._book.text("webdesk.span.minutes", count=str(max(1, length // timedelta(minutes=1))))

    def moment(self, moment: datetime) -> str:
        """*11 Apr 2023, 07:40 UTC*."""
        utc = moment.astimezone(UTC)
        return f"{show_day(utc.date())}, {utc:%H:%M} UTC"

    def machine(self, moment: datetime) -> str:
        """For `<time datetime>`."""
        return moment.astimezone(UTC).isoformat(timespec="seconds")
