"""The period that a claimed total covers against the one that a series covers."""

import re

from bot.claims.claim import Claim, Moment
from bot.claims.interval import Interval, Precision
from bot.library.series import Series
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot
from bot.matching.shown import show_day, show_interval
from bot.matching.weights import Dates

_NOW = re.compile(r"(?:now|today|as of now|so far|to date|currently|at present|right now)", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:to|until|till|through|by|up to|and)\s+(?:the\s+)?(?:end of\s+)?$", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:in (?:detention|prison|jail|custody)|behind bars|(?:still|currently|remain\w*) (?:detained|held)|political prisoners|since the (?:coup|takeover)|toll|stood at|tally|in total)\b",
    re.IGNORECASE,
)
"""Words of what stands at a time, rather than happens in it."""
_SAID = re.compile(
    r"\b(?:said|says|say|reported|announced|told \w+|stated|published)(?: (?:in|on|late|early|at))?(?: the)? $",
    re.IGNORECASE,
)
"""Behind these stands when it was said."""
_SPELL = re.compile(r"\b(?:yesterday|week|month|year|days)\b", re.IGNORECASE)
_OTHER_BEGINNING = re.compile(
    r"\bsince the (?!coup|takeover|putsch|military|army|junta|february|start of the coup|2021)\w+(?: \w+)?",
    re.IGNORECASE,
)


_SINCE = re.compile(r"\bsince\b[^,.;:\d]{0,40}$", re.IGNORECASE)
"""Behind these words stands when a count began: "since it took power in February"."""
_SPANS = re.compile(r"\w (?:to|until|till|through|and) \w|\d ?[–-] ?\d", re.IGNORECASE)


def compare_period(claim: Claim, series: Series, limits: Dates) -> Compared:
    """ "Since October 2023" is not "since the coup", and "in 2023" is another total than both."""
    for moment in claim.moments:
        if moment.when and series.since and is_beginning(moment, claim.text):
            return _compare_beginning(moment, moment.when, series, limits)
    other = _OTHER_BEGINNING.search(claim.text)
    if other and series.since:
        difference = Difference(Slot.DATE, other.group(), f"since {show_day(series.since)}")
        return Compared(Accord.CONFLICTS, (difference,), other.group())
    for moment in claim.moments:
        if is_period(moment, claim.text) and not is_whole(moment, series, limits):
            return _compare_closed(moment, series)
    return SILENT


def _compare_beginning(moment: Moment, when: Interval, series: Series, limits: Dates) -> Compared:
    since = series.since
    if (
        since is None
        or when.widened(limits.beginning if when.precision is Precision.DAY else 0).days_apart(
            Interval.of_day(since)
        )
        == 0
    ):
        return Compared(Accord.AGREES, shown=moment.text)
    ours = f"since {show_day(since)}"
    return Compared(Accord.CONFLICTS, (Difference(Slot.DATE, moment.text, ours),), shown=moment.text)


def _compare_closed(moment: Moment, series: Series) -> Compared:
    theirs = show_interval(moment.when) if moment.when else moment.text
    if series.since is None:
        return SILENT
    if series.until is None:
        ours = f"since {show_day(series.since)}"
    else:
        span = Interval(series.since, series.until, Precision.YEAR)
        if moment.when and (moment.when.first, moment.when.last) == (span.first, span.last):
            return Compared(Accord.AGREES, shown=moment.text)
        ours = show_interval(span)
    return Compared(Accord.CONFLICTS, (Difference(Slot.DATE, theirs, ours),), shown=moment.text)


def is_beginning(moment: Moment, text: str) -> bool:
    if moment.text.lower().startswith("since"):
        return True
    return not moment.is_as_of and _SINCE.search(text, 0, moment.start) is not None


def is_whole(moment: Moment, series: Series, limits: Dates) -> bool:
    """ "From 1 February 2021 to 31 December 2022": the time from which a running total counts, up to some day."""
    when, since = moment.when, series.since
    if when is None or since is None or series.until is not None or not names_both_ends(moment):
        return False
    return when.first != when.last and abs((when.first - since).days) <= limits.beginning


def names_both_ends(moment: Moment) -> bool:
    return _SPANS.search(moment.text) is not None


def is_period(moment: Moment, text: str) -> bool:
    """Whether it names a time in which something happened, not the beginning or the end of a count."""
    if (
        moment.is_as_of
        or is_beginning(moment, text)
        or _NOW.fullmatch(moment.text.strip())
        or _UNTIL.search(text[: moment.start])
        or _SAID.search(text, 0, moment.start)
    ):
        return False
    if moment.is_relative:
        return (
            moment.when is None or moment.when.first != moment.when.last or bool(_SPELL.search(moment.text))
        )
    if moment.when is None:
        return False
    is_month = moment.when.precision is Precision.MONTH
    return (is_month and not _STOCK.search(text)) or moment.when.precision is Precision.YEAR
