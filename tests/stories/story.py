"""Conversations as lists of what is said or pressed and what may be answered, the same for every front."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.speech.choices import Act, Choice
from bot.verdicts.finding import Relation


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sends, with what they tell about it."""

    text: str
    published: date | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button, by what it does. `number` is that of a claim, 0 for whichever is offered; `line` is the line of the story under whose answer it
    stands, 0 for the last that offers it. `value` tells apart what one act can say. `by_other`: somebody else presses it, who can see the conversation or came by the button."""

    act: Act
    number: int = 0
    line: int = 0
    by_other: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answer must be. `relations` empty means that no finding may be shown; `any_slot` that one of these must differ; `offers` are what
    can be pressed under it, among other things."""

    relations: frozenset[Relation] = frozenset()
    slots: frozenset[str] | None = None
    any_slot: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    offers: frozenset[Act] = frozenset()
    never_offers: frozenset[Act] = frozenset()


Story = list[tuple[Said | Press, Expected]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person saw: the relation of every block shown, where they differ, all words without the mark-up, and what can be pressed."""

    relations: tuple[Relation, ...]
    slots: frozenset[str]
    text: str
    choices: tuple[Choice, ...] = field(default=())

    @property
    def relation(self) -> Relation | None:
        """That of the first block that says something about a claim, None where no finding was shown."""
        telling = [relation for relation in self.relations if relation is not Relation.NOT_CHECKABLE]
        return next(iter([*telling, *self.relations]), None)


class Stage(Protocol):
    """A front on which a story is played, with one person before it."""

    async def say(self, said: Said) -> Seen:
        """Says it and waits until the front has nothing more to say to it."""
        ...

    async def press(self, choice: Choice, *, by_other: bool = False) -> Seen:
        """Presses the button as this front has it; where it has none for that, types the command that does the same.

        A choice that is not from a `Seen` has no answer id: the last answer is meant.
        """
        ...


async def play(story: Story, stage: Stage) -> list[Seen]:
    """Says and presses every line and holds each answer against what is expected; a failure names the line. Gives what was seen."""
    seen: list[Seen] = []
    for number, (line, expected) in enumerate(story, start=1):
        if isinstance(line, Said):
            seen.append(await stage.say(line))
        else:
            seen.append(await stage.press(find_choice(line, seen), by_other=line.by_other))
        complaints = _complaints(seen[-1], expected)
        told = line.text[:60] if isinstance(line, Said) else line.act.value
        assert not complaints, f"line {number} ({told!r}): {'; '.join(complaints)}\n\n{seen[-1].text}"
    return seen


def find_choice(press: Press, seen: Sequence[Seen]) -> Choice:
    """The choice that was offered; where none was, one without an answer, for which a front has a command."""
    shown = seen[press.line - 1 : press.line] if press.line else reversed(seen)
    for one in shown:
        for choice in one.choices:
            if (
                choice.act is press.act
                and press.number in {0, choice.number}
                and press.value in {"", choice.value}
            ):
                return choice
    return Choice(press.act, number=press.number, value=press.value)


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
    acts = {choice.act for choice in seen.choices}
    found.extend(f"does not offer {act}" for act in sorted(expected.offers - acts))
    found.extend(f"offers {act}" for act in sorted(expected.never_offers & acts))
    return found
