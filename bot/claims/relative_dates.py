"""Times that are said from the day of publication: yesterday, on Tuesday, two weeks ago, late last year."""

import re
from collections.abc import Callable
from datetime import date

from bot.claims.dates import PART, Dated, part_of
from bot.claims.days import (
    day_of,
    days_back,
    month_of,
    months_back,
    stretch,
    week_of,
    weekday_before,
    year_of,
)
from bot.claims.interval import Interval
from bot.claims.word_list import words

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year)s?"
_WEEKDAY = re.compile(
    rf"\b(?:(?P<lead>last|next|this past|this|every|each|black|bloody|good|palm|easter) )?(?:(?:early|late) )?(?P<day>{'|'.join(_WEEKDAYS)})\b"
    r"(?!s\b)(?: (?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?:about |some |around |nearly |almost )?{_COUNT} {_UNIT} (?:ago|earlier today)\b", re.IGNORECASE
)
_YEARS_AGO = re.compile(
    rf"\b(?:exactly )?{_COUNT} years? ago (?P<near>yesterday|today|tomorrow|this day|on this day)\b",
    re.IGNORECASE,
)
_OF_WEEK = re.compile(
    rf"\b(?P<day>{'|'.join(_WEEKDAYS)})(?: (?:morning|afternoon|evening|night))?(?:,| of)? (?P<which>last|this|the previous) week\b"
    rf"|\b(?P<early>last week)(?:'s|,? on) (?P<day2>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?:in|over|during|for|within) the (?:past|last|previous) (?:{_COUNT} )?{_UNIT}\b", re.IGNORECASE
)
_LAST = re.compile(
    rf"\b(?:(?P<part>{PART})[ -])?(?P<which>last|this|the past|previous|earlier this|later this|the current) (?P<unit>week|weekend|month|year)\b(?!-)",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"\b(?:over|at|on|during) the weekend\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:(?P<today>today|tonight|this (?:morning|afternoon|evening)|earlier today)|(?P<overnight>overnight)|(?P<tomorrow>tomorrow)|the day (?P<before>before yesterday)"
    r"|(?P<yesterday>(?:yday|yesterday)(?: (?:morning|afternoon|evening|night))?|last night))\b(?!'s)",
    re.IGNORECASE,
)
_NO_DAY = words("next each good bloody easter black palm every")


def find_relative_dates(text: str, published: date | None) -> list[Dated]:
    """Every time that hangs on the date of publication; `when` is None without one."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Interval | None]], ...] = (
        (_WEEKDAY, _weekday),
        (_YEARS_AGO, _years_ago),
        (_OF_WEEK, _of_week),
        (_AGO, _ago),
        (_PAST, _past),
        (_LAST, _last),
        (_WEEKEND, _weekend),
        (_DAY, _day),
    )
    return [
        Dated(match.start(), match.end(), read(match, published) if published else None, is_relative=True)
        for pattern, read in readers
        for match in pattern.finditer(text)
        if not (pattern is _WEEKDAY and (match["lead"] or "").lower() in _NO_DAY)
    ]


def _day(match: re.Match[str], published: date) -> Interval | None:
    back = 0 if match["today"] else 2 if match["before"] else -1 if match["tomorrow"] else 1
    day = days_back(published, back)
    if day is None:
        return None
    return stretch(day, published) if match["overnight"] else Interval.of_day(day)


def _weekday(match: re.Match[str], published: date) -> Interval | None:
    weekday = _WEEKDAYS.index(match["day"].lower())
    day = weekday_before(weekday, published, strictly=(match["lead"] or "").lower() == "last")
    return Interval.of_day(day) if day else None


def _ago(match: re.Match[str], published: date) -> Interval | None:
    count, unit = _counted(match)
    if unit in {"hour", "day"}:
        day = days_back(published, count if unit == "day" else (count + 12) // 24)
        return Interval.of_day(day) if day else None
    if unit == "week":
        day = days_back(published, 7 * count)
        first, last = (days_back(day, 3), days_back(day, -3)) if day else (None, None)
        return Interval(first, last, week_of(published).precision) if first and last else None
    if unit == "month":
        return months_back(published, count)
    return year_of(published.year - count) if published.year > count else None


def _years_ago(match: re.Match[str], published: date) -> Interval | None:
    near = {"yesterday": 1, "tomorrow": -1}.get(match["near"].lower(), 0)
    day = days_back(published, near)
    found = day_of(day.year - _counted(match)[0], day.month, day.day) if day else None
    return Interval.of_day(found) if found else None


def _of_week(match: re.Match[str], published: date) -> Interval | None:
    weekday = _WEEKDAYS.index((match["day"] or match["day2"]).lower())
    is_this = (match["which"] or "last").lower() == "this"
    monday = days_back(published, published.weekday() + (0 if is_this else 7))
    day = days_back(monday, -weekday) if monday else None
    return Interval.of_day(day) if day else None


def _past(match: re.Match[str], published: date) -> Interval | None:
    count, unit = _counted(match)
    days = {
        "hour": (count + 23) // 24,
        "day": count,
        "week": 7 * count,
        "month": 30 * count,
        "year": 365 * count,
    }[unit]
    first = days_back(published, days)
    return stretch(first, published) if first else None


def _last(match: re.Match[str], published: date) -> Interval | None:
    unit = match["unit"].lower()
    back = 0 if "this" in match["which"].lower() or "current" in match["which"].lower() else 1
    part = part_of(match["part"])
    if unit == "year":
        return year_of(published.year - back, part) if published.year > back else None
    if unit == "month":
        month = months_back(published, back)
        return month and month_of(month.first.year, month.first.month, part)
    if unit == "weekend":
        return _weekend(match, published)
    day = days_back(published, 7 * back)
    return week_of(day) if day else None


def _weekend(_match: re.Match[str], published: date) -> Interval | None:
    saturday = weekday_before(5, published)
    sunday = days_back(saturday, -1) if saturday else None
    return stretch(saturday, sunday) if saturday and sunday else None


def _counted(match: re.Match[str]) -> tuple[int, str]:
    word = (match["count"] or "one").lower()
    count = _COUNTS[word] if word in _COUNTS else int(word)
    unit = (match.groupdict().get("unit") or "year").lower()
    return (2 * count, "week") if unit == "fortnight" else (count, unit)
