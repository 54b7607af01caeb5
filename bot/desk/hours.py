"""The newsroom's day: when it wants its digest, and when it wants to be left alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Hours:
    """`digest` is an hour of the day, None for no digest; `quiet` are the hours from which and until which nothing calls, None for none."""

    zone: tzinfo = UTC
    digest: int | None = None
    quiet: tuple[int, int] | None = None

    def quiet_until(self, now: datetime) -> datetime | None:
        """When it may be called again, None where it may be now."""
        if self.quiet is None:
            return None
        first, last = self.quiet
        hour = now.astimezone(self.zone).hour
        is_quiet = first <= hour < last if first < last else hour >= first or hour < last
        return self._next(last, now) if is_quiet and first != last else None

    def digest_day(self, now: datetime) -> date | None:
        """The day whose digest is due, None where today's is not yet."""
        here = now.astimezone(self.zone)
        return here.date() if self.digest is not None and here.hour >= self.digest else None

    def next_digest(self, now: datetime) -> datetime | None:
        return None if self.digest is None else self._next(self.digest, now)

    def _next(self, hour: int, now: datetime) -> datetime:
        """The next beginning of that hour."""
        here = now.astimezone(self.zone)
        at = here.replace(hour=hour, minute=0, second=0, microsecond=0)
        # Days have 23 to 25 hours where the clocks are changed: the hour is looked for on the next day, not 24 hours later.
        return (at if at > here else at + timedelta(days=1)).astimezone(UTC)
