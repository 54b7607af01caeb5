from dataclasses import replace
from datetime import date

import pytest

from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.library.filing import Figure
from bot.library.record import Record
from bot.library.statement import Verdict
from bot.matching.match import Slot
from bot.verdicts.finding import Finding, Relation
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.word_report import word_finding
from tests.fakes.entries import a_statement
from tests.fakes.reports import differs, same_event
from tests.records import STRIKE


def with_another(*differences: Slot) -> Finding:
    """A finding of a record, and of a statement that may be meant too."""
    finding = same_event("44 people died in Pazigyi.")
    (first,) = finding.matches
    false = replace(a_statement(), verdict=Verdict.FALSE)
    apart = tuple(differs(slot, "44", "–" if slot is Slot.NEGATION else "12") for slot in differences)
    return replace(finding, matches=(first, replace(first, record=false, differences=apart)))


def line(finding: Finding) -> str:
    block = word_finding(finding, load_phrasebook("en"), weights="1")
    return next(one.text for one in block.lines if one.label == "May also be meant")


def test_another_record_comes_with_verdict_and_difference() -> None:
    told = line(with_another(Slot.NUMBER))

    assert told.endswith("(almost certain; our verdict: false; number: ours “12”, here “44”)")


def test_only_the_first_differences_stand_in_the_line() -> None:
    told = line(with_another(Slot.NEGATION, Slot.NUMBER, Slot.DATE))

    assert told.endswith("our verdict: false; whether it happened differs; number: ours “12”, here “44”)")


def with_other_record(other: Record) -> Finding:
    finding = same_event("At least 165 people died in Pazigyi.")
    (first,) = finding.matches
    strike = replace(STRIKE, figures=(killed(165),))
    return replace(finding, matches=(replace(first, record=strike), replace(first, record=other)))


def killed(number: float) -> Figure:
    return Figure(Measure.KILLED, "people", number)


def test_number_that_fits_the_text_is_told_from_the_first() -> None:
    told = line(with_other_record(replace(a_statement(), figures=(killed(170),))))

    assert told.endswith("number: 170, in the record above 165)")


def test_same_number_is_no_difference() -> None:
    told = line(with_other_record(replace(a_statement(), figures=(killed(165),))))

    assert "number" not in told


def test_estimates_round_the_same_number_are_no_difference() -> None:
    told = line(with_other_record(replace(a_statement(), figures=(replace(killed(165), high=180),))))

    assert "in the record above" not in told


def test_other_day_and_place_are_told() -> None:
    assert STRIKE.where is not None
    day, village = Interval.of_day(date(2023, 5, 2)), replace(STRIKE.where, name="Kin Sal")
    told = line(with_other_record(replace(STRIKE, id="other", when=day, where=village, figures=())))

    assert told.endswith(
        f"place: Kin Sal, in the record above {STRIKE.where.name}; date: 2 May 2023, in the record above 11 Apr 2023)"
    )


def test_a_judgement_is_turned_round_and_nothing_happened() -> None:
    finding = same_event("It was not a war crime.")
    turned = replace(
        finding.matches[0],
        record=replace(a_statement(), figures=()),
        differences=(differs(Slot.NEGATION, "not a war crime", "–"),),
    )
    block = word_finding(replace(finding, matches=(turned,)), load_phrasebook("en"), weights="1")

    assert [one.text for one in block.lines if one.label == "Differs"] == [
        "whether it is so: this text says “not a war crime”, the opposite of what our record says."
    ]


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        ("denied that it bombed", "–", "whether it happened: this text says “denied that it bombed”; our record has it that it happened."),
        ("–", "denial", "whether it happened: this text says that it is so; our record says “denial”."),
        ("denied that it bombed", "admission", "whether they admit it: this text says “denied that it bombed”; our record is of an admission."),
        ("admits", "denial", "whether they admit it: this text says “admits”; our record is of a denial."),
    ],
)  # fmt: skip
def test_denial_is_told_by_whom_it_is(theirs: str, ours: str, said: str) -> None:
    finding = same_event("The military denied that it bombed Pazigyi.")
    (first,) = finding.matches
    turned = replace(first, differences=(differs(Slot.NEGATION, theirs, ours),))
    block = word_finding(replace(finding, matches=(turned,)), load_phrasebook("en"), weights="1")

    assert [one.text for one in block.lines if one.label == "Differs"] == [said]


def test_who_contradicts_what_we_have_as_false_is_not_called_wrong() -> None:
    finding = same_event("It is not true that 44 people died in Pazigyi.")
    false = replace(a_statement(), verdict=Verdict.FALSE, figures=(killed(44),))
    turned = replace(
        finding.matches[0], record=false, differences=(differs(Slot.NEGATION, "not true that", "–"),)
    )
    contradicting = replace(finding, relation=Relation.CONTRADICTS, matches=(turned,))
    block = word_finding(contradicting, load_phrasebook("en"), weights="1")

    assert block.lines[1].text == "Contradicts a statement that we have as false"
    assert [one.text for one in block.lines if one.label == "Differs"] == [
        "whether it happened: this text says “not true that”; the statement that we have says that it happened."
    ]
