import math
from dataclasses import replace

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
_ANIMALS = frozenset(
    {
        "dogs",
        "cats",
        "cows",
        "cattle",
        "buffaloes",
        "pigs",
        "chickens",
        "animals",
        "birds",
        "elephants",
        "goats",
        "horses",
    }
)
_CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


def compare_numbers(
    claim: Claim,
    profile: Profile,
    vocabulary: Vocabulary,
    limits: Numbers,
    *,
    denied_until: int,
    says_killed: bool,
) -> Compared:
    """The claim's counts against the record's figures of the same measure and kind of people.

    A zero behind words that call it untrue ("not true that nobody …") counts for nothing; `denied_until` is where these words end.
    """
    outcomes = [
        _compare_one(quantity, profile.figures, vocabulary, limits, says_killed=says_killed)
        for quantity in claim.quantities
        if quantity.value or not 0 < denied_until <= quantity.start
    ]
    outcomes = _with_parts(claim, outcomes)
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


def _with_parts(claim: Claim, outcomes: list[Compared]) -> list[Compared]:
    """ "29 people were killed, three of them monks": beside the whole that agrees, a smaller number is a part, not a contradiction."""
    read = (
        list(zip(claim.quantities, outcomes, strict=False)) if len(outcomes) == len(claim.quantities) else []
    )
    wholes = {one.measure: one.value for one, outcome in read if outcome.accord is Accord.AGREES}
    return [
        Compared(Accord.SILENT, unchecked=(_no_figure(one),))
        if outcome.accord is Accord.CONFLICTS and 0 < one.value < wholes.get(one.measure, 0.0)
        else outcome
        for one, outcome in read
    ] or outcomes


def counted(unit: str, vocabulary: Vocabulary) -> str:
    """The class of people or things that a unit counts; the unit itself where it is no class of people."""
    if not unit:
        return _ANYBODY
    return vocabulary.counted.get(unit, vocabulary.counted.get(unit.rsplit(maxsplit=1)[-1], unit))


def fits(quantity: Quantity, low: float, high: float, limits: Numbers) -> Accord:
    """Whether a number as it was worded can mean a value between `low` and `high`."""
    spread = _spread(quantity, limits)
    below, above = low * (1 - spread), high * (1 + spread)
    match quantity.bound:
        case Bound.EXACT | Bound.ABOUT | Bound.NEARLY:
            return Accord.AGREES if below <= quantity.value <= above else Accord.CONFLICTS
        case Bound.AT_LEAST | Bound.MORE_THAN:
            if quantity.value > above:
                return Accord.CONFLICTS
            return Accord.AGREES if quantity.value >= low * limits.half else Accord.PARTLY
        case Bound.AT_MOST | Bound.LESS_THAN:
            return _ceiling(quantity.value, below, above, limits)
        case Bound.BETWEEN:
            starts, ends = quantity.low or 0.0, quantity.high or quantity.value
            return _ceiling(ends, below, above, limits) if starts <= above else Accord.CONFLICTS
        case Bound.ORDER:
            starts, ends = quantity.low or 0.0, quantity.high if quantity.high is not None else float("inf")
            return Accord.AGREES if starts <= above and below <= ends else Accord.CONFLICTS


def _spread(quantity: Quantity, limits: Numbers) -> float:
    """Share by which a number may be off: a round one is rounded, "5,440" is not."""
    if quantity.bound in {Bound.ABOUT, Bound.NEARLY}:
        return limits.about
    digits = f"{quantity.value:.15g}".rstrip("0").replace(".", "")
    return limits.rounding if len(digits) <= limits.round_digits else 0.0


def _ceiling(value: float, below: float, above: float, limits: Numbers) -> Accord:
    """ "Up to 1,000" is true of 171 and says something else; "up to 1,000,000" is no estimate of it."""
    if value < below or value > above * limits.far:
        return Accord.CONFLICTS
    return Accord.AGREES if value * limits.half <= above else Accord.PARTLY


def is_digit_off(value: float, low: float, high: float) -> bool:
    """A digit more or less: ten times or a tenth."""
    return any(low <= value * factor <= high for factor in (0.1, 10))


def _compare_one(
    quantity: Quantity,
    figures: tuple[Figure, ...],
    vocabulary: Vocabulary,
    limits: Numbers,
    *,
    says_killed: bool,
) -> Compared:
    theirs = counted(quantity.unit, vocabulary)
    if quantity.measure in _HARM and quantity.unit and sort_of(quantity.unit) is not Sort.PERSON:
        return _of_no_person(quantity, figures, limits)
    same = [figure for figure in figures if figure.measure is quantity.measure]
    if quantity.measure is Measure.AMOUNT or not is_of_people(quantity):
        same = [figure for figure in same if _is_same_thing(quantity.unit, figure.unit)]
        return (
            _against(quantity, same[0], limits)
            if same
            else _without_figure(quantity, figures, limits, says_killed=says_killed)
        )
    if not same:
        return _without_figure(quantity, figures, limits, says_killed=says_killed)
    exact = [figure for figure in same if counted(figure.unit, vocabulary) == theirs]
    if exact:
        return _against(quantity, exact[0], limits)
    general = [figure for figure in same if counted(figure.unit, vocabulary) == _ANYBODY]
    if theirs == _ANYBODY:
        return _against(quantity, same[0], limits, unit_differs=True)
    if theirs == "civilians" and general:
        return _against(quantity, general[0], limits, unit_differs=True)
    return _against_part(quantity, same, theirs, vocabulary, limits)


def _is_same_thing(theirs: str, ours: str) -> bool:
    """ "posts" and "military posts and bases"."""
    return not theirs or not ours or bool(set(theirs.split()) & set(ours.split()))


