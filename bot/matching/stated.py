"""A number against the words of our own statement: "no more than 50" is not what "at least 50" says, whatever the number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.quantity import CEILINGS, FLOORS, Bound, Measure, Quantity
from bot.library.filing import Figure
from bot.matching.compared import Accord, Compared
from bot.matching.fitting import fits
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.tolls import show_figure
from bot.matching.weights import Numbers

_LOOSE = frozenset({Bound.ABOUT, Bound.BETWEEN, Bound.ORDER})
_NO_MORE = re.compile(
    r"\b(?:only|just|merely|a mere|exactly|precisely|barely|as few as|no other than)(?: the)? $",
    re.IGNORECASE,
)
"""Right before a number: there are not more."""
_BEFORE = 20
_SOFT = re.compile(r"\s*(?:up to|as many as|as much as)\b", re.IGNORECASE)
"""Ceilings of newsrooms that mean "perhaps so many"."""


class Stated:
    """The numbers in a statement's own text, of which an event has none, and the figures of both."""

    def __init__(self, profile: Profile) -> None:
        self._ours = profile.read.quantities if profile.read else ()
        self._figures = profile.figures

    def parts(self, measure: Measure) -> list[Quantity]:
        """Of several numbers of one kind those that are of some of the largest."""
        same = [one for one in self._ours if one.measure is measure]
        most = max((one.value for one in same), default=0.0)
        return [one for one in same if 0 < one.value < most and one.unit]

    def part(self, quantity: Quantity) -> Quantity | None:
        """Our own number of just those: the three monks among the dead, for "13 of them were monks"."""
        if not quantity.unit:
            return None
        return next((one for one in self.parts(quantity.measure) if one.unit == quantity.unit), None)

    def whole(self, measure: Measure) -> float:
        """The largest number of that kind."""
        return max((one.best for one in self._figures if one.measure is measure), default=0.0)

    def units_of_parts(self, measure: Measure) -> set[str]:
        return {
            one.unit for one in self._figures if one.measure is measure and one.best < self.whole(measure)
        }

    def counted(self, quantity: Quantity) -> float:
        """How many of just those we have, as a part of some more; 0 where we do not count them."""
        own, most = self.part(quantity), self.whole(quantity.measure)
        same = (one for one in self._figures if one.measure is quantity.measure and one.best < most)
        of_unit = [one.most for one in same if one.unit and one.unit == quantity.unit]
        return max((*of_unit, own.value if own else 0.0))

    def as_worded(self, quantity: Quantity, outcome: Compared, text: str, limits: Numbers) -> Compared:
        """The outcome with what the words round the two numbers make different. The very number is that of our statement, whatever they say of it."""
        same = [one for one in self._ours if one.measure is quantity.measure]
        if outcome.accord is Accord.SILENT:
            return outcome
        if not same:
            return self._over_figure(quantity, outcome)
        ours = min(same, key=lambda one: (one.unit != quantity.unit, abs(one.value - quantity.value)))
        is_same = ours.value == quantity.value and ours.unit == quantity.unit
        said = [one for one in outcome.differences if one.slot is Slot.NUMBER]
        if said and ours.bound is not Bound.EXACT:
            outcome = replace(outcome, differences=_in_words_of(ours, outcome.differences))
        if said and _is_just_above(quantity, ours, limits):
            return _just_above(quantity, outcome)
        if said:
            return replace(outcome, accord=Accord.AGREES) if is_same else outcome
        is_closed = _NO_MORE.search(text, max(0, quantity.start - _BEFORE), quantity.start)
        weight = _weight(quantity, ours, limits, is_closed=is_closed is not None)
        if weight is None:
            return outcome
        theirs = f"{is_closed[0] if is_closed else ''}{quantity.text.strip()}"
        difference = Difference(Slot.NUMBER, theirs, ours.text.strip(), weight)
        accord = Accord.CONFLICTS if weight is Weight.CONFLICT and not is_same else outcome.accord
        return replace(outcome, accord=accord, differences=(difference, *outcome.differences))

    def _over_figure(self, quantity: Quantity, outcome: Compared) -> Compared:
        """ "More than 16" where we count 16."""
        if quantity.bound is not Bound.MORE_THAN or outcome.differences:
            return outcome
        same = [one for one in self._figures if one.measure is quantity.measure]
        if not same or any(_is_floor(one) or one.most > quantity.value for one in same):
            return outcome
        ours = max(same, key=lambda one: one.most)
        difference = Difference(Slot.NUMBER, quantity.text.strip(), show_figure(ours), Weight.REMARK)
        return replace(outcome, differences=(difference,))


