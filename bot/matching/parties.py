"""Everybody in a sentence who can do harm or suffer it: the library's actors, people without arms, forces of other nations, strangers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.claims.claim import Claim
from bot.matching.vocabulary import Vocabulary

WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_NAME = re.compile(r"(?:\b[Tt]he )?\b(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)(?= [a-z])")
_BETWEEN = re.compile(r" (?:[a-z]+ )?")
_BODY = re.compile(
    r"\b(?!The |In |On |At |By |And )(?P<who>(?:[A-Z][\w'’-]+ ){1,4}(?:Army|Front|Brigade|Militia|Guards?|Alliance|Liberation Forces?))\b"
)
_ANY_GROUP = re.compile(r"\b(?:Defen[cs]e|Resistance|Guerrilla|Local|Revolution\w*|People['’]?s)\b")
"""Words of groups that a record may hold under a common name."""
_NO_NAME = re.compile(
    r"(?:Christmas|New Year|Easter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts or is acted on. `ids` are the library's bearers of the name, empty for somebody whom it does not know."""

    name: str
    ids: tuple[str, ...]
    start: int
    end: int


def parties_of(claim: Claim, vocabulary: Vocabulary) -> Iterator[Party]:
    """In order of the text, without whoever says it; none overlaps another."""
    speaker = set(claim.attribution.ids) if claim.attribution else set()
    known = [mention for mention in claim.actors if not speaker & set(mention.ids)]
    named = [Party(mention.name, mention.ids, mention.start, mention.end) for mention in known]
    strangers = (*_foreign(claim, vocabulary), *_strangers(claim, vocabulary), *_bodies(claim))
    taken = 0
    for party in sorted(
        (*named, *_unarmed(claim, vocabulary), *strangers), key=lambda one: (one.start, -one.end)
    ):
        if (
            taken
            and party.start <= taken
            and not (party.start == taken and party.name.lower().startswith("the "))
        ):
            continue  # "KIA soldiers" are the KIA's, "Russian air force" is not ours
        taken = party.end + 1
        yield party


def _unarmed(claim: Claim, vocabulary: Vocabulary) -> Iterator[Party]:
    nameless = vocabulary.unarmed | vocabulary.irregular | vocabulary.state_forces
    for word in WORD.finditer(claim.text):
        if word.group().lower() not in nameless:
            continue
        if not any(mention.start < word.end() and word.start() < mention.end for mention in claim.actors):
            yield Party(word.group(), (), word.start(), word.end())


def _foreign(claim: Claim, vocabulary: Vocabulary) -> Iterator[Party]:
    """ "Chinese jets", "the Russian air force", "Karen soldiers": a people before a force that the library does not have by that name."""
    words = list(WORD.finditer(claim.text))
    for word in words:
        if word.group() in vocabulary.states and claim.text[: word.start()].endswith("by "):
            yield Party(word.group(), (), word.start(), word.end())
    pairs = [*pairwise(words), *zip(words, words[2:], strict=False)]  # "Thai guards", "Thai factory guards"
    for word, following in pairs:
        if word.group() not in vocabulary.foreign and word.group() not in vocabulary.peoples:
            continue
        is_beside = _BETWEEN.fullmatch(claim.text, word.end(), following.start()) is not None
        if is_beside and following.group().lower() in vocabulary.forces:
            yield Party(claim.text[word.start() : following.end()], (), word.start(), following.end())


def _bodies(claim: Claim) -> Iterator[Party]:
    """ "The Mon National Liberation Army": under arms by its name, and unknown to the library."""
    for found in _BODY.finditer(claim.text):
        start, end = found.span("who")
        is_known = any(
            mention.start <= start < mention.end or mention.start < end < mention.end
            for mention in claim.actors
        )
        if not is_known and not _ANY_GROUP.search(found.group()):
            yield Party(found.group("who"), (), start, end)


def _strangers(claim: Claim, vocabulary: Vocabulary) -> Iterator[Party]:
    """ "The Taliban killed …": a name that nobody in the library bears, right before a verb of harm."""
    for found in _NAME.finditer(claim.text):
        verb = WORD.match(claim.text, found.end() + 1)
        who = found.group("who")
        is_name = found.start("who") > found.start() or found.start() > 0 or " " in who or who.isupper()
        if (
            _NO_NAME.match(who)
            or not is_name
            or verb is None
            or verb.group().lower() not in vocabulary.deeds.verbs
        ):
            continue
        start, end = found.span("who")
        if not any(mention.start < end and start < mention.end for mention in (*claim.actors, *claim.places)):
            yield Party(who, (), start, end)
