"""How the parts of an answer stand together, the same on every front."""

from dataclasses import dataclass
from itertools import groupby

from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone, Wording


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a group. `slots` names where claim and record disagree, for a line that tells a difference."""

    line: Line
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one tone and one label that follow each other; the label is said once."""

    tone: Tone
    label: str
    rows: tuple[Row, ...]


def groups(block: Block) -> tuple[Group, ...]:
    """The block's lines in order, with the slots of its differences.

    Where there is a slot a line they go pairwise; else the first line of the differences carries them all, so that none is lost.
    """
    told = sum(line.tone is Tone.DIFFERENCE for line in block.lines)
    pairwise = told == len(block.slots)
    shares = iter([(slot,) for slot in block.slots] if pairwise else [block.slots])
    found: list[Group] = []
    for (tone, label), run in groupby(block.lines, key=lambda line: (line.tone, line.label)):
        rows = (Row(line, next(shares, ()) if tone is Tone.DIFFERENCE else ()) for line in run)
        found.append(Group(tone, label, tuple(rows)))
    return tuple(found)


def folded(wording: Wording) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks to show and those to fold away: in a long text, the sentences that say nothing that could be checked."""
    shown = tuple(block for block in wording.blocks if block.relation is not Relation.NOT_CHECKABLE)
    if not shown:
        return wording.blocks, ()
    return shown, tuple(block for block in wording.blocks if block.relation is Relation.NOT_CHECKABLE)
