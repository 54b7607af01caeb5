import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from bot.claims.claim import Claim, Moment
from bot.claims.dates import find_dates
from bot.claims.interval import Interval, Precision
from bot.library.statement import Statement
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.fitting import is_slip
from bot.matching.going_on import goes_on
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.shown import WEEKDAYS, show_day, show_interval
from bot.matching.weights import Dates

_NAMED = r"(?P<day>(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?)\b"
_WEEKDAY = re.compile(rf"\b{_NAMED}", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b{_NAMED}[,(]? (?:the )?$", re.IGNORECASE)
_DAY_BEHIND = re.compile(rf"(?:,| \()? ?(?:a )?{_NAMED}", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:reports?|news|articles?|dispatch(?:es)?|statements?|briefing|said|reported|told \w+|published|posted|wrote|dated)"
    r" (?:of |from |on |dated )?(?:the )?$",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:counted|found|discovered|recovered|buried|cremated|identified|confirmed|announced|documented|verified|named|listed|learnt|learned|heard|photographed)"
    r"(?: \w+){0,4}? (?:on |by |until )(?:the )?$",
    re.IGNORECASE,
)
"""What comes after the deed: a day right behind ours may be that of it."""
_LOOSELY = re.compile(
    r"\b(?P<side>before|after|around|about|ahead of|eve of|run-up to|days of|close to|towards?|end of|back of)(?: the)? $",
    re.IGNORECASE,
)
_EARLIER = frozenset({"before", "ahead of", "eve of", "run-up to", "towards", "toward"})
_TELLS = re.compile(r",? (?:reports?|news reports?|articles?) (?:say|said|have it)\b", re.IGNORECASE)
_DIGIT = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""A day of the month in figures."""

_COARSE = frozenset({Precision.MONTH, Precision.YEAR})
_WHEN_FRESH = 0.5
"""What it tells that a text without a day came out soon after: too little to tie it to one event among those of that week."""


def compare_dates(
    claim: Claim, profile: Profile, published: date | None, today: date, limits: Dates
) -> Compared:
    """When the claim says it was, against the record's days and how exactly they are known."""
    ours, spoken = profile.when, _spoken_on(profile)
    said = [(one, when) for one in claim.moments if not one.is_as_of and (when := _when(one, ours))]
    if ours is None:
        return _compare_spoken(said, spoken, limits) if spoken else SILENT
    allowed = ours.widened(_margin(ours, limits))
    told = [one for one in said if _is_of_report(claim, *one, ours, limits)]
    said = [one for one in said if one not in told]
    if told and not said:
        return Compared(Accord.PARTLY, shown=told[0][0].text)
    if said:
        found = _compare_said(claim, said, ours, allowed, limits)
        if spoken and (found.accord is Accord.CONFLICTS or found.differences):
            by_speaking = _compare_spoken(said, spoken, limits)
            found = by_speaking if by_speaking.accord is Accord.AGREES else found
        impossible = impossible_days(claim, said)
        return replace(found, differences=(*found.differences, *impossible)) if impossible else found
    recent = next((moment for moment in claim.moments if moment.is_relative and moment.when is None), None)
    if recent and published is None and (today - ours.last).days > limits.stale_retelling:
        # "Yesterday", in a text without a date, about something long past: old news told as new.
        difference = Difference(Slot.DATE, recent.text, show_interval(ours), Weight.REMARK)
        return Compared(Accord.SILENT, (difference,), shown=recent.text)
    if published and published < allowed.first:
        shown = show_day(published)
        # How much that counts is for `retelling` to say: the date of a text is less sure than one that stands in it.
        difference = Difference(Slot.DATE, f"≤ {shown}", show_interval(ours))
        return Compared(Accord.SILENT, (difference,), shown=shown)
    return _compare_around(claim, ours, allowed, published, limits)


def _is_of_report(claim: Claim, moment: Moment, when: Interval, ours: Interval, limits: Dates) -> bool:
    """Whether it is the day on which it was told, and can be: "reports of 6 July said"."""
    behind = (when.first - ours.last).days
    if not 0 < behind <= limits.month:
        return False
    is_found = _FOUND.search(claim.text, 0, moment.start) and behind <= limits.week
    is_told = _TOLD.search(claim.text[: moment.start]) or _TELLS.match(claim.text[moment.end :])
    return bool(is_told or is_found)


def _compare_around(
    claim: Claim, ours: Interval, allowed: Interval, published: date | None, limits: Dates
) -> Compared:
    """A claim without a day of its own: by the sentences before it, and by when the text was published."""
    around = [moment.when for moment in claim.context.moments if moment.when and not moment.is_as_of]
    if any(allowed.days_apart(when) == 0 for when in around):
        return Compared(Accord.AGREES if goes_on(claim) else Accord.PARTLY, shown=show_interval(ours))
    if around and goes_on(claim) and all(allowed.days_apart(when) > limits.few_days for when in around):
        theirs = ", ".join(dict.fromkeys(map(show_interval, around)))
        return Compared(Accord.CONFLICTS, (Difference(Slot.DATE, theirs, show_interval(ours)),), shown=theirs)
    if published is None:
        return SILENT
    if (published - ours.last).days > limits.stale_retelling and not around:
        # Without a day of its own a text speaks of what is new when it comes out: this one was not.
        difference = Difference(Slot.DATE, f"– · {show_day(published)}", show_interval(ours), Weight.REMARK)
        return Compared(Accord.SILENT, (difference,))
    if not _is_fresh(published, ours, limits):
        return SILENT
    return Compared(Accord.PARTLY, shown=show_day(published), strength=_WHEN_FRESH)


def _spoken_on(profile: Profile) -> Interval | None:
    """The day on which it was said, where the record is somebody's statement."""
    return profile.record.said_on if isinstance(profile.record, Statement) else None


