"""A claimed total against a series, at the date of the claim.

An older or newer value of the same series is not a contradiction: it is a value of another day.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.claims.claim import Claim, Moment
from bot.claims.countables import measure_of
from bot.claims.interval import Interval, Precision
from bot.claims.note import note
from bot.claims.quantity import CEILINGS, Bound, Measure, Quantity
from bot.library.series import Point, Series
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.counted import ANYBODY, counted, in_scale_of, is_same_thing
from bot.matching.fitting import fits, is_slip
from bot.matching.match import Difference, Slot, Weight
from bot.matching.periods import is_beginning, is_period, names_both_ends
from bot.matching.shown import show_count, show_day, show_number
from bot.matching.vocabulary import Vocabulary, load_vocabulary
from bot.matching.weights import Numbers

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_DYING = frozenset({Measure.KILLED, Measure.DETAINED, Measure.ARRESTED})
_SAME_FIGURE = 3
"""Days between which a counter's figure hardly moves."""
_TELLING = 100
"""From here on the very number of a total is not met by chance."""

_UNMISTAKABLE = 500
"""From here on it tells the series even where little else does."""
_LONG = 45
"""Days from which on a span from one day to another is the time of a running count."""
NO_FIGURE_THEN = "not_checked.no_figure_then"
_EARLY = timedelta(days=31)
"""How long before our first figure a text may have it."""


def compare_total(
    claim: Claim, series: Series, published: date | None, today: date, vocabulary: Vocabulary, limits: Numbers
) -> Compared:
    """The claim's number of this measure against the series; silent where it has none."""
    quantity = pick_quantity(claim, series, vocabulary)
    if not series.points:
        return SILENT
    if quantity is None:
        return _of_other_measure(claim, series)
    days = claimed_days(claim) or (Interval.of_day(published) if published else None)
    low, high = _closed(series) if series.until else _between(series, days or Interval.of_day(today), limits)
    units = _unit_difference(quantity, series, vocabulary)
    said = quantity.text.strip()
    if any(unit.weight is Weight.CONFLICT for unit in units):
        return Compared(Accord.CONFLICTS, units, said, is_near_miss=True)
    day = days.last if days else None
    if _fits_total(quantity, low, high, limits) and not (
        days and _is_of_other_day(quantity, series, days, limits)
    ):
        if series.until is None and _has_no_figure(quantity, series, days or Interval.of_day(today), limits):
            return _at_no_figure(quantity, series, day, units)
        old = _is_last_figure(quantity, series, day, limits) if day and series.until is None else ()
        return Compared(Accord.AGREES, (*old, *units), said)
    if _may_have_fallen(quantity, series, day or today):
        return _at_no_figure(quantity, series, day, units)
    compared = _of_other_day(quantity, series, day, today, limits)
    return replace(compared, differences=(*compared.differences, *units))


def _of_other_measure(claim: Claim, series: Series) -> Compared:
    """The very number of one of our points, said of something else: "19,698 killed" of those who are detained."""
    if _says_measure(claim, series):
        return SILENT  # it speaks of the same, however its number was read
    for quantity in claim.quantities:
        for point in series.points:
            is_telling = quantity.value >= _TELLING and quantity.measure is not Measure.OTHER
            if is_telling and quantity.value == point.value:
                theirs = show_count(show_number(quantity.value), quantity.measure, quantity.unit)
                difference = Difference(Slot.UNIT, theirs, _show(point, series))
                return Compared(Accord.CONFLICTS, (difference,), theirs, is_near_miss=True)
    return SILENT


def _says_measure(claim: Claim, series: Series) -> bool:
    said = {measure_of(word.lower()) for word in _WORD.findall(claim.text)}
    if series.measure is Measure.DIED_IN_CUSTODY:
        return Measure.KILLED in said and "custody" in claim.text.lower()
    return series.measure in said


def _between(series: Series, days: Interval, limits: Numbers) -> tuple[float, float]:
    return expected(series, days.first, limits)[0], expected(series, days.last, limits)[1]


