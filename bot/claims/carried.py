"""What a bare number counts where only the words before it say so: "827 died in 2021 and 1,235 in 2022", "Ten of them were children"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.countables import Sort, fits, measure_of, sort_of
from bot.claims.quantity import Measure, Quantity

_JOINED = re.compile(
    r"^[^.;:!?\"]{0,60}?(?:\band\b|\bthen\b|\bbut\b|\bof (?:whom|them)\b|,|\s[-–—]|\bplus\b|\bto\b)[^.;:!?\"]{0,40}$"
)
_HAPPENS_ELSE = re.compile(
    r"\b(?:\w{3,}ed|by|with|against|after|said|says|took|came|went|left|had|has|have|were|was|is|are|against|from (?:a|an)|using)\b"
)
_ENDS = re.compile(
    r"^\s*(?:$|[.,;)–—-]|(?:in|on|at|alone|altogether|more|others?|the (?:next|following|same)|during|near|last|this)\b)"
)
_IN_ALL = re.compile(r"^ (?:in all|in total|altogether|all told)\b")
_OF_THEM = re.compile(
    r"^(?: more)? (?:of (?:them|those|us|these|the (?:dead|victims|wounded|killed|injured|arrested|detained|bodies|missing))\b|(?:were|was|are) (?:also )?(?:an? )?(?:\w+ )?(?:people|children|women|men|civilians|monks|villagers|"
    r"soldiers|students|fighters|minors|teenagers|girls|boys|infants|teachers|elderly|members|brothers|sisters|pregnant|under)\b)"
)
_COUNTED = re.compile(
    r"\b(?:sp(?:oke|eaks?) of|talks? of|(?:count|toll|figure|number|total|estimate) (?:is|was|stood at|stands at|of|rose to|has risen to|now stands at)|it (?:stood|stands|is|was) (?:now )?(?:at )?|admit(?:s|ted)? (?:to )?|puts? (?:it|that|the (?:figure|number|toll|count)) at"
    r"|counts?|counted|they found|gave|gives|said|says?|rose to|(?:raised|corrected|revised) (?:it|that|the (?:figure|number|count)) to)(?: (?:only|just|about|around|at least|more than|over|nearly|up to|not less than|no fewer than))? ?\"?$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^\W*(?:[\w, ]{2,60}(?:replied|said|answered|says|answers)\W+)?[\w ,-]{2,40}?(?: from (?:our|their) side)?\W*$"
)
_WORD = re.compile(r"[A-Za-z]+")
_AMONG = re.compile(
    r"\b(?:among (?:them|those|these)|(?:they|these|those)) (?:were|are|was|is|includ(?:e|es|ed))\s*$",
    re.IGNORECASE,
)
_AMONG_BEHIND = re.compile(r"^ (?:were|was|are|is) (?:also )?among (?:them|those)\b")
_HARM = frozenset(set(Measure) - {Measure.OTHER, Measure.AMOUNT})


def carried(text: str, quantities: Sequence[Quantity], earlier: Measure | None) -> tuple[Quantity, ...]:
    """The quantities of a sentence, where bare ones take over what those before them count.

    `earlier` is what the sentence before it counted last, None for nothing.
    """
    told: list[Quantity] = []
    for quantity in quantities:
        measure = quantity.measure
        if (
            measure is Measure.OTHER
            and quantity.value
            and sort_of(quantity.unit) in {Sort.PERSON, Sort.UNKNOWN, Sort.BUILDING}
        ):
            measure = _from_sentence(text, quantity, told) or _from_before(text, quantity, earlier) or measure
        told.append(quantity if measure is quantity.measure else replace(quantity, measure=measure))
    return tuple(told)


def last_measure(quantities: Sequence[Quantity]) -> Measure | None:
    """What a bare number in the sentence behind these would count."""
    return next((one.measure for one in reversed(quantities) if one.measure in _HARM and one.value), None)


def _from_sentence(text: str, quantity: Quantity, before: Sequence[Quantity]) -> Measure | None:
    giver = next((one for one in reversed(before) if one.measure in _HARM), None)
    if giver is None or not fits(giver.measure, sort_of(quantity.unit)):
        return None
    if quantity.unit and sort_of(quantity.unit) is Sort.UNKNOWN:
        return None
    between = _behind_verb(text[giver.end : quantity.start], giver.measure)
    if _IN_ALL.match(text, quantity.end):
        return giver.measure
    is_joined = _JOINED.match(between) and not _HAPPENS_ELSE.search(between)
    is_part = re.search(r"\bof (?:whom|them) $", between)
    if (is_joined or is_part) and _ENDS.match(text[quantity.end :]):
        return giver.measure
    return None


def _behind_verb(between: str, measure: Measure) -> str:
    """What follows the word that says what happened to the first number: the second one may share that word."""
    found = [word.end() for word in _WORD.finditer(between) if measure_of(word[0].lower()) is measure]
    return between[found[-1] :] if found else between


def _from_before(text: str, quantity: Quantity, earlier: Measure | None) -> Measure | None:
    if earlier is None or sort_of(quantity.unit) is Sort.BUILDING:
        return None
    is_part = _OF_THEM.match(text[quantity.end :]) or _OF_THEM.match(
        text[quantity.start :][len(quantity.text.split(" ")[0]) :]
    )
    is_part = is_part or _AMONG.search(text[: quantity.start]) or _AMONG_BEHIND.match(text[quantity.end :])
    if is_part or (not quantity.unit and (_COUNTED.search(text[: quantity.start]) or _ALONE.match(text))):
        return earlier
    return None
