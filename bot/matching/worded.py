"""A sentence as it is read for deeds: its words and marks, and everybody who can act in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.claim import Claim
from bot.claims.word_list import words
from bot.matching.parties import Party, parties_of
from bot.matching.vocabulary import Vocabulary

_TOKEN = re.compile(r"[^\W\d_]+(?:n['’]t)?|['’]s\b|\d[\d,.]*\d|\d|[,.;:()!?\"]")
_MEN = words("fighters troops soldiers members men forces units militia rebels")
_CRAFT = words("jets planes aircraft warplanes helicopters gunships drones gunboats")
AROUND = words("in near at on from with against by for to into between under over inside outside during amid")
CLAUSE_ENDS = words(
    "; : . ! ? when while after before because although though until unless but as where including"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A word, a mark or a party."""

    word: str
    party: Party | None = None
    is_name: bool = False
    is_count: bool = False


def parts_in(claim: Claim, vocabulary: Vocabulary) -> Iterator[Part]:
    parties = list(parties_of(claim, vocabulary))
    for token in _TOKEN.finditer(claim.text):
        inside = next((one for one in parties if one.start < token.end() and token.start() < one.end), None)
        if inside is None:
            word = token.group()
            is_count = any(one.start <= token.start() < one.end for one in claim.quantities)
            yield Part(word.lower().replace("’", "'"), is_name=word[0].isupper(), is_count=is_count)
        elif token.start() <= inside.start:
            yield Part(inside.name.lower(), inside)


def party_first(parts: Sequence[Part]) -> Iterator[Party]:
    """Who begins the sentence, or its main clause after "On 17 July 2021, …", and does something."""
    for at, part in enumerate(parts[:-1]):
        if part.party:
            if not is_beside(parts, at) and parts[at + 1].word.isalpha() and parts[at + 1].word not in AROUND:
                yield part.party
            return


def is_beside(parts: Sequence[Part], at: int) -> bool:
    """Whether a party only stands in a circumstance: "near a base of the KIA" counts, "soldiers of the junta" does not."""
    for step in range(at - 1, max(-1, at - 5), -1):
        part = parts[step]
        if part.word in AROUND:
            return not (part.word == "from" and step and parts[step - 1].word in _MEN | _CRAFT)
        if part.word == "and" and step and parts[step - 1].party:
            return is_beside(parts, step - 1)
        is_noun = part.party or part.is_name or part.word[0].isdigit()
        if is_noun or part.word in {"of", ",", "and"} or part.word in CLAUSE_ENDS:
            return False
    return False
