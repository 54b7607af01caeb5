"""Days as data sets write them, and the day on which a query is said to have been published."""

import random
import re
from datetime import date, timedelta
from enum import StrEnum

DELAY = 60
"""A claim is forwarded later than it is reported: up to so many days."""

WRONG = 730
"""Two years off."""

_SEED = 20261122
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?, (\d{4})\b")


class Dates(StrEnum):
    """What is known of the day of a query."""

    NONE = "none"
    DELAYED = "delayed"
    WRONG = "wrong"


def read_day(text: str) -> date | None:
    """The first day in *2025-09-14*, *14 September 2025*, *stated on September 14, 2025 in a debate*; None where there is none."""
    if found := _ISO.search(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.search(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := _MONTH_FIRST.search(text):
        day, month, year = int(found[2]), _month(found[1]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def published_on(query: str, day: date | None, dates: Dates) -> date | None:
    """By chance, but for a query always the same, whichever others are asked."""
    if day is None or dates is Dates.NONE:
        return None
    chance = random.Random(f"{_SEED} {dates} {query}")
    if dates is Dates.DELAYED:
        return day + timedelta(days=chance.randint(0, DELAY))
    return day + timedelta(days=chance.choice((-WRONG, WRONG)))


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0
