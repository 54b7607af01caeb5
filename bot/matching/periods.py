"""The period that a claimed total covers against the one that a series covers."""

from bot.claims.claim import Claim, Moment
from bot.claims.interval import Interval, Precision
from bot.library.series import Series
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot
from bot.matching.shown import show_day, show_interval

_MONTH = 31
"""Days by which two beginnings may lie apart and still be the same one, told more or less exactly."""


def compare_period(claim: Claim, series: Series) -> Compared:
    """ "Since October 2023" is not "since the coup", and "in 2023" is another total than both."""
    for moment in claim.moments:
        if moment.when and moment.text.lower().startswith("since") and series.since:
            return _compare_beginning(moment, moment.when, series)
    for moment in claim.moments:
        if moment.when and is_period(moment):
            return _compare_closed(moment, moment.when, series)
    return SILENT


def _compare_beginning(moment: Moment, when: Interval, series: Series) -> Compared:
    since = series.since
    if (
        since is None
        or when.widened(_MONTH if when.precision is Precision.DAY else 0).days_apart(Interval.of_day(since))
        == 0
    ):
        return Compared(Accord.AGREES, shown=moment.text)
    ours = f"since {show_day(since)}"
    return Compared(Accord.CONFLICTS, (Difference(Slot.DATE, moment.text, ours),), shown=moment.text)


def _compare_closed(moment: Moment, when: Interval, series: Series) -> Compared:
    if series.since is None or series.until is None:
        return SILENT
    ours = Interval(series.since, series.until, Precision.YEAR)
    if (when.first, when.last) == (ours.first, ours.last):
        return Compared(Accord.AGREES, shown=moment.text)
    return Compared(
        Accord.CONFLICTS,
        (Difference(Slot.DATE, show_interval(when), show_interval(ours)),),
        shown=moment.text,
    )


def is_period(moment: Moment) -> bool:
    """Whether it names a month or a year as the time of what happened, not as the beginning or the day of a count."""
    return (
        not moment.is_as_of
        and moment.when is not None
        and moment.when.precision in {Precision.MONTH, Precision.YEAR}
    )
