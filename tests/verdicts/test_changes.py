"""What an answer says otherwise than the one before it."""

from dataclasses import replace

import pytest

from bot.verdicts.changes import found_since, may_answer
from bot.verdicts.finding import Finding, Likelihood, Relation
from tests.fakes.reports import nothing, report, same_event

TEXT = "The military bombed a crowd in Pazigyi."
NEWS = ["Air strike on a gathering in Pazigyi"]
FOUND = same_event(TEXT)


@pytest.mark.parametrize(
    ("finding", "is_told"),
    [
        (FOUND, True),
        (replace(FOUND, relation=Relation.CONTRADICTS), True),
        (replace(FOUND, relation=Relation.RELATED), False),
        (replace(FOUND, likelihood=Likelihood.LIKELY), False),
        (same_event("Another claim."), False),
        (nothing(TEXT), False),
    ],
)
def test_only_a_strong_answer_is_news(finding: Finding, is_told: bool) -> None:
    assert found_since(report(nothing(TEXT)), report(finding)) is is_told


def test_answer_of_before_is_no_news() -> None:
    assert not found_since(report(same_event(TEXT)), report(same_event(TEXT)))


@pytest.mark.parametrize(
    ("text", "is_looked_at"),
    [
        (TEXT, True),
        ("Pazigyi’s market burned.", True),
        ("The dam at Myitsone broke.", False),
        ("ပဇီကြီးရွာ", True),
    ],
)
def test_what_shares_no_word_is_not_looked_at(text: str, is_looked_at: bool) -> None:
    assert may_answer(NEWS, report(nothing(text))) is is_looked_at


def test_what_was_answered_is_not_looked_at() -> None:
    assert not may_answer(NEWS, report(same_event(TEXT)))