def _is_of_other_day(quantity: Quantity, series: Series, days: Interval, limits: Numbers) -> bool:
    """Whether it is our figure of a day far from the one that is meant, however wide the estimates of that day are: that very number, or before
    our first figure that one, told roundly."""
    if series.until is not None:
        return False
    if _is_before_points(series, days):
        return _is_out_of_reach(series, days.last, limits) and _is_of_point(
            quantity, series.points[0], limits
        )
    if quantity.bound is not Bound.EXACT:
        return False
    own = {
        point.value
        for day in (days.first, days.last)
        for point in neighbours(series, day)
        if -limits.stale_figure <= (point.as_of - day).days <= _EARLY.days
    }
    return quantity.value not in own and any(point.value == quantity.value for point in series.points)


def _is_before_points(series: Series, days: Interval) -> bool:
    return days.last < series.points[0].as_of - _EARLY


def _is_out_of_reach(series: Series, day: date, limits: Numbers) -> bool:
    """Whether the count had most of its time still before it until our first figure."""
    first = series.points[0].as_of
    return series.since is not None and day - series.since < (first - series.since) * limits.half


def _is_of_point(quantity: Quantity, point: Point, limits: Numbers) -> bool:
    """Whether the number is that one, whatever words stand round it."""
    plain = replace(quantity, bound=Bound.EXACT)
    return fits(plain, point.least, point.most, limits) is Accord.AGREES


def _has_no_figure(quantity: Quantity, series: Series, days: Interval, limits: Numbers) -> bool:
    """Whether nothing that we have speaks for the number, nor against it: it is of a time long before our first figure, or has grown long since our last."""
    last = series.points[-1]
    is_after = (days.first - last.as_of).days > limits.stale_figure
    return _is_before_points(series, days) or (is_after and not _is_of_point(quantity, last, limits))


def _at_no_figure(
    quantity: Quantity, series: Series, day: date | None, units: tuple[Difference, ...]
) -> Compared:
    said = quantity.text.strip()
    near = _show(neighbours(series, day)[0] if day else series.points[-1], series)
    theirs = f"{said} · {show_day(day)}" if day else said
    apart = Difference(Slot.AS_OF, theirs, near, Weight.REMARK)
    unchecked = (note(NO_FIGURE_THEN, text=said, near=near),)
    return Compared(Accord.PARTLY, (apart, *units), said, unchecked)


def is_beyond_points(claim: Claim, series: Series, published: date | None, today: date) -> bool:
    """Whether the claim gives a number of this series for a day after our last one."""
    if series.until is not None or not series.points or pick_quantity(claim, series) is None:
        return False
    return (claimed_day(claim) or published or today) > series.points[-1].as_of


def _is_last_figure(quantity: Quantity, series: Series, day: date, limits: Numbers) -> tuple[Difference, ...]:
    """Our last figure told again long after its day: nothing contradicts it, but it is not of that day."""
    last = series.points[-1]
    is_it = fits(quantity, last.least, last.most, limits) is Accord.AGREES
    if not is_it or (day - last.as_of).days <= limits.stale_figure:
        return ()
    theirs = f"{quantity.text.strip()} · {show_day(day)}"
    return (Difference(Slot.AS_OF, theirs, _show(last, series), Weight.REMARK),)


def _of_other_day(
    quantity: Quantity, series: Series, day: date | None, today: date, limits: Numbers
) -> Compared:
    """A value that the series had on another day, or never."""
    said = quantity.text.strip()
    then = reached(series, quantity, limits) if series.until is None else None
    if _is_ceiling_below(quantity, series, day or today):
        then = None
    if then is not None and day and _is_known_otherwise(series, quantity, day, limits):
        then = None
    if then is None:
        points = neighbours(series, day or today)
        near = ", ".join(_show(point, series) for point in points)
        slip = any(is_slip(quantity.value, point.value, point.least, point.most) for point in points)
        return Compared(Accord.CONFLICTS, (Difference(Slot.NUMBER, said, near),), said, is_near_miss=slip)
    theirs = f"{said} · {show_day(day)}" if day else said
    ours = "; ".join(_show(point, series) for point in dict.fromkeys((then, series.points[-1])))
    weight = Weight.CONFLICT if day else Weight.REMARK
    return Compared(Accord.PARTLY, (Difference(Slot.AS_OF, theirs, ours, weight),), said)


