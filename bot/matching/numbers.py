import math

from bot.claims.claim import Claim
from bot.claims.countables import Sort, sort_of
from bot.claims.note import Note, note
from bot.claims.quantity import Bound, Measure, Quantity
from bot.library.filing import Figure
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.shown import show_bound, show_count, show_number, show_range
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Numbers

_HARM = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ARRESTED, Measure.DISPLACED, Measure.MISSING}
)
_ANYBODY = "people"
_CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.ORDER})


def compare_numbers(claim: Claim, profile: Profile, vocabulary: Vocabulary, limits: Numbers) -> Compared:
    """The claim's counts against the record's figures of the same measure and kind of people."""
    outcomes = [_compare_one(quantity, profile.figures, vocabulary, limits) for quantity in claim.quantities]
    differences = tuple(
        dict.fromkeys(difference for outcome in outcomes for difference in outcome.differences)
    )
    unchecked = tuple(dict.fromkeys(said for outcome in outcomes for said in outcome.unchecked))
    accords = {outcome.accord for outcome in outcomes}
    shown = ", ".join(outcome.shown for outcome in outcomes if outcome.shown)
    for accord in (Accord.CONFLICTS, Accord.AGREES, Accord.PARTLY):
        if accord in accords:
            is_near_miss = any(outcome.is_near_miss for outcome in outcomes)
            strength = max(outcome.strength for outcome in outcomes if outcome.accord is accord)
            return Compared(accord, differences, shown, unchecked, is_near_miss, strength)
    return Compared(Accord.SILENT, differences, unchecked=unchecked)


def counted(unit: str, vocabulary: Vocabulary) -> str:
    """The class of people or things that a unit counts; the unit itself where it is no class of people."""
    if not unit:
        return _ANYBODY
    return vocabulary.counted.get(unit, vocabulary.counted.get(unit.rsplit(maxsplit=1)[-1], unit))


def fits(quantity: Quantity, low: float, high: float, limits: Numbers) -> Accord:
    """Whether a number as it was worded can mean a value between `low` and `high`."""
    spread = limits.about if quantity.bound in {Bound.ABOUT, Bound.NEARLY} else limits.rounding
    below, above = low * (1 - spread), high * (1 + spread)
    match quantity.bound:
        case Bound.EXACT | Bound.ABOUT | Bound.NEARLY:
            return Accord.AGREES if below <= quantity.value <= above else Accord.CONFLICTS
        case Bound.AT_LEAST | Bound.MORE_THAN:
            if quantity.value > above:
                return Accord.CONFLICTS
            return Accord.AGREES if quantity.value >= low * limits.half else Accord.PARTLY
        case Bound.AT_MOST | Bound.LESS_THAN:
            return Accord.AGREES if quantity.value >= below else Accord.CONFLICTS
        case Bound.BETWEEN | Bound.ORDER:
            starts, ends = quantity.low or 0.0, quantity.high if quantity.high is not None else float("inf")
            return Accord.AGREES if starts <= above and below <= ends else Accord.CONFLICTS


def is_digit_off(value: float, low: float, high: float) -> bool:
    """A digit more or less: ten times or a tenth."""
    return any(low <= value * factor <= high for factor in (0.1, 10))


def _compare_one(
    quantity: Quantity, figures: tuple[Figure, ...], vocabulary: Vocabulary, limits: Numbers
) -> Compared:
    theirs = counted(quantity.unit, vocabulary)
    same = [figure for figure in figures if figure.measure is quantity.measure]
    if quantity.measure is Measure.AMOUNT or not is_of_people(quantity):
        same = [figure for figure in same if counted(figure.unit, vocabulary) == theirs]
    if not same:
        return _without_figure(quantity, figures)
    exact = [figure for figure in same if counted(figure.unit, vocabulary) == theirs]
    if exact:
        return _against(quantity, exact[0], limits)
    general = [figure for figure in same if counted(figure.unit, vocabulary) == _ANYBODY]
    if theirs == _ANYBODY:
        return _against(quantity, same[0], limits, unit_differs=True)
    if theirs == "civilians" and general:
        return _against(quantity, general[0], limits, unit_differs=True)
    return _against_part(quantity, same, limits)