def _of_no_person(quantity: Quantity, figures: tuple[Figure, ...], limits: Numbers) -> Compared:
    """ "171 dogs": killed, but nobody whom we count. A noun that we do not know may still be a kind of people."""
    harmed = [figure for figure in figures if figure.measure is quantity.measure]
    said = quantity.text.strip()
    if not harmed or (quantity.value == 0):
        return Compared(Accord.SILENT, unchecked=(_no_figure(quantity),))
    if _may_be_people(quantity.unit) and quantity.value < limits.whole_group:
        outcome = _against(quantity, harmed[0], limits)
        return (
            replace(outcome, unchecked=(_no_figure(quantity),))
            if outcome.accord is Accord.AGREES
            else outcome
        )
    weight = Weight.REMARK if _may_be_people(quantity.unit) else Weight.CONFLICT
    accord = Accord.SILENT if weight is Weight.REMARK else Accord.CONFLICTS
    return Compared(accord, (Difference(Slot.UNIT, said, _shown(harmed[0]), weight),), said)


def _may_be_people(unit: str) -> bool:
    return sort_of(unit) is Sort.UNKNOWN and unit not in _ANIMALS


def is_of_people(quantity: Quantity) -> bool:
    return quantity.measure in _HARM or sort_of(quantity.unit) is Sort.PERSON


def _without_figure(
    quantity: Quantity, figures: tuple[Figure, ...], limits: Numbers, *, says_killed: bool
) -> Compared:
    """No figure of that measure: the number may be one of something else, or of harm that the text does not name."""
    said = quantity.text.strip()
    if not figures:
        return SILENT
    if quantity.measure is Measure.OTHER and quantity.unit and is_of_people(quantity):
        harmed = [figure for figure in figures if figure.measure in _HARM]
        most = max((figure.most for figure in harmed), default=0.0)
        if harmed and quantity.value > most:
            ours = ", ".join(dict.fromkeys(_shown(figure) for figure in harmed))
            return Compared(Accord.SILENT, (Difference(Slot.NUMBER, said, ours, Weight.REMARK),), said)
    elif quantity.measure in _HARM or (quantity.unit and not is_of_people(quantity)):
        # "Nine people were detained and put to death": the killing may be of the same nine.
        is_open = says_killed and is_of_people(quantity) and quantity.measure is not Measure.KILLED
        return (
            Compared(Accord.SILENT, unchecked=(_no_figure(quantity),))
            if is_open
            else _other_measure(quantity, figures, limits)
        )
    return SILENT


def _against_part(
    quantity: Quantity, figures: list[Figure], theirs: str, vocabulary: Vocabulary, limits: Numbers
) -> Compared:
    """Of a group that we do not count ("12 children"): as many as in all, or fewer, can be; more cannot."""
    whole = max(figures, key=lambda figure: figure.most)
    said = show_bound(quantity.bound, quantity.text, quantity.value)
    low, high = whole.least, whole.most
    least = (
        quantity.low if quantity.bound in {Bound.ORDER, Bound.BETWEEN} and quantity.low else quantity.value
    )
    if (least > high * (1 + limits.rounding)) and (
        quantity.bound not in _CEILINGS or fits(quantity, low, high, limits) is Accord.CONFLICTS
    ):
        difference = Difference(Slot.NUMBER, quantity.text.strip(), _shown(whole))
        return Compared(
            Accord.CONFLICTS, (difference,), said, is_near_miss=is_digit_off(quantity.value, low, high)
        )
    if any(fits(quantity, one.least, one.most, limits) is Accord.AGREES for one in figures):
        civilians = sum(one.best for one in figures if counted(one.unit, vocabulary) == "civilians")
        is_other_side = theirs == "fighters" and civilians > whole.best * limits.half
        if not is_other_side and quantity.value < limits.whole_group:
            return Compared(
                Accord.AGREES, (), said, (_no_figure(quantity),), strength=telling(quantity.value, limits)
            )
        weight = Weight.CONFLICT if is_other_side else Weight.REMARK
        accord = Accord.CONFLICTS if is_other_side else Accord.AGREES
        ours = ", ".join(dict.fromkeys(_shown(figure) for figure in figures))
        difference = Difference(Slot.UNIT, quantity.text.strip(), ours, weight)
        return Compared(accord, (difference,), said, strength=telling(quantity.value, limits))
    return Compared(Accord.SILENT, unchecked=(_no_figure(quantity),))


def _shown(figure: Figure) -> str:
    return show_count(show_range(figure.best, figure.low, figure.high), figure.measure, figure.unit)


def _against(quantity: Quantity, figure: Figure, limits: Numbers, *, unit_differs: bool = False) -> Compared:
    low, high = figure.least, figure.most
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
    return Compared(accord, differences, said, strength=telling(quantity.value, limits))


def telling(value: float, limits: Numbers) -> float:
    """How much an equal number says (0 to 1): 5 is common, 171 is not."""
    return min(1.0, math.log10(1.0 + abs(value)) / limits.common_digits)


def _other_measure(quantity: Quantity, figures: tuple[Figure, ...], limits: Numbers) -> Compared:
    """ "171 injured" where we have 171 killed: the same number of something else."""
    for figure in figures:
        if figure.measure in _HARM and figure.best == quantity.value >= limits.chance:
            theirs = show_count(show_number(quantity.value), quantity.measure, quantity.unit)
            ours = show_count(show_number(figure.best), figure.measure, figure.unit)
            return Compared(Accord.CONFLICTS, (Difference(Slot.UNIT, theirs, ours),), theirs)
    return Compared(Accord.SILENT, unchecked=(_no_figure(quantity),))


def _no_figure(quantity: Quantity) -> Note:
    return note("not_checked.no_figure", text=quantity.text)
