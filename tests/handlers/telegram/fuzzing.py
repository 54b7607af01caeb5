"""Updates as no Telegram would send them, by the thousand. Called by tests with a few and by a benchmark with many."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from bot.speech.traffic import Arrival
from handlers.telegram.read import Reader, Unheard
from tests.handlers.telegram.reading import READER, new_updates
from tests.handlers.telegram.samples import sample_updates, unknown_updates

_NASTY: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    2**31,
    2**63,
    2**64,
    -(2**70),
    10**400,
    1e308,
    float("inf"),
    float("nan"),
    "",
    "\x00",
    "\ud800",
    "\udfff tail",
    "\u202e\u2066",
    "@second_source_bot",
    "/check",
    "/" * 4096,
    "𝕏" * 4096,
    "https://example.org/" + "a" * 5000,
    "<b>&lt;</b>",
    [],
    {},
    [[[[[]]]]],
    {"": {"": {}}},
)
_DEEP: Final = 3_000


@dataclass
class Fuzzed:
    """What became of the updates; `longest` is the size of the largest thing that would have been kept, in bytes."""

    outcomes: Counter[str] = field(default_factory=Counter)
    longest: int = 0


def fuzz(count: int, seed: int, reader: Reader = READER) -> Fuzzed:
    """Reads so many updates. Raises whatever the reader raises, which should be nothing."""
    chance = random.Random(seed)
    updates = new_updates()
    samples = [*sample_updates(updates), *unknown_updates(updates)]
    fuzzed = Fuzzed()
    for _ in range(count):
        raw = hostile(chance, chance.choice(samples))
        read = reader.read(raw)
        if isinstance(read, Unheard):
            fuzzed.outcomes[read.value] += 1
            continue
        fuzzed.outcomes[type(read.heard).__name__] += 1
        fuzzed.longest = max(fuzzed.longest, size_of(read))
    return fuzzed


def hostile(chance: random.Random, sample: Any) -> Any:
    """The sample with some values changed, taken out, repeated or put elsewhere; now and then something else altogether."""
    if chance.random() < 0.02:
        return _tree(chance, 5)
    changed = sample
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        changed = _changed(chance, changed, 1.0)
    return changed


def size_of(arrival: Arrival) -> int:
    """Bytes of it as it is kept; raises where it cannot be written."""
    return len(msgspec.json.encode(arrival))


def _changed(chance: random.Random, value: Any, here: float) -> Any:
    """Changes one place: the deeper it goes, the likelier it stops."""
    if isinstance(value, dict) and value and chance.random() < here:
        name = chance.choice(list(value))
        if name == "update_id" and chance.random() < 0.95:
            name = list(value)[-1]  # half of all changes would hit the number of an update else
        act = chance.random()
        if act < 0.08:
            return {key: part for key, part in value.items() if key != name}
        if act < 0.14:
            return value | {chance.choice(("text", "chat", "from", "date", "entities", "quote")): value[name]}
        return value | {name: _changed(chance, value[name], here * 0.97)}
    if isinstance(value, list) and value and chance.random() < here:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(chance, value[at], here * 0.97), *value[at + chance.choice((0, 1)) :]]
    return _other(chance)


def _other(chance: random.Random) -> Any:
    if chance.random() < 0.01:
        return _nested(_DEEP)
    return chance.choice(_NASTY) if chance.random() < 0.8 else _tree(chance, 3)


def _nested(depth: int) -> Any:
    value: Any = "deep"
    for at in range(depth):
        value = {"type": "bold", "text": value} if at % 2 else [value]
    return value


def _tree(chance: random.Random, depth: int) -> Any:
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(_NASTY)
    names = ("update_id", "message", "chat", "from", "id", "type", "text", "x")
    if chance.random() < 0.5:
        return {chance.choice(names): _tree(chance, depth - 1) for _ in range(chance.randrange(4))}
    return [_tree(chance, depth - 1) for _ in range(chance.randrange(4))]
