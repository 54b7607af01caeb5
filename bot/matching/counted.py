"""Who or what is counted: classes of people, amounts in one scale."""

from dataclasses import replace

from bot.claims.countables import Sort, sort_of
from bot.claims.quantity import Measure, Quantity
from bot.matching.vocabulary import Vocabulary

ANYBODY = "people"
CIVILIANS = "civilians"
LOCALS = "locals"
CHILDREN = "children"
ANIMALS = "animals"
SOLDIERS = "soldiers"
FIGHTERS = "fighters"
COMBATANTS = "combatants"
"""Under arms, and nobody says on which side."""
ARMED = frozenset({SOLDIERS, FIGHTERS, COMBATANTS})
HARM = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ARRESTED, Measure.DISPLACED, Measure.MISSING}
)


def counted(unit: str, vocabulary: Vocabulary) -> str:
    """The class of people or things that a unit counts; the unit itself where it is no class of people."""
    if not unit:
        return ANYBODY
    return vocabulary.counted.get(unit, vocabulary.counted.get(unit.rsplit(maxsplit=1)[-1], unit))


def is_of_people(quantity: Quantity) -> bool:
    return quantity.measure in HARM or sort_of(quantity.unit) is Sort.PERSON


def may_be_people(unit: str, vocabulary: Vocabulary) -> bool:
    """A noun that nobody listed may still be a kind of people, if it is no animal."""
    return sort_of(unit) is Sort.UNKNOWN and vocabulary.counted.get(unit) != ANIMALS


def is_same_thing(theirs: str, ours: str) -> bool:
    """ "Posts" and "military posts and bases"."""
    return not theirs or not ours or bool(set(theirs.split()) & set(ours.split()))


def in_scale_of(quantity: Quantity, unit: str, vocabulary: Vocabulary) -> Quantity:
    """ "67,000 tons" in kilotons, where that is what is asked for; as it stands where the two have no scale in common."""
    theirs, ours = (vocabulary.scales.get(one.partition(" ")[0]) for one in (quantity.unit, unit))
    if theirs is None or ours is None or theirs == ours:
        return quantity
    factor = theirs / ours
    rest = quantity.unit.partition(" ")[2]
    return replace(
        quantity,
        value=quantity.value * factor,
        low=None if quantity.low is None else quantity.low * factor,
        high=None if quantity.high is None else quantity.high * factor,
        unit=f"{unit.partition(' ')[0]} {rest}".strip(),
    )
