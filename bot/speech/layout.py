"""How the parts of an answer stand together, the same on every front."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone, Wording

_ESSENCE = frozenset({Tone.CLAIM, Tone.RELATION, Tone.DIFFERENCE})


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one tone and one label that follow each other; the label is said once."""

    tone: Tone
    label: str
    lines: tuple[Line, ...]


def groups(lines: Iterable[Line]) -> tuple[Group, ...]:
    return tuple(
        Group(tone, label, tuple(run))
        for (tone, label), run in groupby(lines, key=lambda line: (line.tone, line.label))
    )


def essence(block: Block) -> tuple[Line, ...]:
    """What stands in the open among many claims: the claim, what it is to us, and what differs."""
    return tuple(line for line in block.lines if line.tone in _ESSENCE)


def details(block: Block) -> tuple[Line, ...]:
    """The lines of a block besides its essence."""
    return tuple(line for line in block.lines if line.tone not in _ESSENCE)


def folded(wording: Wording) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks to show and those to fold away: in a long text, the sentences that say nothing that could be checked."""
    shown = tuple(block for block in wording.blocks if block.relation is not Relation.NOT_CHECKABLE)
    if not shown:
        return wording.blocks, ()
    return shown, tuple(block for block in wording.blocks if block.relation is Relation.NOT_CHECKABLE)


def shown_numbers(wording: Wording) -> tuple[int, ...]:
    """The numbers of the blocks that `folded` shows, as buttons and commands name them: their places in the whole report, from 1."""
    shown = {id(block) for block in folded(wording)[0]}
    return tuple(number for number, block in enumerate(wording.blocks, start=1) if id(block) in shown)


def without_repeats(blocks: Iterable[Block], above: Callable[[str], str]) -> Iterator[Block]:
    """The same blocks; of a record that an earlier one was about there stay its title, as `above` words it, and what is new."""
    told: dict[Line, set[str]] = {}
    for block in blocks:
        yield replace(block, lines=tuple(_new_lines(block, told, above)))


def record_title(block: Block) -> Line | None:
    """The line that names the record which the block is about."""
    return next((line for line in block.lines if line.tone is Tone.RECORD and line.label), None)


def _new_lines(block: Block, told: dict[Line, set[str]], above: Callable[[str], str]) -> Iterator[Line]:
    said: set[str] = set()
    for line in block.lines:
        if line.tone is not Tone.RECORD:
            yield line
        elif line.label:
            yield replace(line, text=above(line.text), link="") if line in told else line
            said = told.setdefault(line, set())
        elif line.text not in said:
            said.add(line.text)
            yield line
