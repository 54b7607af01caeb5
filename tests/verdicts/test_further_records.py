from dataclasses import replace

from bot.library.statement import Verdict
from bot.matching.match import Slot
from bot.verdicts.finding import Finding
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.word_report import word_finding
from tests.fakes.entries import a_statement
from tests.fakes.reports import differs, same_event


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
