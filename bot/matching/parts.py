"""Parts of a claim that a record may have nothing of: another thing that is said to have happened besides, and "the deadliest"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.claims.claim import Claim
from bot.claims.quantity import Measure, Quantity
from bot.claims.saying import load_saying
from bot.matching.compared import Accord, Compared
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary

_SUFFERED = r"(?:\w{2,}(?:ed|en)|shot|burnt|hit|struck|held|cut|shut|lost|found|hurt|torn|blown|left|kept|put|sent|set|hung|sunk)"
_BESIDES = re.compile(
    r"(?:, | )(?:and|but|while) (?P<part>(?!(?:has|have|had|was|were|is|are|did|does|will|no|not|nobody|none|to|it|\w+ed)\b)"
    r"(?:(?!(?:and|but|or|that|who|which|whom|whose|if|as|since|where|when|after|before|because|so|its|says?|said)\b)[\w'’-]+ ){1,6}?"
    rf"(?:(?:was|were|been)(?: \w+ly)? (?P<done>{_SUFFERED})|(?P<did>won|fled|left|shot|took|fell|began|\w{{3,}}ed))\b[^,;:!?.\"]{{0,80}})(?=[,;:!?.\"]|$)"
)
_HIGHEST = re.compile(
    r"\b(?P<rank>deadliest|bloodiest|largest|biggest|worst|heaviest|fiercest|gravest|longest|highest|most (?:deadly|violent|brutal|severe|destructive))\b"
    r"(?: (?!(?:in|of|since|on|at|by|for|to|from|that|ever|was|is|were|hits?|kill(?:s|ed|ing)?|leaves|left|destroys|wounds|so|yet)\b)[a-z-]+){0,3}",
    re.IGNORECASE,
)
_LIKE = {
    word: words
    for words in ("largest biggest heaviest", "deadliest bloodiest", "worst gravest")
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Part:
    """Its words, and the stems of what it says of somebody: a record that has none of these says nothing of it. `counts` are the numbers in it."""

    text: str
    stems: frozenset[str]
    counts: tuple[Quantity, ...]


def parts_of(claim: Claim, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Told as not checked where a record has nothing of them."""
    return tuple(
        Part(text, telling, counts)
        for text, word, counts in _words(claim)
        if (telling := frozenset(vocabulary.words(word)) - vocabulary.weak)
    )


def is_unheld(part: Part, profile: Profile, number: Compared) -> bool:
    """Whether the record has nothing of it; a count of its own, or one that was held against it or is told as not checked, is not told twice."""
    if not part.stems.isdisjoint(profile.vocabulary):
        return False
    is_told = number.accord is not Accord.SILENT or bool(number.unchecked)
    ours = {figure.best for figure in profile.figures}
    return not any(one.value in ours or (is_told and one.measure is not Measure.OTHER) for one in part.counts)


def _words(claim: Claim) -> Iterator[tuple[str, str, tuple[Quantity, ...]]]:
    saying = load_saying()
    for found in _BESIDES.finditer(claim.text):
        word = found["done"] or found["did"]
        if not saying.verb.match(word):
            start, end = found.span("part")
            counts = tuple(one for one in claim.quantities if start <= one.start < end)
            yield found["part"].strip(), word, counts
    for found in _HIGHEST.finditer(claim.text):
        rank = found["rank"].lower()
        yield found[0], _LIKE.get(rank, rank), ()
