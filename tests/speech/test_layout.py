from bot.speech.layout import folded, groups
from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone, Wording

OPINION = Block(Relation.NOT_CHECKABLE, ())
FACT = Block(Relation.NOTHING, ())


def told(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(Tone.DIFFERENCE, text, "Differs") for text in texts)


def slots_of(block: Block) -> list[tuple[str, ...]]:
    return [row.slots for group in groups(block) for row in group.rows]


def test_each_difference_gets_its_slot() -> None:
    block = Block(Relation.CONTRADICTS, told("a", "b"), slots=("number", "date"))

    assert slots_of(block) == [("number",), ("date",)]


def test_no_slot_is_lost_where_lines_are_fewer() -> None:
    block = Block(Relation.CONTRADICTS, told("a"), slots=("number", "date"))

    assert slots_of(block) == [("number", "date")]


def test_lines_behind_one_label_stand_together() -> None:
    lines = (Line(Tone.RECORD, "x", "We have"), Line(Tone.RECORD, "y"), *told("a", "b"))

    found = groups(Block(Relation.RELATED, lines))

    assert [(group.label, len(group.rows)) for group in found] == [("We have", 1), ("", 1), ("Differs", 2)]


def test_opinions_are_folded_beside_facts() -> None:
    assert folded(Wording((), (OPINION, FACT, OPINION), ())) == ((FACT,), (OPINION, OPINION))


def test_opinions_alone_are_shown() -> None:
    assert folded(Wording((), (OPINION, OPINION), ())) == ((OPINION, OPINION), ())