def is_of_people(quantity: Quantity) -> bool:
    return quantity.measure in _HARM or sort_of(quantity.unit) is Sort.PERSON


def _without_figure(quantity: Quantity, figures: tuple[Figure, ...]) -> Compared:
    """No figure of that measure: the number may be one of something else, or of harm that the text does not name."""
    if quantity.measure in _HARM and figures:
        return _other_measure(quantity, figures)
    if quantity.measure is Measure.OTHER and quantity.unit and is_of_people(quantity):
        harmed = [figure for figure in figures if figure.measure in _HARM]
        most = max((figure.high or figure.best for figure in harmed), default=0.0)
        if harmed and quantity.value > most:
            ours = ", ".join(dict.fromkeys(_shown(figure) for figure in harmed))
            said = quantity.text.strip()
            difference = Difference(Slot.NUMBER, said, ours, Weight.REMARK)
            return Compared(Accord.SILENT, (difference,), said)
    return SILENT


def _against_part(quantity: Quantity, figures: list[Figure], limits: Numbers) -> Compared:
    """Of a group that we do not count ("12 villagers"): as many as in all, or fewer, can be; more cannot."""
    whole = max(figures, key=lambda figure: figure.high or figure.best)
    said = show_bound(quantity.bound, quantity.text, quantity.value)
    if quantity.bound not in _CEILINGS and quantity.value > (whole.high or whole.best) * (
        1 + limits.rounding
    ):
        difference = Difference(Slot.NUMBER, quantity.text.strip(), _shown(whole))
        is_near_miss = is_digit_off(quantity.value, whole.low or whole.best, whole.high or whole.best)
        return Compared(Accord.CONFLICTS, (difference,), said, is_near_miss=is_near_miss)
    if any(
        fits(quantity, figure.low or figure.best, figure.high or figure.best, limits) is Accord.AGREES
        for figure in figures
    ):
        return Compared(Accord.AGREES, shown=said, strength=telling(quantity.value))
    return Compared(Accord.SILENT, unchecked=(_no_figure(quantity),))


def _shown(figure: Figure) -> str:
    return show_count(show_range(figure.best, figure.low, figure.high), figure.measure, figure.unit)


def _against(quantity: Quantity, figure: Figure, limits: Numbers, *, unit_differs: bool = False) -> Compared:
    low = figure.best if figure.low is None else min(figure.low, figure.best)
    high = figure.best if figure.high is None else max(figure.high, figure.best)
    accord = fits(quantity, low, high, limits)
    said = show_bound(quantity.bound, quantity.text, quantity.value)
    ours = show_range(figure.best, figure.low, figure.high)
    if accord is Accord.CONFLICTS:
        theirs = (
            show_count(show_number(quantity.value), quantity.measure, quantity.unit)
            if quantity.bound is Bound.EXACT
            else said
        )
        return Compared(
            accord, (Difference(Slot.NUMBER, theirs, show_count(ours, figure.measure, figure.unit)),), said
        )
    differences: tuple[Difference, ...] = ()
    if accord is Accord.PARTLY:
        differences = (
            Difference(Slot.NUMBER, said, show_count(ours, figure.measure, figure.unit), Weight.REMARK),
        )
    if unit_differs and quantity.unit:
        differences += (Difference(Slot.UNIT, quantity.unit, figure.unit or "people", Weight.REMARK),)
    return Compared(accord, differences, said, strength=telling(quantity.value))


def telling(value: float) -> float:
    """How much an equal number says (0 to 1): 5 is common, 171 is not."""
    return min(1.0, math.log10(1.0 + abs(value)) / 2.0)


def _other_measure(quantity: Quantity, figures: tuple[Figure, ...]) -> Compared:
    """ "171 injured" where we have 171 killed: the same number of something else."""
    for figure in figures:
        if figure.measure in _HARM and figure.best == quantity.value > 0:
            theirs = show_count(show_number(quantity.value), quantity.measure, quantity.unit)
            ours = show_count(show_number(figure.best), figure.measure, figure.unit)
            return Compared(Accord.CONFLICTS, (Difference(Slot.UNIT, theirs, ours),), theirs)
    return Compared(Accord.SILENT, unchecked=(_no_figure(quantity),))


def _no_figure(quantity: Quantity) -> Note:
    return note("not_checked.no_figure", text=quantity.text)
