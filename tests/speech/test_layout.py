from bot.speech.layout import details, essence, folded, groups, record_title, shown_numbers, without_repeats
from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone, Wording

OPINION = Block(Relation.NOT_CHECKABLE, ())
FACT = Block(Relation.NOTHING, ())
CLAIM = Line(Tone.CLAIM, "said")
HEADLINE = Line(Tone.RELATION, "Contradicts")
DIFFERENCE = Line(Tone.DIFFERENCE, "number", "Differs", slot="number")
RATING = Line(Tone.SPEAKER, "rated", "Who says it")


def record(title: str, *texts: str) -> tuple[Line, ...]:
    return (
        Line(Tone.RECORD, title, "We have", "https://example.org"),
        *(Line(Tone.RECORD, text) for text in texts),
    )


def told(*blocks: Block) -> list[list[str]]:
    shortened = without_repeats(blocks, lambda title: f"again {title}")
    return [[line.text for line in block.lines] for block in shortened]


def test_lines_behind_one_label_stand_together() -> None:
    lines = (*record("x", "y"), DIFFERENCE, DIFFERENCE)

    assert [(group.label, len(group.lines)) for group in groups(lines)] == [
        ("We have", 1),
        ("", 1),
        ("Differs", 2),
    ]


def test_opinions_are_folded_beside_facts() -> None:
    assert folded(Wording((), (OPINION, FACT, OPINION), ())) == ((FACT,), (OPINION, OPINION))


def test_opinions_alone_are_shown() -> None:
    assert folded(Wording((), (OPINION, OPINION), ())) == ((OPINION, OPINION), ())


def test_claims_keep_their_numbers_when_opinions_are_folded() -> None:
    assert shown_numbers(Wording((), (OPINION, FACT, OPINION, FACT), ())) == (2, 4)
    assert shown_numbers(Wording((), (OPINION, OPINION), ())) == (1, 2)


def test_essence_and_details_lose_no_line() -> None:
    block = Block(Relation.CONTRADICTS, (CLAIM, HEADLINE, *record("x", "y"), DIFFERENCE, RATING))

    assert essence(block) == (CLAIM, HEADLINE, DIFFERENCE)
    assert details(block) == (*record("x", "y"), RATING)


def test_record_is_told_once() -> None:
    block = Block(Relation.RELATED, (CLAIM, *record("x", "1 Feb 2021"), RATING))

    assert told(block, block) == [["said", "x", "1 Feb 2021", "rated"], ["said", "again x", "rated"]]


def test_what_is_new_about_a_record_is_told() -> None:
    first = Block(Relation.RELATED, record("total", "100 in May", "Counted by A."))
    later = Block(Relation.RELATED, record("total", "200 in June", "Counted by A."))

    assert told(first, later)[1] == ["again total", "200 in June"]


def test_records_do_not_hide_each_other() -> None:
    one, other = (Block(Relation.RELATED, record(title, "Not reviewed.")) for title in "ab")

    assert told(one, other, one) == [["a", "Not reviewed."], ["b", "Not reviewed."], ["again a"]]


def test_what_a_denial_denies_stays() -> None:
    denied = Line(Tone.RECORD, "What it denies: x.")
    block = Block(Relation.RELATED, (denied, *record("a denial")))

    assert told(block, block)[1] == ["What it denies: x.", "again a denial"]
    assert record_title(block) == record("a denial")[0]
