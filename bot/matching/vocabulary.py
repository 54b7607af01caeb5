import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.claims.terms import stems
from bot.library.event import EventKind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`vocabulary.toml` in stems. `same` maps a stem to the one that stands for all its synonyms; `kinds` maps a stem to the kinds that it speaks of; `counted` a plain unit to its class."""

    weak: frozenset[str]
    same: Mapping[str, str]
    kinds: Mapping[str, frozenset[EventKind]]
    near: Mapping[EventKind, frozenset[EventKind]]
    counted: Mapping[str, str]
    denying: tuple[str, ...]
    drift: tuple[tuple[str, str], ...]
    harm: frozenset[str]

    def words(self, text: str) -> tuple[str, ...]:
        """The stems of a text, each synonym by the one that stands for all."""
        return tuple(self.same.get(stem, stem) for stem in stems(text))


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
        denying=tuple(tree["denying"]["outright"]),
        drift=tuple((first, second) for first, second in tree["drift"]["pairs"]),
        harm=frozenset(tree["harm"]["verbs"].split()),
    )
