import pytest

from bot.speech.overview import overview
from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone


def block(relation: Relation, *slots: str, claim: str = "said", headline: str = "") -> Block:
    lines = (
        Line(Tone.CLAIM, claim),
        Line(Tone.RELATION, headline or relation.value),
        Line(Tone.PLAIN, "what it means"),
    )
    return Block(relation, lines, slots=slots)


NOTHING = block(Relation.NOTHING)
AGREES = block(Relation.SAME_EVENT)
DIFFERS = block(Relation.SAME_EVENT, "number", headline="Same event, but")
AGAINST = block(Relation.CONTRADICTS, "place")


def numbers(*blocks: Block) -> list[int]:
    return [entry.number for outcome in overview(blocks) for entry in outcome.entries]


def test_numbers_are_those_of_the_report() -> None:
    found = overview([NOTHING, AGAINST], [2, 5])

    assert [entry.number for outcome in found for entry in outcome.entries] == [5, 2]


def test_problems_stand_first() -> None:
    assert numbers(NOTHING, AGREES, DIFFERS, AGAINST) == [4, 3, 2, 1]


def test_known_statement_stands_above_agreement() -> None:
    assert numbers(AGREES, DIFFERS, block(Relation.SAME_STATEMENT)) == [3, 2, 1]


def test_relation_that_differs_stands_above_agreement() -> None:
    assert numbers(block(Relation.RELATED), AGREES, block(Relation.RELATED, "date")) == [3, 2, 1]


def test_unread_language_stands_above_nothing_found() -> None:
    assert numbers(NOTHING, block(Relation.UNSUPPORTED_LANGUAGE)) == [2, 1]


@pytest.mark.parametrize("blocks", [(), (AGAINST,), (block(Relation.NOT_CHECKABLE),) * 2])
def test_little_needs_no_overview(blocks: tuple[Block, ...]) -> None:
    assert overview(blocks) == ()


def test_same_answers_stand_under_one_headline() -> None:
    false, true = (
        block(Relation.SAME_STATEMENT, headline=f"Verdict: {verdict}") for verdict in ("false", "true")
    )

    found = overview((false, true, false))

    assert [(outcome.headline, len(outcome.entries)) for outcome in found] == [
        ("Verdict: false", 2),
        ("Verdict: true", 1),
    ]


def test_slots_are_named_once() -> None:
    found = overview([block(Relation.CONTRADICTS, "number", "date", "number"), NOTHING])

    assert found[0].entries[0].slots == ("number", "date")


@pytest.mark.parametrize(
    ("relation", "meaning"), [(Relation.NOTHING, ("what it means",)), (Relation.RELATED, ())]
)
def test_nothing_found_is_explained_once(relation: Relation, meaning: tuple[str, ...]) -> None:
    (outcome,) = overview([block(relation), block(relation)])

    assert outcome.meaning == meaning