def _is_ceiling_below(quantity: Quantity, series: Series, day: date) -> bool:
    """ "Fewer than 5,982" where we have 5,982: another number, not that of another day."""
    least = min(point.least for point in neighbours(series, day))
    return quantity.bound in CEILINGS and quantity.value <= least


def _may_have_fallen(quantity: Quantity, series: Series, day: date) -> bool:
    is_of_us = series.until is not None or any(point.as_of == day for point in series.points)
    return series.measure is Measure.DETAINED and not is_of_us and _is_ceiling_below(quantity, series, day)


def _is_known_otherwise(series: Series, quantity: Quantity, day: date, limits: Numbers) -> bool:
    """Whether we have the figure of that very day, and the number is none of ours: it is wrong, not old."""
    is_of_ours = any(
        fits(quantity, point.least, point.most, limits) is Accord.AGREES for point in series.points
    )
    return not is_of_ours and any(abs((point.as_of - day).days) <= _SAME_FIGURE for point in series.points)


def _fits_total(quantity: Quantity, low: float, high: float, limits: Numbers) -> bool:
    """A counter's "at least" is its count of that day, rounded down at most: an old count is no bound on a new one."""
    match quantity.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return low * (1 - limits.about) <= quantity.value <= high * (1 + limits.rounding)
        case Bound.LESS_THAN if quantity.value <= low:
            return False
        case Bound.AT_MOST | Bound.LESS_THAN:
            return low * (1 - limits.rounding) <= quantity.value <= high * (1 + limits.about)
        case _:
            return fits(quantity, low, high, limits) is Accord.AGREES


def pick_quantity(claim: Claim, series: Series, vocabulary: Vocabulary | None = None) -> Quantity | None:
    """The number that can be meant: of the same measure, and of things of that name where the measure is an amount."""
    same = [quantity for quantity in claim.quantities if quantity.measure is series.measure]
    if series.measure in {Measure.AMOUNT, Measure.OTHER, Measure.DESTROYED, Measure.TAKEN}:
        words = vocabulary or load_vocabulary()
        scaled = [in_scale_of(quantity, series.unit, words) for quantity in same]
        same = [quantity for quantity in scaled if is_same_thing(quantity.unit, series.unit)]
    elif not same and series.measure is Measure.DIED_IN_CUSTODY and _says_measure(claim, series):
        same = [one for one in claim.quantities if one.measure in _BEFORE_DYING]
    elif not same:
        # "Killed since the coup as of yesterday: 5,599": what is counted stands before, far away.
        words = vocabulary or load_vocabulary()
        bare = [
            one
            for one in claim.quantities
            if one.measure is Measure.OTHER and counted(one.unit, words) == ANYBODY
        ]
        same = bare if len(claim.quantities) == 1 and _names_measure(claim, series) else []
    return max(same, key=lambda quantity: quantity.value, default=None)


def _names_measure(claim: Claim, series: Series) -> bool:
    return any(measure_of(word.lower()) is series.measure for word in _WORD.findall(claim.text))


def gives_own_figure(claim: Claim, series: Series) -> bool:
    """Whether the claim gives the very number of one of our points, too large to be met by chance."""
    quantity = pick_quantity(claim, series)
    return (
        quantity is not None
        and quantity.value >= _UNMISTAKABLE
        and any(point.value == quantity.value for point in series.points)
    )


def claimed_day(claim: Claim) -> date | None:
    """The day for which the claim gives its number, the last one where it names a span."""
    days = claimed_days(claim)
    return days.last if days else None