def _compare_spoken(said: list[tuple[Moment, Interval]], spoken: Interval, limits: Dates) -> Compared:
    """A day that a text gives for a statement may be that of saying it."""
    if not said:
        return SILENT
    moment, when = min(said, key=lambda one: one[1].days_apart(spoken))
    shown = show_interval(when) if moment.is_relative else moment.text
    apart = when.days_apart(spoken)
    if apart <= _margin(spoken, limits):
        return Compared(Accord.PARTLY if when.precision in _COARSE else Accord.AGREES, shown=shown)
    if apart <= limits.month:
        return SILENT
    difference = Difference(Slot.DATE, shown, show_interval(spoken), Weight.REMARK)
    return Compared(Accord.SILENT, (difference,), shown=shown)


@lru_cache(maxsize=64)
def _weekday_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The weekday in a date that stands there, or beside it. Kept, as every candidate asks for the same claim."""
    within = _WEEKDAY.search(text[start:end]) or _DAY_BEFORE.search(text[:start])
    return within or _DAY_BEHIND.match(text[end:])


def impossible_days(claim: Claim, said: list[tuple[Moment, Interval]]) -> tuple[Difference, ...]:
    """ "Sunday, 11 April 2023", which was a Tuesday."""
    found = []
    for moment, when in said:
        weekday = _weekday_of(claim.text, moment.start, moment.end)
        if weekday is None or when.first != when.last or not _DIGIT.search(moment.text):
            continue
        if WEEKDAYS[when.first.weekday()] != weekday["day"][:3].title():
            theirs = f"{weekday['day']}, {show_day(when.first)}"
            ours = f"{WEEKDAYS[when.first.weekday()]} {show_day(when.first)}"
            found.append(Difference(Slot.DATE, theirs, ours, Weight.REMARK))
    return tuple(found)


def _margin(ours: Interval, limits: Dates) -> int:
    """Days on either side that still agree: what the precision leaves open beyond the days that the record spans already."""
    leeway: int = getattr(limits, ours.precision.value)
    return max(limits.day, leeway - (ours.last - ours.first).days)


def _when(moment: Moment, ours: Interval | None) -> Interval | None:
    """ "13 April" without a year is meant of our year, where it is about our day: nothing speaks against it."""
    if moment.when or ours is None or not _DIGIT.search(moment.text):
        return moment.when
    again = find_dates(moment.text, ours.last)
    return again[0].when if again and again[0].when and again[0].when.days_apart(ours) <= 1 else None


def _meant(claim: Claim, moment: Moment, when: Interval, limits: Dates) -> Interval:
    """The days that "just before Christmas" and "around 5 May" leave open."""
    loosely = _loosely(claim.text, moment.start)
    if loosely is None or when.precision in _COARSE:
        return when
    if loosely["side"].lower() in _EARLIER:
        return replace(when, first=when.first - timedelta(days=limits.week))
    if loosely["side"].lower() == "after":
        return replace(when, last=when.last + timedelta(days=limits.week))
    return when.widened(limits.few_days)


@lru_cache(maxsize=64)
def _loosely(text: str, start: int) -> re.Match[str] | None:
    """What stands before a date there. Kept, as every candidate asks for the same claim."""
    return _LOOSELY.search(text, 0, start)


def _compare_said(
    claim: Claim,
    said: list[tuple[Moment, Interval]],
    ours: Interval,
    allowed: Interval,
    limits: Dates,
) -> Compared:
    for moment, when in said:
        meant = _meant(claim, moment, when, limits)
        if allowed.days_apart(meant) == 0:
            accord = Accord.PARTLY if when.precision in _COARSE else Accord.AGREES
            shown = show_interval(when) if moment.is_relative else moment.text
            return Compared(accord, (*_nearly(moment, meant, ours), *_besides(said, ours, limits)), shown)
    theirs = ", ".join(dict.fromkeys(show_interval(when) for _, when in said))
    difference = Difference(Slot.DATE, theirs, show_interval(ours))
    is_near_miss = any(_is_slip(when, ours) for _, when in said)
    return Compared(Accord.CONFLICTS, (difference,), shown=theirs, is_near_miss=is_near_miss)


def _nearly(moment: Moment, when: Interval, ours: Interval) -> tuple[Difference, ...]:
    """A day beside ours is within what clocks and reports allow, but it is not ours."""
    is_exact = bool(_DIGIT.search(moment.text)) and not moment.is_relative  # "Christmas" is a loose word
    if is_exact and when.precision is Precision.DAY is ours.precision and when.days_apart(ours):
        return (Difference(Slot.DATE, show_interval(when), show_interval(ours), Weight.REMARK),)
    return ()


def _besides(said: list[tuple[Moment, Interval]], ours: Interval, limits: Dates) -> tuple[Difference, ...]:
    """A second day, too far off to be the one of the report."""
    far = [
        when for _, when in said if ours.days_apart(when) > limits.reported and when.precision not in _COARSE
    ]
    return tuple(
        Difference(Slot.DATE, show_interval(when), show_interval(ours), Weight.REMARK) for when in far
    )


def _is_slip(theirs: Interval, ours: Interval) -> bool:
    """The same day of another year or month, or a day with a digit more, less or swapped."""
    if theirs.precision in _COARSE:
        return False
    one, other = theirs.first, ours.first
    if one.day == other.day:
        return one.month == other.month or one.year == other.year
    is_same_month = (one.month, one.year) == (other.month, other.year)
    return is_same_month and is_slip(one.day, other.day, other.day, other.day)


def _is_fresh(published: date, ours: Interval, limits: Dates) -> bool:
    return 0 <= (published - ours.last).days <= limits.fresh
