"""How the desk has been doing: counts over days, hours and bands, of which no line leads to a person. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

HOUR = timedelta(hours=1)
_ANSWERED_WITHIN = (HOUR, HOUR * 4, HOUR * 24, HOUR * 72)


@dataclass(frozen=True, slots=True)
class Course:
    """A case from its first asker to its answers, None for what has not come yet."""

    opened_at: datetime
    decided_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """`courses` of the cases that were opened or closed since some moment, and when each of those asked who are still known."""

    courses: tuple[Course, ...] = ()
    asked: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    opened: int
    answered: int


def by_day(courses: Iterable[Course], *, today: date, days: int) -> tuple[Day, ...]:
    """The last `days` days in UTC, today as the last one."""
    courses = tuple(courses)
    opened = Counter(_day(course.opened_at) for course in courses)
    answered = Counter(_day(course.closed_at) for course in courses if course.closed_at)
    span = (today - timedelta(days=back) for back in reversed(range(days)))
    return tuple(Day(day, opened[day], answered[day]) for day in span)


def times_to_answer(courses: Iterable[Course]) -> tuple[timedelta, ...]:
    """From the first asker to the answers, shortest first."""
    return tuple(sorted(course.closed_at - course.opened_at for course in courses if course.closed_at))


def middle(times: Sequence[timedelta]) -> timedelta | None:
    """The median of what is sorted: half were answered sooner."""
    return times[len(times) // 2] if times else None


def by_length(times: Iterable[timedelta]) -> tuple[int, ...]:
    """How many took less than one hour, four, a day, three days, and longer."""
    counts = [0] * (len(_ANSWERED_WITHIN) + 1)
    for time in times:
        counts[sum(time >= border for border in _ANSWERED_WITHIN)] += 1
    return tuple(counts)


def by_hour(asked: Iterable[datetime], *, now: datetime, hours: int) -> tuple[tuple[datetime, int], ...]:
    """The last `hours` hours, each by the moment at which it began; the one that is running as the last."""
    running = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    counts = Counter((moment - running) // HOUR for moment in asked)
    return tuple((running - HOUR * back, counts[-back]) for back in reversed(range(hours)))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
