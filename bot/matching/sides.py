"""On which side those stand who are counted: "twelve KIA soldiers" are no soldiers of the state, "ten lives, all of them villagers" bore no arms."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.claim import Claim, Mention, NameKind
from bot.claims.names import Names, fold
from bot.claims.quantity import Quantity
from bot.matching.agents import owners_of
from bot.matching.counted import ANYBODY, COMBATANTS, FIGHTERS, SOLDIERS, counted
from bot.matching.vocabulary import Vocabulary

_STATE = "junta"
_ALL_OF_THEM = re.compile(
    r"[^.;:]{0,40}?(?:,| [–-]) (?:and )?(?:all(?: of (?:them|whom))?(?: were)?(?P<who>(?: \w+){1,2})|(?P<whom>\w+) all\b)"
)
_OTHERS = r"(?!(?:and|or|but|where|while|when|who|whom|whose|which|that|as|with|many|most|some|among|after|before|because|were|are|is|was|had|has|said|says)\b)"
_WERE = re.compile(
    r"(?: (?:who (?:were |had been |have been )?)?(?:killed|shot|dead|died|murdered|massacred|slain|burned))?"
    rf"(?: (?:in|at|of|near|on|during|outside|around|from|inside|by)(?: {_OTHERS}[\w'’-]+){{1,12}}?)?"
    r" (?:were|are)(?: (?:all|both|mostly|mainly|in fact|actually|really|indeed|only|simply|not \w+ but))*"
    r" (?P<who>(?:(?:[A-Z][\w'’-]*|of|the|armed|enemy|resistance|rebel|local|innocent|unarmed|army|junta|government|ethnic|young|members|men) ){0,6}(?:[A-Z][\w'’-]*|[a-z]+))\b"
)
"""What those were who are counted, where they are the subject: "29 people killed in the camp were KIA fighters", not "…, and the attackers were soldiers"."""
_THE_DEAD = re.compile(
    r"\b(?:the|those|all|everyone|everybody|whoever)(?: (?:of|the|those|who|were|was|people|persons|men|had been)){0,5} (?:dead|killed|died|victims|casualties|fatalities)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r", (?:but|while|though|although)\b")
_BODIES_OF = re.compile(r" of(?: the)?(?P<who>(?: \w+){1,2})")
_OF_THE_PLACE = re.compile(r"\b(?:local|ordinary) (?:people|men|persons)\b|\bfamily members\b", re.IGNORECASE)
_OF_ONE_FAMILY = re.compile(r" of (?:a|one|the same|the) family\b")
_NEIGHBOURS = "residents"
_KIN = "relatives"


def counts_by_side(claim: Claim, names: Names, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The counts of a claim, each of those whom its other words say that they were."""
    return tuple(
        _by_side(_as_told(one, claim, names, vocabulary), claim, names, vocabulary)
        for one in claim.quantities
    )


def kind_told(claim: Claim, names: Names, vocabulary: Vocabulary) -> tuple[str, str]:
    """What all the dead are said to have been, and in which words: "those killed were rebels"; two empty ones where that is not said."""
    dead = _THE_DEAD.search(claim.text)
    is_answered = _BUT.search(claim.text) is not None  # "…, but residents say that they were civilians"
    return ("", "") if dead is None or is_answered else _were(claim, dead.end(), names, vocabulary)


def is_state(actor: str, names: Names) -> bool:
    return _STATE in spellings(actor, names)


def spellings(actor: str, names: Names) -> set[str]:
    """Of the actor and of the bodies that it belongs to."""
    found = (names.get(NameKind.ACTOR, up) for up in names.lineage(NameKind.ACTOR, actor))
    return {fold(text) for name in found if name for text in (name.name, *name.aliases)}


def _as_told(quantity: Quantity, claim: Claim, names: Names, vocabulary: Vocabulary) -> Quantity:
    """Where a word beside the number says more than its own noun does."""
    text = claim.text
    if counted(quantity.unit, vocabulary) != ANYBODY:
        return quantity
    if _OF_THE_PLACE.search(text, quantity.start, quantity.end):
        return replace(quantity, unit=_NEIGHBOURS)
    if _OF_ONE_FAMILY.match(text, quantity.end):
        return replace(quantity, unit=_KIN)
    for found in (_ALL_OF_THEM.match(text, quantity.end), _BODIES_OF.match(text, quantity.end)):
        told = " ".join(filter(None, found.groups())).lower().split() if found else []
        who = next((word for word in told if vocabulary.counted.get(word, ANYBODY) != ANYBODY), "")
        if who:
            return replace(quantity, unit=who)
    unit, said = _were(claim, quantity.end, names, vocabulary)
    return replace(quantity, unit=unit, text=f"{quantity.text} … {said}") if unit else quantity


def _were(claim: Claim, start: int, names: Names, vocabulary: Vocabulary) -> tuple[str, str]:
    """ "… were KIA fighters", "… were members of the KIA": their class, and the words; empty where that is denied."""
    found = _WERE.match(claim.text, start)
    if found is None or claim.is_denial or vocabulary.denying.search(claim.text):
        return "", ""
    if any(not found.start() <= one.start < found.end() for one in claim.negations):
        return "", ""
    who = found["who"].split()[-1].lower()
    if vocabulary.counted.get(who, ANYBODY) != ANYBODY:
        return who, found["who"]
    inside = [one for one in claim.actors if found.start("who") <= one.start and one.end <= found.end()]
    return (FIGHTERS, found["who"]) if any(_fights(one, names) for one in inside) else ("", "")


def _by_side(quantity: Quantity, claim: Claim, names: Names, vocabulary: Vocabulary) -> Quantity:
    """Soldiers of nobody who is named as the state's may be anybody's."""
    kind = counted(quantity.unit, vocabulary)
    owners = owners_of(claim, quantity)
    if kind in {ANYBODY, SOLDIERS} and any(_fights(one, names) for one in owners):
        return replace(quantity, unit=FIGHTERS)
    is_of_state = any(is_state(actor, names) for one in owners for actor in one.ids)
    if quantity.unit in {"soldiers", "troops"} and not is_of_state:
        return replace(quantity, unit=COMBATANTS)
    if is_of_state and quantity.unit in {"members", "men", "personnel"}:
        return replace(quantity, unit=SOLDIERS)
    return quantity


def _fights(mention: Mention, names: Names) -> bool:
    """Whether it is under arms, and not the state's."""
    known: Sequence[str] = [
        actor for actor in mention.ids if (name := names.get(NameKind.ACTOR, actor)) and name.is_party
    ]
    return bool(known) and not any(is_state(actor, names) for actor in known)
