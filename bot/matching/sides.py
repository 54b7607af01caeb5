"""On which side those stand who are counted: "twelve KIA soldiers" are no soldiers of the state, "ten lives, all of them villagers" bore no arms."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.claim import Claim, Mention, NameKind
from bot.claims.names import Names, fold
from bot.claims.quantity import Quantity
from bot.matching.agents import owners_of
from bot.matching.counted import ANYBODY, COMBATANTS, FIGHTERS, SOLDIERS, counted
from bot.matching.the_dead import said_to_have_been
from bot.matching.vocabulary import Vocabulary

_STATE = "junta"
_ALL_OF_THEM = re.compile(
    r"[^.;:]{0,40}?(?:,| [–-]) (?:and )?(?:all(?: of (?:them|whom))?(?: were)?(?P<who>(?: \w+){1,2})|(?P<whom>\w+) all\b)"
)
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
    return _were(claim, 0, names, vocabulary)


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
    """ "… were KIA fighters", "… were members of the KIA": their class, and the words."""
    found = said_to_have_been(claim, start, vocabulary.denying)
    if found is None:
        return "", ""
    said = claim.text[slice(*found)]
    who = said.split()[-1].lower()
    if vocabulary.counted.get(who, ANYBODY) != ANYBODY:
        return who, said
    inside = [one for one in claim.actors if found[0] <= one.start and one.end <= found[1]]
    return (FIGHTERS, said) if any(_fights(one, names) for one in inside) else ("", "")


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
