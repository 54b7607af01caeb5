from datetime import date

from bot.claims.claim import Claim, Moment
from bot.claims.interval import Interval, Precision
from bot.claims.note import note
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.shown import show_day, show_interval
from bot.matching.weights import Dates

_COARSE = frozenset({Precision.MONTH, Precision.YEAR})


def compare_dates(
    claim: Claim, profile: Profile, published: date | None, today: date, limits: Dates
) -> Compared:
    """When the claim says it was, against the record's days and how exactly they are known."""
    ours = profile.when
    if ours is None:
        return SILENT
    allowed = ours.widened(_margin(ours, limits))
    said = [(moment, moment.when) for moment in claim.moments if moment.when and not moment.is_as_of]
    if said:
        return _compare_said(said, ours, allowed, limits)
    recent = next((moment for moment in claim.moments if moment.is_relative and moment.when is None), None)
    if recent and published is None and (today - ours.last).days > limits.stale_retelling:
        # "Yesterday", in a text without a date, about something long past: old news told as new.
        difference = Difference(Slot.DATE, recent.text, show_interval(ours), Weight.REMARK)
        return Compared(Accord.SILENT, (difference,), shown=recent.text)
    if published and published < allowed.first:
        shown = show_day(published)
        return Compared(
            Accord.CONFLICTS, (Difference(Slot.DATE, f"≤ {shown}", show_interval(ours)),), shown=shown
        )
    if any(
        moment.when and allowed.days_apart(moment.when) == 0
        for moment in claim.context.moments
        if not moment.is_as_of
    ):
        return Compared(Accord.PARTLY, shown=show_interval(ours))
    if published and (published - ours.last).days > limits.stale_retelling:
        return Compared(
            Accord.SILENT,
            unchecked=(
                note("not_checked.when_retold", published=show_day(published), when=show_interval(ours)),
            ),
        )
    return (
        Compared(Accord.PARTLY, shown=show_day(published))
        if published and _is_fresh(published, ours, limits)
        else SILENT
    )


def _margin(ours: Interval, limits: Dates) -> int:
    """Days on either side that still agree: what the precision leaves open beyond the days that the record spans already."""
    leeway: int = getattr(limits, ours.precision.value)
    return max(limits.day, leeway - (ours.last - ours.first).days)


def _compare_said(
    said: list[tuple[Moment, Interval]], ours: Interval, allowed: Interval, limits: Dates
) -> Compared:
    for moment, when in said:
        if allowed.days_apart(when) == 0:
            accord = Accord.PARTLY if when.precision in _COARSE else Accord.AGREES
            shown = show_interval(when) if moment.is_relative else moment.text
            return Compared(accord, (*_nearly(when, ours), *_besides(said, ours, limits)), shown)
    theirs = ", ".join(dict.fromkeys(show_interval(when) for _, when in said))
    difference = Difference(Slot.DATE, theirs, show_interval(ours))
    is_near_miss = any(_is_other_year(when, ours) for _, when in said)
    return Compared(Accord.CONFLICTS, (difference,), shown=theirs, is_near_miss=is_near_miss)


def _nearly(when: Interval, ours: Interval) -> tuple[Difference, ...]:
    """A day beside ours is within what clocks and reports allow, but it is not ours."""
    if when.precision is Precision.DAY is ours.precision and when.days_apart(ours):
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


def _is_other_year(theirs: Interval, ours: Interval) -> bool:
    """The same day of another year."""
    same_day = (theirs.first.month, theirs.first.day) == (ours.first.month, ours.first.day)
    return same_day and theirs.precision not in _COARSE


def _is_fresh(published: date, ours: Interval, limits: Dates) -> bool:
    return 0 <= (published - ours.last).days <= limits.fresh