def claimed_days(claim: Claim) -> Interval | None:
    """The days for which the claim gives its number: "as of 3 May", "by the end of 2022", else a day that it names; never those after "since"."""
    days = [
        (moment, moment.when) for moment in claim.moments if moment.when and _is_of_count(moment, claim.text)
    ]
    days.sort(key=lambda one: not one[0].is_as_of)
    if not days:
        return None
    moment, when = days[0]
    is_end = "end of" in moment.text.lower() and when.precision is not Precision.DAY
    return Interval.of_day(when.last) if is_end or _is_long(moment, when) else when


def _is_of_count(moment: Moment, text: str) -> bool:
    said = moment.text.lower()
    if moment.when is None or is_beginning(moment, text):
        return False
    if _is_long(moment, moment.when):
        return True
    is_month = moment.when.precision is Precision.MONTH and not is_period(moment, text)
    return moment.is_as_of or moment.when.first == moment.when.last or "end of" in said or is_month


def _is_long(moment: Moment, when: Interval) -> bool:
    """ "From 1 February 2021 to 31 December 2022": counted up to its last day."""
    return (when.last - when.first).days > _LONG and names_both_ends(moment)


def neighbours(series: Series, day: date) -> tuple[Point, ...]:
    """The last point up to that day and the first one from it on."""
    before = [point for point in series.points if point.as_of <= day]
    after = [point for point in series.points if point.as_of >= day]
    return tuple(dict.fromkeys((*before[-1:], *after[:1])))


def expected(series: Series, day: date, limits: Numbers) -> tuple[float, float]:
    """Lowest and highest value that the series can have had on that day."""
    near = neighbours(series, day)
    values = [value for point in near for value in (point.least, point.most)]
    if day < series.points[0].as_of:
        return 0.0, max(values)
    if day > series.points[-1].as_of:
        return min(values), max(values) + _growth(series, day, limits)
    return min(values), max(values)


def reached(series: Series, quantity: Quantity, limits: Numbers) -> Point | None:
    """The point at or after which the series had that value, None if it never did."""
    lowest, highest = series.points[0].value, series.points[-1].value
    for point in series.points:
        if fits(
            quantity, point.least, point.most, limits
        ) is Accord.AGREES and quantity.value <= point.value * (1 + limits.rounding):
            return point
    if min(lowest, highest) <= quantity.value <= max(lowest, highest):
        return next(point for point in series.points if point.value >= quantity.value)
    return None


def _growth(series: Series, day: date, limits: Numbers) -> float:
    last, days = series.points[-1], (day - series.points[-1].as_of).days
    if len(series.points) < 2 and (series.since is None or days <= limits.stale_figure):
        return last.value * limits.rounding
    first = series.points[0] if len(series.points) > 1 else Point(series.since or last.as_of, 0)
    per_day = max(0.0, (last.value - first.value) / max(1, (last.as_of - first.as_of).days))
    return per_day * limits.series_growth * days


def _closed(series: Series) -> tuple[float, float]:
    point = series.points[-1]
    return point.least, point.most


def _unit_difference(quantity: Quantity, series: Series, vocabulary: Vocabulary) -> tuple[Difference, ...]:
    theirs, ours = counted(quantity.unit, vocabulary), counted(series.unit, vocabulary)
    held = {Measure.DETAINED, Measure.ARRESTED, Measure.DIED_IN_CUSTODY}
    if series.measure is Measure.AMOUNT:
        said, kept = (set(vocabulary.words(one.partition(" of ")[2])) for one in (quantity.unit, series.unit))
        is_same = not said or not kept or bool(said & kept)  # in one scale by now
        return () if is_same else (Difference(Slot.UNIT, quantity.unit, series.unit),)
    if not quantity.unit or theirs == ours or (theirs == "prisoners" and series.measure in held):
        return ()
    weight = (
        Weight.REMARK if {theirs, ours} <= {"people", "locals", "civilians", "prisoners"} else Weight.CONFLICT
    )
    return (Difference(Slot.UNIT, quantity.unit, series.unit, weight),)


def _show(point: Point, series: Series) -> str:
    return f"{show_count(show_number(point.value), series.measure, series.unit)} · {show_day(point.as_of)}"
