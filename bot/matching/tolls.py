"""A number of people against the record's figures of the same harm: all of them, civilians, those who bore arms."""

from collections.abc import Collection, Sequence

from bot.claims.countables import Sort, sort_of
from bot.claims.note import Note, note
from bot.claims.quantity import CEILINGS, Bound, Quantity
from bot.library.filing import Figure
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.counted import (
    ANYBODY,
    ARMED,
    CHILDREN,
    CIVILIANS,
    COMBATANTS,
    FIGHTERS,
    LOCALS,
    SOLDIERS,
    counted,
    may_be_people,
)
from bot.matching.fitting import fits, is_slip, telling
from bot.matching.match import Difference, Slot, Weight
from bot.matching.shown import show_bound, show_count, show_number, show_range
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Numbers

_APART = {
    SOLDIERS: frozenset({CIVILIANS, FIGHTERS}),
    FIGHTERS: frozenset({CIVILIANS, SOLDIERS}),
    COMBATANTS: frozenset({CIVILIANS}),
}
"""Who nobody of each kind of armed people is."""
_COUNTED_APART = frozenset({CHILDREN, "women"})
"""Groups of one meaning: a figure of theirs is what their number is held against."""
_ANYBODY_THERE = frozenset(
    {"villagers", "residents", "locals", "protesters", "marchers", "displaced", "refugees", "bystanders"}
)
"""Whoever dies in a place or a protest, of no trade and no bond."""
_TOLD_APART = frozenset({"children", "women", "prisoners"})
"""Groups of whom a record would say that all its dead were of them."""


def are_told_apart(unit: str, vocabulary: Vocabulary) -> bool:
    """Whether what a record says besides its figures matters for a number of them."""
    return counted(unit, vocabulary) in _TOLD_APART or (bool(unit) and may_be_people(unit, vocabulary))


