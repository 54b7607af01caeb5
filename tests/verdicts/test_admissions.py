"""That somebody admits it is a claim beside what they admit."""

from bot.claims.claim import Stance
from bot.matching.match import Slot, Weight
from bot.verdicts.finding import Finding, Relation
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.word_report import headline, word_finding
from tests.matching.asking import ask

ADMITTED = (
    "The military admits that its jets attacked civilians in Pazigyi on 11 April 2023, killing 171 people."
)
BOMBED = "The military admits that its jets bombed a crowd in Pazigyi on 11 April 2023, killing 171 people."


def keys(finding: Finding) -> list[str]:
    return [said.key for said in finding.not_checked]


def test_admission_against_a_recorded_denial_differs() -> None:
    finding = ask(ADMITTED)
    first, second = finding.matches[:2]
    difference = first.differences[-1]

    assert (finding.relation, first.record.id, second.record.id) == (Relation.SAME_EVENT, "pazigyi", "denial")
    assert (difference.slot, difference.theirs, difference.weight) == (Slot.NEGATION, "admits", Weight.REMARK)
    assert headline(finding, load_phrasebook("en")) == "Same event, but it differs from our record"


def test_denial_is_told_in_its_words() -> None:
    block = word_finding(ask(ADMITTED), load_phrasebook("en"), weights="1")
    (line,) = [one.text for one in block.lines if one.label == "Differs"]

    assert line.endswith(
        "they deny it, in these words: “The junta denied that its jets attacked civilians in Pazigyi”"
    )


def test_one_answer_does_not_say_that_they_admit_and_deny_it() -> None:
    finding = ask(ADMITTED)
    told = " ".join(line.text for line in word_finding(finding, load_phrasebook("en"), weights="1").lines)

    assert "not_checked.admission" not in keys(finding)
    assert "It admits this." not in told


def test_denial_of_something_else_is_shown_and_does_not_differ() -> None:
    finding = ask(BOMBED)
    told = " ".join(line.text for line in word_finding(finding, load_phrasebook("en"), weights="1").lines)

    assert [one.record.id for one in finding.matches[:2]] == ["pazigyi", "denial"]
    assert not finding.matches[0].differences
    assert "not_checked.admission" in keys(finding)
    assert "It admits this." not in told


def test_who_does_not_admit_what_they_deny_contradicts_nothing() -> None:
    finding = ask(
        "The military has not admitted that its jets attacked civilians in Pazigyi on 11 April 2023."
    )

    assert finding.relation is not Relation.CONTRADICTS
    assert not finding.matches[0].differences


def test_admission_that_nobody_recorded_was_not_checked() -> None:
    finding = ask("The military admitted that soldiers searched a newsroom in Mandalay on 8 March 2021.")

    assert finding.relation is Relation.SAME_EVENT
    assert "not_checked.admission" in keys(finding)
    assert headline(finding, load_phrasebook("en")).startswith("Same event, as far as it could be compared")


def test_who_takes_no_part_only_reports() -> None:
    finding = ask("OHCHR acknowledged that soldiers searched a newsroom in Mandalay on 8 March 2021.")

    assert "not_checked.admission" not in keys(finding)


def test_nobody_admits_what_is_asked() -> None:
    finding = ask("Has the military admitted that its jets bombed a crowd in Pazigyi on 11 April 2023?")

    assert finding.speaker is None or finding.speaker.stance is Stance.REPORT
    assert not finding.matches[0].differences
