"""A claimed total against a series, at the date of the claim.

An older or newer value of the same series is not a contradiction: it is a value of another day.
"""

from dataclasses import replace
from datetime import date

from bot.claims.claim import Claim
from bot.claims.quantity import Bound, Measure, Quantity
from bot.library.series import Point, Series
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot, Weight
from bot.matching.numbers import counted, fits
from bot.matching.shown import show_count, show_day, show_number
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Numbers


def compare_total(
    claim: Claim, series: Series, published: date | None, today: date, vocabulary: Vocabulary, limits: Numbers
) -> Compared:
    """The claim's number of this measure against the series; silent where it has none."""
    quantity = pick_quantity(claim, series)
    if quantity is None or not series.points:
        return SILENT
    day = claimed_day(claim) or published
    low, high = _closed(series) if series.until else expected(series, day or today, limits)
    units = _unit_difference(quantity, series, vocabulary)
    said = quantity.text.strip()
    if any(unit.weight is Weight.CONFLICT for unit in units):
        return Compared(Accord.CONFLICTS, units, said)
    if _fits_total(quantity, low, high, limits):
        old = _is_last_figure(quantity, series, day, limits) if day and series.until is None else ()
        return Compared(Accord.AGREES, (*old, *units), said)
    compared = _of_other_day(quantity, series, day, today, limits)
    return replace(compared, differences=(*compared.differences, *units))


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
    if then is None:
        near = ", ".join(_show(point, series) for point in neighbours(series, day or today))
        return Compared(Accord.CONFLICTS, (Difference(Slot.NUMBER, said, near),), said)
    theirs = f"{said} · {show_day(day)}" if day else said
    ours = "; ".join(_show(point, series) for point in dict.fromkeys((then, series.points[-1])))
    weight = Weight.CONFLICT if day else Weight.REMARK
    return Compared(Accord.PARTLY, (Difference(Slot.AS_OF, theirs, ours, weight),), said)


def _fits_total(quantity: Quantity, low: float, high: float, limits: Numbers) -> bool:
    """A counter's "at least" is its count of that day, rounded down at most: an old count is no bound on a new one."""
    match quantity.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return low * (1 - limits.about) <= quantity.value <= high * (1 + limits.rounding)
        case Bound.AT_MOST | Bound.LESS_THAN:
            return low * (1 - limits.rounding) <= quantity.value <= high * (1 + limits.about)
        case _:
            return fits(quantity, low, high, limits) is Accord.AGREES


def pick_quantity(claim: Claim, series: Series) -> Quantity | None:
    """The number that can be meant: of the same measure, and of things of that name where the measure is an amount."""
    same = [quantity for quantity in claim.quantities if quantity.measure is series.measure]
    if series.measure in {Measure.AMOUNT, Measure.OTHER, Measure.DESTROYED, Measure.TAKEN}:
        same = [quantity for quantity in same if set(quantity.unit.split()) & set(series.unit.split())]
    return max(same, key=lambda quantity: quantity.value, default=None)


def claimed_day(claim: Claim) -> date | None:
    """The day for which the claim gives its number: "as of 3 May", else a day that it names; never the one after "since"."""
    days = [
        moment
        for moment in claim.moments
        if moment.when
        and not moment.text.lower().startswith("since")
        and moment.when.first == moment.when.last
    ]
    days.sort(key=lambda moment: not moment.is_as_of)
    return days[0].when.last if days and days[0].when else None


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
    if len(series.points) < 2:
        return series.points[-1].value * limits.rounding
    first, last = series.points[0], series.points[-1]
    per_day = max(0.0, (last.value - first.value) / max(1, (last.as_of - first.as_of).days))
    return per_day * limits.series_growth * (day - last.as_of).days


def _closed(series: Series) -> tuple[float, float]:
    point = series.points[-1]
    return point.least, point.most


def _unit_difference(quantity: Quantity, series: Series, vocabulary: Vocabulary) -> tuple[Difference, ...]:
    theirs, ours = counted(quantity.unit, vocabulary), counted(series.unit, vocabulary)
    held = {Measure.DETAINED, Measure.ARRESTED, Measure.DIED_IN_CUSTODY}
    if not quantity.unit or theirs == ours or (theirs == "prisoners" and series.measure in held):
        return ()
    weight = Weight.REMARK if {theirs, ours} <= {"people", "civilians", "prisoners"} else Weight.CONFLICT
    return (Difference(Slot.UNIT, quantity.unit, series.unit, weight),)


def _show(point: Point, series: Series) -> str:
    return f"{show_count(show_number(point.value), series.measure, series.unit)} · {show_day(point.as_of)}"