class Toll:
    """The figures of one record for one kind of harm. `words` is everything that the record says, in stems."""

    def __init__(
        self, figures: Sequence[Figure], words: Collection[str], vocabulary: Vocabulary, limits: Numbers
    ) -> None:
        self._figures = figures
        self._words = words
        self._vocabulary = vocabulary
        self._limits = limits
        classes = {counted(figure.unit, vocabulary): figure for figure in reversed(figures)}
        self._classes = classes
        self._civilians = classes.get(CIVILIANS)
        self._whole = classes.get(ANYBODY) or max(figures, key=lambda figure: figure.most)

    def compare(self, quantity: Quantity) -> Compared:
        theirs = counted(quantity.unit, self._vocabulary)
        if theirs == ANYBODY:
            is_whole = counted(self._whole.unit, self._vocabulary) == ANYBODY
            return against(quantity, self._whole, self._limits, unit_differs=not is_whole)
        if theirs == CIVILIANS:
            return self._of_civilians(quantity)
        if theirs == LOCALS and set(self._classes) <= ARMED:
            return self._of_nobody_armed(quantity)
        if theirs == LOCALS:
            return self._of_group(quantity, theirs) if self._is_part(quantity) else self._of_locals(quantity)
        if theirs in ARMED:
            return self._of_armed(quantity, theirs)
        if theirs == CHILDREN and self._civilians is not None and not self._civilians.most:
            return self._of_nobody_armed(quantity)
        if theirs in self._classes and (len(self._classes) == 1 or theirs in _COUNTED_APART):
            return against(quantity, self._classes[theirs], self._limits)
        return self._of_group(quantity, theirs)

    def compare_kind(self, unit: str, said: str) -> Compared:
        """All the dead, in no number, are said to have been of one kind: "those killed were rebels"."""
        theirs = counted(unit, self._vocabulary)
        if theirs in {CIVILIANS, LOCALS}:
            others = [one for name, one in self._classes.items() if name in ARMED]
        else:
            others = [one for name, one in self._classes.items() if name in _APART.get(theirs, frozenset())]
        if sum(one.best for one in others) <= self._whole.best * self._limits.half:
            return SILENT
        return Compared(Accord.CONFLICTS, (Difference(Slot.UNIT, said, self._every_figure()),), said)

    def _of_civilians(self, quantity: Quantity) -> Compared:
        if self._civilians is None and set(self._classes) <= ARMED:
            return self._of_nobody_armed(quantity)
        if self._civilians is None:
            return against(quantity, self._whole, self._limits, unit_differs=True)
        if self._fits(quantity, self._civilians) or not self._fits(quantity, self._whole):
            return against(quantity, self._civilians, self._limits)
        is_other = self._civilians.most < quantity.value * self._limits.half
        return self._of_others(quantity, Weight.CONFLICT if is_other else Weight.REMARK)

    def _of_nobody_armed(self, quantity: Quantity) -> Compared:
        """ "Eighty villagers" where all whom we count bore arms."""
        if self._fits(quantity, self._whole):
            return self._of_others(quantity, Weight.CONFLICT)
        return against(quantity, self._whole, self._limits)

    def _of_locals(self, quantity: Quantity) -> Compared:
        """ "Villagers" and "protesters" are civilians to most who say it."""
        civilians = self._civilians
        if civilians and self._fits(quantity, civilians):
            return against(quantity, civilians, self._limits)
        is_other = civilians is not None and civilians.most < quantity.value * self._limits.half
        if is_other and self._fits(quantity, self._whole):
            return self._of_others(quantity, Weight.CONFLICT)
        return against(quantity, self._whole, self._limits)

    def _is_part(self, quantity: Quantity) -> bool:
        """ "Two farmers" of 45 dead are some of them, as two villagers are not."""
        noun = quantity.unit.rsplit(maxsplit=1)[-1]
        is_few = quantity.bound not in CEILINGS and quantity.value < self._whole.least * self._limits.half
        slip = is_slip(quantity.value, self._whole.best, self._whole.least, self._whole.most)
        return noun not in _ANYBODY_THERE and is_few and not slip

    def _of_armed(self, quantity: Quantity, theirs: str) -> Compared:
        own = self._classes.get(theirs)
        if own and (self._fits(quantity, own) or not self._fits(quantity, self._whole)):
            return against(quantity, own, self._limits)
        others = [one for name, one in self._classes.items() if name in _APART[theirs]]
        if not others:
            return self._of_group(quantity, theirs)
        if self._is_of_one(quantity, others):
            return self._of_others(quantity, Weight.CONFLICT)
        least = self._whole.least - sum(one.most for one in others)
        most = self._whole.most - sum(one.least for one in others)
        if not own and most > 0 and fits(quantity, max(least, 0.0), most, self._limits) is Accord.AGREES:
            strength = telling(quantity.value, self._limits)
            return Compared(Accord.AGREES, shown=_said(quantity), strength=strength)
        are_most = sum(one.best for one in others) > self._whole.best * self._limits.half
        if are_most and self._fits(quantity, self._whole):
            return self._of_others(quantity, Weight.CONFLICT)
        return self._of_group(quantity, theirs)

    def _is_of_one(self, quantity: Quantity, others: Sequence[Figure]) -> bool:
        """Whether it is the number of somebody else, and not of those who remain beside them: "30 soldiers" where 30 fighters died."""
        rest = self._whole.best - sum(one.best for one in others)
        is_rest = fits(quantity, rest, rest, self._limits) is not Accord.CONFLICTS
        return not is_rest and any(one.best and self._fits(quantity, one) for one in others)

    def _of_group(self, quantity: Quantity, theirs: str) -> Compared:
        """Of a group that we do not count ("12 children"): as many as in all, or fewer, can be; more cannot."""
        whole, limits = self._whole, self._limits
        bounded = quantity.bound in {Bound.ORDER, Bound.BETWEEN} and quantity.low
        least = quantity.low if bounded and quantity.low else quantity.value
        is_ceiling = quantity.bound in CEILINGS and self._can_be(quantity, whole)
        if least > whole.most * (1 + limits.rounding) and not is_ceiling:
            difference = Difference(Slot.NUMBER, quantity.text.strip(), show_figure(whole))
            slip = is_slip(quantity.value, whole.best, whole.least, whole.most)
            return Compared(Accord.CONFLICTS, (difference,), _said(quantity), is_near_miss=slip)
        if not any(self._fits(quantity, one) for one in self._figures):
            if is_ceiling and least > whole.most:
                return against(quantity, whole, limits)
            return Compared(Accord.SILENT, unchecked=(no_figure(quantity),))
        is_odd = theirs in _TOLD_APART and not set(self._vocabulary.words(quantity.unit)) & set(self._words)
        if quantity.value >= limits.whole_group or (is_odd and quantity.value > 1):
            return self._of_others(quantity, Weight.REMARK)
        strength = telling(quantity.value, limits)
        return Compared(Accord.AGREES, (), _said(quantity), (no_figure(quantity),), strength=strength)

    def _of_others(self, quantity: Quantity, weight: Weight) -> Compared:
        """The number is ours, and those who are counted are not."""
        accord = Accord.CONFLICTS if weight is Weight.CONFLICT else Accord.AGREES
        difference = Difference(Slot.UNIT, quantity.text.strip(), self._every_figure(), weight)
        strength = telling(quantity.value, self._limits)
        is_near_miss = weight is Weight.CONFLICT
        return Compared(accord, (difference,), _said(quantity), is_near_miss=is_near_miss, strength=strength)

    def _every_figure(self) -> str:
        return ", ".join(dict.fromkeys(show_figure(figure) for figure in self._figures))

    def _fits(self, quantity: Quantity, figure: Figure) -> bool:
        return fits(quantity, figure.least, figure.most, self._limits) is Accord.AGREES

    def _can_be(self, quantity: Quantity, figure: Figure) -> bool:
        return fits(quantity, figure.least, figure.most, self._limits) is not Accord.CONFLICTS


