"""Sentences that only go on from the one before: "Twenty-one died." has its place and day from there."""

import re
from functools import lru_cache

from bot.claims.claim import Claim
from bot.claims.countables import measure_of
from bot.claims.quantity import Measure
from bot.matching.counted import HARM

_SHORT = 12
"""Words beyond which a sentence is one of its own."""
_LONGER = 16
"""The same for one with a word that points back."""
_POINTS_BACK = re.compile(
    r"\b(?:its|it|there|they|their|them|the (?:village|town|place|attack|raid|fighting))\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_LIVED = re.compile(
    r"\b(?:all|everyone|everybody|they)\b[^.;]{0,40}\b(?:survived|lived|escaped|alive|unhurt|unharmed)\b",
    re.IGNORECASE,
)


def goes_on(claim: Claim) -> bool:
    """Whether it counts victims or says that there were none, in few words, and names neither place nor day nor anybody."""
    return counts_on(claim) and not claim.moments


def counts_on(claim: Claim) -> bool:
    """The same where it may have a day of its own."""
    counts = any(one.measure not in {Measure.OTHER, Measure.AMOUNT} for one in claim.quantities)
    counts = counts or _says_unharmed(claim.text, is_negated=bool(claim.negations))
    return counts and not (claim.places or claim.links) and _is_short(claim.text)


@lru_cache(maxsize=64)
def _is_short(text: str) -> bool:
    """Kept, as every candidate asks for the same claim."""
    return len(text.split()) <= (_LONGER if _POINTS_BACK.search(text) else _SHORT)


@lru_cache(maxsize=64)
def _says_unharmed(text: str, *, is_negated: bool) -> bool:
    """ "Nobody was hurt.", "Everyone survived."; kept as well."""
    if is_negated and any(measure_of(word.lower()) in HARM for word in _WORD.findall(text)):
        return True
    return _LIVED.search(text) is not None
