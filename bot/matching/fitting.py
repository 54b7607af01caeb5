"""Whether a number as it was worded can mean another one, and what its being off looks like."""

import math
from collections import Counter

from bot.claims.quantity import Bound, Quantity
from bot.matching.compared import Accord
from bot.matching.weights import Numbers

_NEAR_CEILING = 0.75
"""Share of a ceiling that must be reached before "up to" is a fair word for it."""


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
        case Bound.LESS_THAN if quantity.value <= low:
            return Accord.CONFLICTS
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
    return Accord.AGREES if value * _NEAR_CEILING <= above else Accord.PARTLY


def is_slip(value: float, best: float, low: float, high: float) -> bool:
    """The very number with other words round it, ten times or a tenth, the same digits in another order, or one digit more or less."""
    if any(low <= value * factor <= high for factor in (0.1, 1, 10)):
        return True
    theirs, ours = f"{value:.0f}", f"{best:.0f}"
    if min(len(theirs), len(ours)) < 2 and len(theirs) == len(ours):
        return False
    if Counter(theirs) == Counter(ours):
        return True
    shorter, longer = sorted((theirs, ours), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def telling(value: float, limits: Numbers) -> float:
    """How much an equal number says (0 to 1): 5 is common, 171 is not."""
    return min(1.0, math.log10(1.0 + abs(value)) / limits.common_digits)
