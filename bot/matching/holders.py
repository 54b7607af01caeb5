"""Places that a text says lie in one another: "Kin Ma in Pauk", "Pauk township's Kin Ma village"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.claims.claim import Claim, Mention

_SETTLED = r"(?: (?:village|town|hamlet|ward|camp|area)(?: tract)?)?"
_WITHIN = re.compile(
    rf"{_SETTLED}(?:,? \(|,? (?:a |the )?(?:\w+ )?(?:village|town|hamlet|ward|place)? ?(?:in|of)|,? which (?:lies|is) in)"
    r"(?: the)?(?: \w+ part of)?(?: the)? ?$"
)
_BESIDE = re.compile(rf"{_SETTLED}, (?:the )?")
_OWNS = re.compile(r"['’]s? (?:the )?(?:\w+ )?(?:(?:village|town|hamlet) of )?")
_LISTED = re.compile(r"(?:,| and\b| or\b)")
_LEVEL = re.compile(r"\b(?:township|district|state|region|division)\b", re.IGNORECASE)


def held(claim: Claim) -> Iterator[tuple[Mention, Mention]]:
    """Each place beside the one that it is said to lie in, the smaller first."""
    for first, second in pairwise(sorted(claim.places, key=lambda one: one.start)):
        between = claim.text[first.end : second.start]
        if _OWNS.fullmatch(between):
            yield second, first
        elif _is_within(between) or (_BESIDE.fullmatch(between) and not _is_in_list(claim, second)):
            yield first, second


def says_within(between: str) -> bool:
    """Whether these words between two names say that the first lies in the second."""
    return bool(_BESIDE.fullmatch(between)) or _is_within(between)


def are_held(inner: Sequence[Mention], pairs: Sequence[tuple[Mention, Mention]]) -> list[Mention]:
    """What the given places are said to lie in."""
    return [outer for one, outer in pairs if one in inner]


def _is_within(between: str) -> bool:
    return bool(_WITHIN.fullmatch(between)) and bool(between.strip())


def _is_in_list(claim: Claim, mention: Mention) -> bool:
    """ "Monywa, Shwebo and Kalay" are three places side by side."""
    return not _LEVEL.search(mention.name) and _LISTED.match(claim.text, mention.end) is not None
