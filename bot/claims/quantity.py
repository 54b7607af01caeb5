from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How a number is meant: "at least 20" and "nearly 20" do not say the same."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    NEARLY = "nearly"
    ABOUT = "about"
    BETWEEN = "between"
    ORDER = "order"  # "dozens of", "hundreds of": only the order of magnitude is said


FLOORS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


class Measure(StrEnum):
    """What a number counts."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    ARRESTED = "arrested"
    DIED_IN_CUSTODY = "died_in_custody"
    DISPLACED = "displaced"
    MISSING = "missing"
    DESTROYED = "destroyed"
    TAKEN = "taken"
    AMOUNT = "amount"  # tons, dollars, shipments: told apart by the unit
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that was said.

    `value` is the number as it stands in the text (the lower one for *between*). `low` and `high` are the values that the wording
    allows, both included, `None` for open: "at least 20" is 20 to None, "hundreds" is 200 to 999. `unit` is a singular-free noun in lower case
    ("people", "civilians", "houses", "kilotons"), empty when not said.
    """

    value: float
    low: float | None
    high: float | None
    bound: Bound
    measure: Measure
    unit: str
    text: str
    start: int
    end: int