def against(quantity: Quantity, figure: Figure, limits: Numbers, *, unit_differs: bool = False) -> Compared:
    low, high = figure.least, figure.most
    accord = fits(quantity, low, high, limits)
    said, ours = _said(quantity), show_figure(figure)
    if accord is Accord.CONFLICTS:
        is_plain = quantity.bound is Bound.EXACT
        theirs = (
            show_count(show_number(quantity.value), quantity.measure, _noun(quantity)) if is_plain else said
        )
        slip = is_slip(quantity.value, figure.best, low, high)
        return Compared(accord, (Difference(Slot.NUMBER, theirs, ours),), said, is_near_miss=slip)
    differences: tuple[Difference, ...] = ()
    if accord is Accord.PARTLY or _is_between_estimates(quantity, figure, limits):
        differences = (Difference(Slot.NUMBER, said, ours, Weight.REMARK),)
    if unit_differs and quantity.unit:
        differences += (Difference(Slot.UNIT, quantity.unit, figure.unit or ANYBODY, Weight.REMARK),)
    return Compared(accord, differences, said, strength=telling(quantity.value, limits))


def _is_between_estimates(quantity: Quantity, figure: Figure, limits: Numbers) -> bool:
    """ "52" where we have 22 and somebody 82: nobody's number."""
    if quantity.bound is not Bound.EXACT or figure.low is None or figure.high is None:
        return False
    estimates = {figure.best, figure.least, figure.most}
    return not any(fits(quantity, one, one, limits) is Accord.AGREES for one in estimates)


def show_figure(figure: Figure) -> str:
    return show_count(show_range(figure.best, figure.low, figure.high), figure.measure, figure.unit)


def no_figure(quantity: Quantity) -> Note:
    return note("not_checked.no_figure", text=quantity.text)


def _noun(quantity: Quantity) -> str:
    """The unit, with the capital letter that the text gives a nation: "5 Indians", and no "300 People"."""
    last = (quantity.text.split() or [""])[-1]
    is_nation = last.istitle() and last.lower() == quantity.unit and sort_of(quantity.unit) is Sort.UNKNOWN
    return last if is_nation else quantity.unit


def _said(quantity: Quantity) -> str:
    return show_bound(quantity.bound, quantity.text, quantity.value)
