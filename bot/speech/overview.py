"""The findings on a text of several claims at a glance. What has to be acted on comes first, wherever in the text it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, groupby

from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Tone

_MEANT_FOR_ALL = frozenset({Relation.NOTHING, Relation.UNSUPPORTED_LANGUAGE})


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim. `number` counts the claims of the report in the order of the text, from 1; `slots` are where it differs from our record."""

    number: int
    claim: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The claims that got the same answer; `meaning` is what that answer does and does not say."""

    relation: Relation
    headline: str
    entries: tuple[Entry, ...]
    meaning: tuple[str, ...] = ()


def overview(blocks: Iterable[Block], numbers: Iterable[int] | None = None) -> tuple[Outcome, ...]:
    """Contradictions, known statements, other differences, matches, relations, what could not be read, what was not found.

    Empty where the answers are no more than one, or none of them is about something that could be checked. `numbers` are those of the
    blocks where some of the report are left out (`shown_numbers`).
    """
    numbered = list(zip(count(1) if numbers is None else numbers, blocks, strict=False))
    if len(numbered) < 2 or all(block.relation is Relation.NOT_CHECKABLE for _, block in numbered):
        return ()
    first: dict[tuple[int, str], int] = {}
    for number, block in numbered:
        first.setdefault(_kind(block), number)
    numbered.sort(key=lambda pair: (_rank(pair[1]), first[_kind(pair[1])], pair[0]))
    return tuple(_outcome([*run]) for _, run in groupby(numbered, key=lambda pair: _kind(pair[1])))


def _outcome(run: list[tuple[int, Block]]) -> Outcome:
    block = run[0][1]
    meaning = _texts(block, Tone.PLAIN) if block.relation in _MEANT_FOR_ALL else ()
    entries = tuple(
        Entry(number, " ".join(_texts(one, Tone.CLAIM)), tuple(dict.fromkeys(one.slots)))
        for number, one in run
    )
    return Outcome(block.relation, " ".join(_texts(block, Tone.RELATION)), entries, meaning)


def _kind(block: Block) -> tuple[int, str]:
    return _rank(block), " ".join(_texts(block, Tone.RELATION))


def _rank(block: Block) -> int:
    match block.relation:
        case Relation.CONTRADICTS:
            return 0
        case Relation.SAME_STATEMENT:
            return 1  # it carries a verdict, and to agree with a falsehood is the worst news of all
        case Relation.SAME_EVENT | Relation.SAME_RUNNING_TOTAL:
            return 2 if block.slots else 4
        case Relation.RELATED:
            return 3 if block.slots else 5
        case Relation.UNSUPPORTED_LANGUAGE:
            return 6
        case Relation.NOTHING:
            return 7
        case Relation.NOT_CHECKABLE:
            return 8


def _texts(block: Block, tone: Tone) -> tuple[str, ...]:
    return tuple(line.text for line in block.lines if line.tone is tone)
