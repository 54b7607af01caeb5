"""Conversations as lists of what is said and what may be answered, the same for every front."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.verdicts.finding import Relation


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sends, with what they tell about it."""

    text: str
    published: date | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answer must be. `relations` empty means that no finding may be shown; `any_slot` that one of these must differ."""

    relations: frozenset[Relation] = frozenset()
    slots: frozenset[str] | None = None
    any_slot: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()


Story = list[tuple[Said, Expected]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person saw: the relation of every block shown, where they differ, and all words, without the mark-up."""

    relations: tuple[Relation, ...]
    slots: frozenset[str]
    text: str

    @property
    def relation(self) -> Relation | None:
        """That of the first block that says something about a claim, None where no finding was shown."""
        telling = [relation for relation in self.relations if relation is not Relation.NOT_CHECKABLE]
        return next(iter([*telling, *self.relations]), None)


class Stage(Protocol):
    """A front on which a story is played."""

    async def say(self, said: Said) -> Seen: ...


async def play(story: Story, stage: Stage) -> None:
    """Says every line and holds each answer against what is expected; a failure names the line."""
    for number, (said, expected) in enumerate(story, start=1):
        seen = await stage.say(said)
        complaints = _complaints(seen, expected)
        assert not complaints, f"line {number} ({said.text[:60]!r}): {'; '.join(complaints)}\n\n{seen.text}"


def _complaints(seen: Seen, expected: Expected) -> list[str]:
    found: list[str] = []
    if seen.relation not in (expected.relations or {None}):
        allowed = ", ".join(sorted(expected.relations)) or "no finding"
        found.append(f"relation {seen.relation}, allowed: {allowed}")
    if expected.slots is not None and seen.slots != expected.slots:
        found.append(f"slots {sorted(seen.slots)}, required: {sorted(expected.slots)}")
    if expected.any_slot and not seen.slots & expected.any_slot:
        found.append(f"slots {sorted(seen.slots)}, one required of: {sorted(expected.any_slot)}")
    flat = " ".join(seen.text.split())
    found.extend(f"does not say {words!r}" for words in expected.says if words not in flat)
    found.extend(f"says {words!r}" for words in expected.never_says if words in flat)
    return found
