import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.claims.terms import stems
from bot.library.event import EventKind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`vocabulary.toml` in stems. `kinds` maps a stem to the kinds that it speaks of; `counted` a plain unit to its class."""

    weak: frozenset[str]
    kinds: Mapping[str, frozenset[EventKind]]
    near: Mapping[EventKind, frozenset[EventKind]]
    counted: Mapping[str, str]
    denying: tuple[str, ...]
    drift: tuple[tuple[str, str], ...]
    harm: frozenset[str]


@cache
def load_vocabulary() -> Vocabulary:
    tree = tomllib.loads((resources.files("bot.matching") / "vocabulary.toml").read_text(encoding="utf-8"))
    kinds: dict[str, set[EventKind]] = {}
    for kind, words in tree["kinds"].items():
        for stem in stems(words):
            kinds.setdefault(stem, set()).add(EventKind(kind))
    return Vocabulary(
        weak=frozenset(stems(tree["weak"])),
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
