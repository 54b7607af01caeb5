"""Whether two texts ask about the same thing: what is asked is ranked against what was asked before, as if that were a record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.claims.claim import Claim, Mention, Method
from bot.claims.left_open import UNCONFIRMED, UNSAID
from bot.claims.terms import stems
from bot.library.filing import Filing
from bot.library.statement import Statement
from bot.matching.features import Desk
from bot.matching.match import Candidate, Scores, Weight
from bot.matching.profile import Profile, profile_of
from bot.matching.rank import rank

_WORD = re.compile(r"[\w'’-]+")
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked under that key, ready to be compared."""

    key: str
    claim: Claim
    profile: Profile


@dataclass(frozen=True, slots=True)
class Kin:
    """How likely it is the same; `may_join`: nothing speaks against it, and neither says anything that the other leaves out."""

    key: str
    probability: float
    may_join: bool


def prepare(key: str, claim: Claim, desk: Desk) -> Asked:
    record = Statement(key, claim.text, None, "", Filing(language=claim.language))
    return Asked(key, claim, profile_of(record, desk.names, desk.vocabulary))


def find_kin(one: Asked, others: Sequence[Asked], near: Mapping[str, float], desk: Desk) -> tuple[Kin, ...]:
    """The likeliest first. `near` is how near each is in meaning, by its key; a key that is missing has no vector."""
    by_key = {other.key: other for other in others}
    candidates = [
        Candidate(other.profile.record, _scores(one, other, near.get(other.key))) for other in others
    ]
    every = (len(candidates), len(candidates))  # they are few, and prepared
    ranked = rank(one.claim, candidates, lambda record: by_key[record.id].profile, desk, most=every)
    kin = []
    for found in ranked:
        match, other = found.match, by_key[found.match.record.id]
        conflicts = any(one.weight is Weight.CONFLICT for one in match.differences)
        may_join = not conflicts and says_the_same(one.claim, other.claim)
        kin.append(Kin(other.key, match.probability, may_join))
    return tuple(sorted(kin, key=lambda each: -each.probability))


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether both name the same places, bodies, numbers and times, and neither denies what the other says. Names that nobody knows are told by
    their capitals; in writing without capitals nobody can tell, so nothing counts as the same there."""
    if one.language != other.language or not (_has_capitals(one.text) and _has_capitals(other.text)):
        return False
    return _told(one) == _told(other) and _is_named_in(one, other) and _is_named_in(other, one)


def _told(claim: Claim) -> tuple[object, ...]:
    return (
        frozenset(map(_named, claim.places)),
        # In their order: who did it to whom is turned round by nothing else.
        tuple(dict.fromkeys(map(_named, claim.actors))),
        frozenset((each.value, each.low, each.high, each.unit) for each in claim.quantities),
        frozenset((each.when or each.text.casefold(), each.is_as_of) for each in claim.moments),
        tuple(sorted(each.text.casefold() for each in claim.negations)),
        tuple(each for each in claim.unread if each.key in {UNCONFIRMED, UNSAID}),
        _speaker(claim),
    )


def _speaker(claim: Claim) -> tuple[object, ...]:
    """Who says it and in what way; somebody who is not named is as good as nobody."""
    said = claim.attribution
    if said is None or said.method is Method.UNNAMED:
        return ()
    return tuple(sorted(said.ids)) or (said.name.casefold(),), said.stance


def _named(mention: Mention) -> tuple[str, ...]:
    return tuple(sorted(mention.ids)) or (mention.name.casefold(),)


def _is_named_in(one: Claim, other: Claim) -> bool:
    """Whether the other has all words with a capital or a figure of which no reader made anything. The first word of a sentence is one too, as it
    may be a name."""
    read = [
        (each.start, each.end)
        for some in (one.quantities, one.moments, one.places, one.actors)
        for each in some
    ]
    there = frozenset(stems(other.text))
    return all(
        there.issuperset(stems(word.group()))
        for word in _WORD.finditer(one.text)
        if any(sign.isupper() or sign.isdigit() for sign in word.group())
        and not any(start < word.end() and word.start() < end for start, end in read)
    )


def _has_capitals(text: str) -> bool:
    return any(sign.isupper() for sign in text)


def _scores(one: Asked, other: Asked, near: float | None) -> Scores:
    """Of two texts alone, without an index: what they share."""
    words = sum(any(stem in wording for wording in other.profile.wordings) for stem in _stems(one))
    return Scores(float(words), float(len(_grams(one.claim.text) & _grams(other.claim.text))), near=near)


def _stems(asked: Asked) -> frozenset[str]:
    return frozenset(stem for wording in asked.profile.wordings for stem in wording)


def _grams(text: str) -> frozenset[str]:
    levelled = " ".join(text.casefold().split())
    return frozenset(levelled[at : at + _GRAM] for at in range(len(levelled) - _GRAM + 1))
