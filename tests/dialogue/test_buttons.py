from dataclasses import replace

import pytest

from bot.dialogue.buttons import MOST_CLAIMS, Rows, answer_buttons, claim_buttons, may_be_meant
from bot.dialogue.parts import make_id
from bot.matching.match import Slot
from bot.speech.choices import LONGEST_ON_THE_WIRE, Act, Choice, write_choice
from bot.verdicts.finding import Finding, Relation
from tests.dialogue.conversation import Conversation, acts, answered, choice_of, shown, somebody
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.records import KILLED, RAID

FEW = report(nothing("One."), opinion("Two!"), contradicts("Three.", differs(Slot.NUMBER, "3", "4")))


def also(found: Finding, *, probability: float = 0.7) -> Finding:
    """The finding with a second record that may be meant."""
    second = replace(found.matches[0], record=RAID, probability=probability)
    return replace(found, matches=(*found.matches, second))


def unsupported(text: str) -> Finding:
    return replace(nothing(text), relation=Relation.UNSUPPORTED_LANGUAGE)


def acts_of(rows: Rows) -> list[list[Act]]:
    return [[button.choice.act for button in row] for row in rows]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (same_event("Known."), [[Act.THIS, Act.NOT_THIS], [Act.ASK, Act.WHY]]),
        (also(same_event("Known.")), [[Act.THIS, Act.NOT_THIS, Act.NONE], [Act.ASK, Act.WHY]]),
        (also(same_event("Known."), probability=0.3), [[Act.THIS, Act.NOT_THIS], [Act.ASK, Act.WHY]]),
        (nothing("Unknown."), [[Act.ASK]]),
        (unsupported("ရန်ကုန်"), [[Act.ASK]]),
        (opinion("A shame!"), []),
    ],
)
def test_buttons_fit_what_was_found(finding: Finding, expected: list[list[Act]]) -> None:
    assert acts_of(answer_buttons(report(finding), "a", language="en")) == expected
    assert acts_of(claim_buttons(finding, "a", 1)) == expected


def test_several_claims_are_opened_by_number() -> None:
    rows = answer_buttons(FEW, "a", language="en")

    # The contradiction comes first, as in the overview; the opinion has nothing to open.
    assert [button.choice for row in rows for button in row] == [
        Choice(Act.OPEN, "a", 3),
        Choice(Act.OPEN, "a", 1),
    ]


def test_one_claim_among_opinions_has_its_own_buttons() -> None:
    rows = answer_buttons(report(opinion("A shame!"), same_event("Known.")), "a", language="en")

    assert acts_of(rows) == [[Act.THIS, Act.NOT_THIS], [Act.ASK, Act.WHY], [Act.OPEN]]
    assert {button.choice.number for row in rows for button in row} == {2}


def test_long_text_has_a_bounded_number_of_buttons() -> None:
    many = report(*(nothing(f"Claim {number}.") for number in range(60)))

    rows = answer_buttons(many, "a", language="en")

    assert sum(map(len, rows)) == MOST_CLAIMS
    assert max(map(len, rows)) <= 8


def test_what_others_count_is_not_meant() -> None:
    ours = replace(same_event("A total.").matches[0], record=KILLED)
    other = replace(ours, record=replace(KILLED, id="other", who_counts="ohchr"))
    found = replace(same_event("A total."), relation=Relation.SAME_RUNNING_TOTAL, matches=(ours, other))

    assert may_be_meant(found) == (ours,)


def test_ids_fit_a_button_and_differ() -> None:
    ids = {make_id() for _ in range(100)}

    assert len(ids) == 100
    assert all(
        len(write_choice(Choice(Act.LANGUAGE, each, 999, 99, "12345678"))) <= LONGEST_ON_THE_WIRE
        for each in ids
    )


async def test_open_claim_has_its_own_buttons() -> None:
    talk = Conversation({"Text.": FEW})
    given = await talk.sends(somebody(), "Text.")

    outcome = await talk.presses(somebody(), choice_of(given, Act.OPEN, 3))

    assert (shown(outcome).number, shown(outcome).answer) == (3, answered(given).answer)
    assert acts(outcome) == [Act.THIS, Act.NOT_THIS, Act.ASK, Act.WHY]
