"""Sentences that only go on from the one before: "Twenty-one died." has its place and day from there."""

from bot.claims.claim import Claim
from bot.claims.quantity import Measure

_SHORT = 10
"""Words beyond which a sentence is one of its own."""


def goes_on(claim: Claim) -> bool:
    """Whether it counts victims, in few words, and names neither place nor day nor anybody."""
    counts = any(one.measure not in {Measure.OTHER, Measure.AMOUNT} for one in claim.quantities)
    names = claim.places or claim.moments or claim.links
    return counts and not names and len(claim.text.split()) <= _SHORT
