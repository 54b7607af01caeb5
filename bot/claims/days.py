"""Arithmetic on days for what people call them: months, parts of a year, weekdays. Nothing here reads text."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from bot.claims.interval import Interval, Precision

_MONTHS_OF_PART = {
    "early": (1, 4),
    "start": (1, 2),
    "mid": (5, 8),
    "late": (9, 12),
    "end": (11, 12),
    "first": (1, 6),
    "second": (7, 12),
}
_DAYS_OF_PART = {
    "early": (1, 10),
    "start": (1, 5),
    "mid": (11, 20),
    "late": (21, 31),
    "end": (26, 31),
    "first": (1, 15),
    "second": (16, 31),
}


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def stretch(first: date, last: date) -> Interval:
    """An interval whose precision follows from its length."""
    if last < first:
        first, last = last, first
    days = (last - first).days + 1
    for limit, precision in (
        (1, Precision.DAY),
        (6, Precision.FEW_DAYS),
        (10, Precision.WEEK),
        (122, Precision.MONTH),
    ):
        if days <= limit:
            return Interval(first, last, precision)
    return Interval(first, last, Precision.YEAR)


def month_of(year: int, month: int, part: str = "") -> Interval:
    """The month, or its `part`: early, start, mid, late, end, first or second half."""
    last = calendar.monthrange(year, month)[1]
    if not part:
        return Interval(date(year, month, 1), date(year, month, last), Precision.MONTH)
    begin, end = _DAYS_OF_PART[part]
    return stretch(date(year, month, begin), date(year, month, min(end, last)))


def year_of(year: int, part: str = "") -> Interval:
    """The year, or its `part` as in `month_of`."""
    if not part:
        return Interval(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    begin, end = _MONTHS_OF_PART[part]
    return Interval(
        month_of(year, begin).first,
        month_of(year, end).last,
        Precision.MONTH if end - begin < 4 else Precision.YEAR,
    )


def latest_day(month: int, day: int, published: date) -> date | None:
    """The nearest such day not after `published`; a leap day may lie some years back."""
    years: Sequence[int] = range(published.year, max(published.year - 9, 1) - 1, -1)
    return next((found for year in years if (found := day_of(year, month, day)) and found <= published), None)


def latest_month(month: int, published: date, part: str = "") -> Interval | None:
    """The nearest such month that had begun on `published`."""
    for year in (published.year, published.year - 1):
        if year >= 1 and month_of(year, month, part).first <= published:
            return month_of(year, month, part)
    return None


def weekday_before(weekday: int, published: date, *, strictly: bool = False) -> date | None:
    """The last such weekday (0 is Monday) on or, if `strictly`, before `published`."""
    back = (published.weekday() - weekday) % 7 or (7 if strictly else 0)
    return days_back(published, back)


def days_back(published: date, days: int) -> date | None:
    try:
        return published - timedelta(days=days)
    except OverflowError:
        return None


def week_of(day: date) -> Interval:
    """The week from Monday to Sunday, cut off at the ends of the calendar."""
    first = days_back(day, day.weekday()) or date.min
    last = days_back(first, -6) or date.max
    return Interval(first, last, Precision.WEEK)


def months_back(published: date, months: int) -> Interval | None:
    """The calendar month so many months earlier."""
    index = published.year * 12 + published.month - 1 - months
    return month_of(index // 12, index % 12 + 1) if index >= 12 else None
