"""The labelled texts with people of other names in them: who speaks does not hang on what they are called."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from benchmarks.rig.labels import Sample
from bot.claims.bodies import has_body_noun
from bot.claims.mentions import find_names
from bot.claims.names import Names

_SHARE = 0.6
_LENGTHS = range(2, 5)
_PERSON = re.compile(r"[A-Z][a-zÀ-ÿ'’]+(?: [A-Z][a-zÀ-ÿ'’]+){1,3}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class People:
    """Names, all of them and by their number of words."""

    every: frozenset[str]
    of_length: Mapping[int, Sequence[str]]


def people_of(samples: Iterable[Sample], names: Names) -> People:
    """All who speak in the texts with the name of a person that the library does not know."""
    speakers = {speaker for sample in samples for label in sample.labels for speaker in label.speakers}
    of_length = defaultdict[int, list[str]](list)
    for name in sorted(speakers):
        if _PERSON.fullmatch(name) and not has_body_noun(name) and not any(find_names(name, names)):
            of_length[len(name.split())].append(name)
    return People(frozenset(chain.from_iterable(of_length.values())), of_length)


def renamed(sample: Sample, people: People, chance: random.Random) -> Sample:
    """Most of the people in the text, wherever a word of their name stands, get another name of as many words. Who shares a word with somebody else keeps theirs."""
    here = _standing(sample.text, people)
    words = set(_WORD.findall(sample.text))
    shared = Counter(part for name in here for part in name.split())
    others: dict[str, str] = {}
    for name in here:
        old, new = name.split(), chance.choice(people.of_length[len(name.split())]).split()
        is_own = all(shared[part] == 1 and part.lower() not in words for part in old)
        is_free = len(set(new)) == len(new) and words.isdisjoint(new) and set(others.values()).isdisjoint(new)
        if is_own and is_free and chance.random() < _SHARE:
            others |= dict(zip(old, new, strict=True))
    if not others:
        return sample
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, others))})\b")

    def turned(text: str) -> str:
        return known.sub(lambda word: others[word[0]], text)

    labels = tuple(
        replace(label, says=turned(label.says), speakers=tuple(map(turned, label.speakers)))
        for label in sample.labels
    )
    return replace(sample, text=turned(sample.text), labels=labels)


def _standing(text: str, people: People) -> list[str]:
    """Those whose name stands there whole, and not as the beginning of a longer one ("Than Lwin Times")."""
    words = list(_WORD.finditer(text))
    runs = {
        text[words[at].start() : words[at + size - 1].end()]
        for size in _LENGTHS
        for at in range(len(words) - size + 1)
    }
    return [
        name for name in sorted(runs & people.every) if not re.search(rf"\b{re.escape(name)} [A-Z]", text)
    ]