def _in_words_of(ours: Quantity, differences: Sequence[Difference]) -> tuple[Difference, ...]:
    return tuple(
        replace(one, ours=ours.text.strip()) if one.slot is Slot.NUMBER else one for one in differences
    )


def _is_just_above(theirs: Quantity, ours: Quantity, limits: Numbers) -> bool:
    """ "171" is no other number than "at least 170"."""
    is_open = theirs.bound is Bound.EXACT or theirs.bound in FLOORS
    return (
        is_open and ours.bound in FLOORS and ours.value < theirs.value <= ours.value * (1 + limits.rounding)
    )


def _just_above(quantity: Quantity, outcome: Compared) -> Compared:
    """A higher floor is told, and contradicts nothing."""
    is_floor = quantity.bound in FLOORS
    left = [
        replace(one, weight=Weight.REMARK) if one.slot is Slot.NUMBER else one
        for one in outcome.differences
        if is_floor or one.slot is not Slot.NUMBER
    ]
    accord = outcome.accord if any(one.weight is Weight.CONFLICT for one in left) else Accord.AGREES
    return replace(outcome, accord=accord, differences=tuple(left), is_near_miss=False)


def _is_floor(figure: Figure) -> bool:
    return figure.low is not None and figure.high is None


def _weight(theirs: Quantity, ours: Quantity, limits: Numbers, *, is_closed: bool) -> Weight | None:
    """How much the words round the two numbers set them apart; None where both may mean the same.

    A bare number stands for "at least" as often as not, and "at least" for a bare one: newsrooms shorten. "More than 400" is no 400.
    """
    if not {theirs.bound, ours.bound}.isdisjoint(_LOOSE):
        return None
    is_other = fits(replace(theirs, bound=Bound.EXACT), ours.value, ours.value, limits) is not Accord.AGREES
    match _side(theirs), _side(ours):
        case (Bound.AT_MOST, Bound.AT_LEAST) | (Bound.AT_LEAST, Bound.AT_MOST):
            floor, ceiling = (ours, theirs) if _side(ours) is Bound.AT_LEAST else (theirs, ours)
            is_below = (ceiling.high or 0.0) <= (floor.low or 0.0)
            return Weight.CONFLICT if is_below and not _SOFT.match(ceiling.text) else Weight.REMARK
        case (Bound.NEARLY, Bound.AT_LEAST) | (Bound.AT_LEAST, Bound.NEARLY):
            return Weight.REMARK
        case (Bound.EXACT, Bound.AT_LEAST):
            is_apart = is_closed
        case (Bound.AT_LEAST, Bound.EXACT):
            is_apart = theirs.bound is Bound.MORE_THAN and theirs.value >= ours.value
        case (Bound.AT_LEAST, Bound.AT_LEAST):
            is_apart = is_other and theirs.value > ours.value
        case (one, other):
            is_apart = (one is not other and Bound.AT_MOST in {one, other}) or (
                one is other and one is not Bound.EXACT and is_other
            )
    return Weight.REMARK if is_apart else None


def _side(quantity: Quantity) -> Bound:
    """On which side a number is open."""
    if quantity.bound in FLOORS:
        return Bound.AT_LEAST
    return Bound.AT_MOST if quantity.bound in CEILINGS else quantity.bound
