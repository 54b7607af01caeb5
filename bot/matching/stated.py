"""A number against the words of our own statement: "no more than 50" is not what "at least 50" says, whatever the number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.quantity import Bound, Measure, Quantity
from bot.library.filing import Figure
from bot.matching.compared import Accord, Compared
from bot.matching.fitting import fits
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.tolls import show_figure
from bot.matching.weights import Numbers

_FLOORS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_LOOSE = frozenset({Bound.ABOUT, Bound.BETWEEN, Bound.ORDER})
_NO_MORE = re.compile(
    r"\b(?:only|just|merely|a mere|exactly|precisely|barely|as few as|no other than)(?: the)? $",
    re.IGNORECASE,
)
"""Right before a number: there are not more."""
_BEFORE = 20


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

    def is_counted(self, quantity: Quantity) -> bool:
        """Whether we have a number of just those, as a part of some more."""
        same = [one for one in self._figures if one.measure is quantity.measure]
        most = max((one.best for one in same), default=0.0)
        ours = {one.unit for one in same if one.best < most and one.unit}
        return quantity.unit in ours or self.part(quantity) is not None

    def as_worded(self, quantity: Quantity, outcome: Compared, text: str, limits: Numbers) -> Compared:
        """The outcome with what the words round the two numbers make different. The very number is that of our statement, whatever they say of it."""
        same = [one for one in self._ours if one.measure is quantity.measure]
        if outcome.accord is Accord.SILENT:
            return outcome
        if not same:
            return self._over_figure(quantity, outcome)
        ours = min(same, key=lambda one: (one.unit != quantity.unit, abs(one.value - quantity.value)))
        is_same = ours.value == quantity.value
        said = [one for one in outcome.differences if one.slot is Slot.NUMBER]
        if said and ours.bound is not Bound.EXACT:
            outcome = replace(outcome, differences=_in_words_of(ours, outcome.differences))
        if said:
            return replace(outcome, accord=Accord.AGREES) if is_same else outcome
        is_closed = _NO_MORE.search(text, max(0, quantity.start - _BEFORE), quantity.start) is not None
        weight = _weight(quantity, ours, limits, is_closed=is_closed)
        if weight is None:
            return outcome
        difference = Difference(Slot.NUMBER, quantity.text.strip(), ours.text.strip(), weight)
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


def figure_of(quantity: Quantity) -> Figure:
    return Figure(quantity.measure, quantity.unit, quantity.value, quantity.low, quantity.high)


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
            return Weight.CONFLICT if (ceiling.high or 0.0) <= (floor.low or 0.0) else Weight.REMARK
        case (Bound.NEARLY, Bound.AT_LEAST) | (Bound.AT_LEAST, Bound.NEARLY):
            return Weight.REMARK
        case (Bound.EXACT, Bound.AT_LEAST):
            is_apart = is_closed
        case (Bound.AT_LEAST, Bound.EXACT):
            is_apart = is_other or theirs.bound is Bound.MORE_THAN
        case (one, other):
            is_apart = (one is not other and Bound.AT_MOST in {one, other}) or (
                one is other and one is not Bound.EXACT and is_other
            )
    return Weight.REMARK if is_apart else None


def _side(quantity: Quantity) -> Bound:
    """On which side a number is open."""
    if quantity.bound in _FLOORS:
        return Bound.AT_LEAST
    return Bound.AT_MOST if quantity.bound in _CEILINGS else quantity.bound
