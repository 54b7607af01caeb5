import re
from collections.abc import Iterator

from bot.claims.claim import Claim, Mention
from bot.claims.quantity import Measure, Quantity
from bot.matching.vocabulary import load_vocabulary

_HARMED = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ARRESTED, Measure.DIED_IN_CUSTODY}
)
_SOMEBODYS = frozenset({"its", "their", "his"})
_OF = re.compile(r" (?:\w+ )?(?:of|from) (?:the )?")


def harmed_of(claim: Claim) -> tuple[Mention, ...]:
    """Actors whose own people are the ones counted as harmed: "thirteen AA men were killed", "five soldiers of the AA died"."""
    return tuple(
        mention
        for found in claim.quantities
        if found.measure in _HARMED
        for mention in owners_of(claim, found)
    )


def owners_of(claim: Claim, quantity: Quantity) -> tuple[Mention, ...]:
    """Whose people are counted there."""
    return tuple(_own(claim, quantity))


def _own(claim: Claim, quantity: Quantity) -> Iterator[Mention]:
    owner = next((one for one in claim.actors if _OF.fullmatch(claim.text, quantity.end, one.start)), None)
    if owner:
        yield owner
        return
    for one in claim.actors:
        if quantity.start <= one.start and one.end <= quantity.end:
            before = claim.text[quantity.start : one.start].split()[-1:]
            others = (
                load_vocabulary().peoples | _SOMEBODYS
            )  # "Chin soldiers", "its soldiers": not the state's
            if not others.intersection(before):
                yield one
