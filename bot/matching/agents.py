"""Who does harm to whom in a sentence, by word order: subject of an active verb, "by …", what a count of dead names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.claims.claim import Claim, Mention
from bot.claims.quantity import Measure
from bot.matching.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})
_NO_OBJECT = re.compile(
    r"\s*(?:$|[.,;:!?)\"]|to death\b|dead\b(?=\s*(?:$|[.,;:]|in|at|by|on|near|during|after|when|while|as)\b|[.,;:]|$)"
    r"|(?:in|at|by|on|near|during|after|when|while|as|and|or|from|for|because|since|last|this|yesterday|today)\b)"
)
_NAME = re.compile(r"(?:\b[Tt]he )?\b(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)(?= [a-z])")
_ALSO = re.compile(r"\b(?:and|then|also)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_UNDER = re.compile(r"\bunder\s+(?:heavy\s+)?$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:Christmas|New Year|Easter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_BY_REACH = 6
_BY_STOPS = frozenset(
    {"in", "at", "on", "near", "after", "from", "to", "that", "when", "while", "during", "since"}
)
_HARMED = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ARRESTED, Measure.DIED_IN_CUSTODY}
)


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who acts. `ids` are the library's bearers of the name, empty for somebody whom it does not know."""

    name: str
    ids: tuple[str, ...]
    start: int
    end: int


def agents_of(claim: Claim, vocabulary: Vocabulary) -> tuple[Agent, ...]:
    """Those who do harm, in order of the text."""
    text = claim.text
    candidates = tuple(_candidates(claim, vocabulary))
    found = [one for one in candidates if _is_named_after_by(text, one.start)]
    verb = _active_verb(text, vocabulary)
    before = [one for one in candidates if verb is not None and one.end <= verb.start()]
    if verb is not None and before:
        # "The military removed the government of X and took power": the second verb has the subject of the first.
        subject = before[0] if _ALSO.search(text[: verb.start()]) else before[-1]
        if subject not in found:
            found.append(subject)
    return tuple(sorted(found, key=lambda one: one.start))


def harmed_of(claim: Claim) -> tuple[Mention, ...]:
    """Actors whose own people are the ones counted as harmed: "thirteen AA men were killed"."""
    return tuple(
        mention
        for quantity in claim.quantities
        if quantity.measure in _HARMED
        for mention in claim.actors
        if quantity.start <= mention.start and mention.end <= quantity.end
    )


def overthrown_of(claim: Claim, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Actors of whom it is said that they were overthrown, or lost something."""
    words = list(_WORD.finditer(claim.text))
    for at, word in enumerate(words):
        is_passive = bool(_PASSIVE & {before.group().lower() for before in words[max(0, at - 3) : at]})
        verb = word.group().lower()
        if (verb in vocabulary.overthrow and is_passive) or (verb in vocabulary.losing and not is_passive):
            return tuple(mention for mention in claim.actors if mention.end <= word.start())
    return ()


def _candidates(claim: Claim, vocabulary: Vocabulary) -> Iterator[Agent]:
    speaker = set(claim.attribution.ids) if claim.attribution else set()
    taken = 0
    known = [mention for mention in claim.actors if not speaker & set(mention.ids)]
    others = [
        Agent(word.group(), (), word.start(), word.end())
        for word in _WORD.finditer(claim.text)
        if word.group().lower() in vocabulary.unarmed
        and not any(mention.start < word.end() and word.start() < mention.end for mention in claim.actors)
    ]
    named = [Agent(mention.name, mention.ids, mention.start, mention.end) for mention in known]
    strangers = (*_foreign(claim, vocabulary), *_strangers(claim, vocabulary))
    for agent in sorted((*named, *others, *strangers), key=lambda one: (one.start, -one.end)):
        if agent.start <= taken and taken:
            continue  # "KIA soldiers" are the KIA's, "Russian air force" is not ours
        taken = agent.end + 1
        yield agent


def _foreign(claim: Claim, vocabulary: Vocabulary) -> Iterator[Agent]:
    """ "Chinese jets", "the Russian air force": a nation before a force, neither of the library's."""
    words = list(_WORD.finditer(claim.text))
    for word, following in pairwise(words):
        if word.group() in vocabulary.foreign and following.group().lower() in vocabulary.forces:
            yield Agent(claim.text[word.start() : following.end()], (), word.start(), following.end())


def _strangers(claim: Claim, vocabulary: Vocabulary) -> Iterator[Agent]:
    """ "The Taliban killed …": a name that nobody in the library bears, right before a verb of harm."""
    for found in _NAME.finditer(claim.text):
        verb = _WORD.match(claim.text, found.end() + 1)
        is_name = found.start("who") > found.start() or found.start() > 0 or " " in found.group("who")
        if (
            _NO_NAME.match(found.group("who"))
            or not is_name
            or verb is None
            or verb.group().lower() not in vocabulary.harm
        ):
            continue
        start, end = found.span("who")
        if not any(mention.start < end and start < mention.end for mention in (*claim.actors, *claim.places)):
            yield Agent(found.group("who"), (), start, end)


def _is_named_after_by(text: str, start: int) -> bool:
    before = [word.group().lower() for word in _WORD.finditer(text[:start])][-_BY_REACH:]
    if "by" not in before:
        return False
    between = before[len(before) - before[::-1].index("by") :]
    return not _BY_STOPS & set(between)


def _active_verb(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """The first verb of harm, if it has an object: "killed in" and "were killed" have none."""
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        if word.group().lower() in vocabulary.harm:
            is_passive = _PASSIVE & {before.group().lower() for before in words[max(0, at - 3) : at]}
            is_noun = word.group().lower() in vocabulary.harm_nouns
            if _UNDER.search(text[: word.start()]):
                return None
            return None if is_passive or (_NO_OBJECT.match(text, word.end()) and not is_noun) else word
    return None
