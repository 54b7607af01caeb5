import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from bot.claims.terms import stems
from bot.library.event import EventKind

_OWNED = ("people", "staff", "premises", "side", "channels", "militia")


@dataclass(frozen=True, slots=True)
class DeedWords:
    """Plain words by which a sentence says who does harm to whom; what each is for stands in the file."""

    verbs: frozenset[str]
    light: frozenset[str]
    by_light: frozenset[str]
    nouns: frozenset[str]
    of_victims: frozenset[str]
    fights: frozenset[str]
    losing: frozenset[str]
    shooting: frozenset[str]
    taking: frozenset[str]
    between: frozenset[str]
    before_nouns: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """`vocabulary.toml` in stems. `same` maps a stem to the one that stands for all its synonyms; `kinds` maps a stem to the kinds that it speaks of; `counted` a plain unit to its class."""

    weak: frozenset[str]
    same: Mapping[str, str]
    kinds: Mapping[str, frozenset[EventKind]]
    near: Mapping[EventKind, frozenset[EventKind]]
    counted: Mapping[str, str]
    scales: Mapping[str, float]
    denying: re.Pattern[str]
    affirming: re.Pattern[str]
    spared: re.Pattern[str]
    causes: Mapping[str, str]
    means: Mapping[str, re.Pattern[str]]
    drift: tuple[tuple[str, str], ...]
    opposites: tuple[tuple[str, str], ...]
    killed: frozenset[str]
    deeds: DeedWords
    unarmed: frozenset[str]
    state_forces: frozenset[str]
    irregular: frozenset[str]
    foreign: frozenset[str]
    peoples: frozenset[str]
    states: frozenset[str]
    forces: frozenset[str]
    nations: tuple[str, ...]
    citizens: frozenset[str]
    owned: Mapping[str, frozenset[str]]

    def words(self, text: str) -> tuple[str, ...]:
        """The stems of a text, each synonym by the one that stands for all."""
        found = stems(text)
        return tuple(map(self.same.get, found, found))


@lru_cache(maxsize=1024)
def words_of_name(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The stems of a name. Kept, as every candidate asks for those in the claim."""
    return frozenset(vocabulary.words(name))


@cache
def load_vocabulary() -> Vocabulary:
    tree = tomllib.loads((resources.files("bot.matching") / "vocabulary.toml").read_text(encoding="utf-8"))
    groups = [stems(group) for group in tree["synonyms"]]
    same = {stem: group[0] for group in groups for stem in group}
    kinds: dict[str, set[EventKind]] = {}
    for kind, words in tree["kinds"].items():
        for stem in stems(words):
            kinds.setdefault(same.get(stem, stem), set()).add(EventKind(kind))
    return Vocabulary(
        weak=frozenset(same.get(stem, stem) for stem in stems(tree["weak"])),
        same=same,
        kinds={stem: frozenset(found) for stem, found in kinds.items()},
        near={
            EventKind(kind): frozenset(EventKind(near) for near in text.split())
            for kind, text in tree["near"].items()
        },
        counted={unit: name for name, units in tree["counted"].items() for unit in units.split()},
        scales=tree["scales"],
        denying=_denying(tree["denying"]),
        affirming=_pattern(tree["denying"]["affirming"]),
        spared=_pattern(tree["denying"]["spared"]),
        causes={
            same.get(stem, stem): word for word in tree["causes"]["words"].split() for stem in stems(word)
        },
        means={name: _pattern(f"(?:{words})") for name, words in tree["means"].items()},
        drift=_pairs(tree["drift"]["pairs"]),
        opposites=_pairs(tree["drift"]["opposites"]),
        killed=frozenset(same.get(stem, stem) for stem in stems("killed executed shot")),
        deeds=DeedWords(**{name: _words(text) for name, text in tree["deeds"].items()}),
        unarmed=_words(tree["agents"]["unarmed"]),
        state_forces=_words(tree["agents"]["state_forces"]),
        irregular=_words(tree["agents"]["irregular"]),
        peoples=_words(tree["agents"]["peoples"]),
        foreign=_words(tree["agents"]["foreign"]),
        states=_words(tree["agents"]["states"]),
        forces=_words(tree["agents"]["forces"]),
        nations=tuple(tree["belonging"]["nations"]),
        citizens=_words(tree["belonging"]["citizens"]),
        owned={group: _words(tree["belonging"][group]) for group in _OWNED},
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in pairs)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{words}\b", re.IGNORECASE)


def _denying(tree: Mapping[str, Any]) -> re.Pattern[str]:
    anywhere = "|".join(tree["outright"])
    return re.compile(rf"\b(?:{anywhere})\b|^\W*{tree['opening']}", re.IGNORECASE)
