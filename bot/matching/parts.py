"""Parts of a claim that a record may have nothing of: another thing that is said to have happened besides, and "the deadliest"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.claims.claim import Claim
from bot.claims.saying import load_saying
from bot.matching.vocabulary import Vocabulary

_BESIDES = re.compile(
    r"(?:, | )(?:and|but|while) (?P<part>(?!(?:has|have|had|was|were|is|are|did|does|will|no|not|nobody|none|to|it|\w+ed)\b)(?:(?!(?:and|but|or|that|who|which|whom|whose|if|as|since|where|when|after|before|because|so|its|says?|said)\b)[\w'’-]+ ){1,6}?"
    r"(?:(?:was|were|been)(?: \w+ly)? (?P<done>\w+)|(?P<did>won|lost|fled|left|shot|took|fell|began|\w{3,}ed))\b[^,;:!?.\"]{0,80})(?=[,;:!?.\"]|$)"
)
_HIGHEST = re.compile(
    r"\b(?P<rank>deadliest|bloodiest|largest|biggest|worst|heaviest|fiercest|gravest|longest|highest|most (?:deadly|violent|brutal|severe|destructive))\b"
    r"(?: (?!(?:in|of|since|on|at|by|for|to|from|that|ever|was|is|were|hit|killed|killing|so|yet)\b)[a-z-]+){0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Its words, and the stems of what it says of somebody: a record that has none of these says nothing of it."""

    text: str
    stems: frozenset[str]


def parts_of(claim: Claim, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Told as not checked where a record has nothing of them."""
    return tuple(
        Part(text, telling)
        for text, word in _words(claim.text)
        if (telling := frozenset(vocabulary.words(word)) - vocabulary.weak)
    )


def _words(text: str) -> Iterator[tuple[str, str]]:
    saying = load_saying()
    for found in _BESIDES.finditer(text):
        word = found["done"] or found["did"]
        if not saying.verb.match(word):
            yield found["part"].strip(), word
    for found in _HIGHEST.finditer(text):
        yield found[0], found["rank"]
