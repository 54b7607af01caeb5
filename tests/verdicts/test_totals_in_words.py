"""What the first line says of a running total, beside how likely it is that it is meant."""

from datetime import date

import pytest

from bot.verdicts.finding import Finding, Likelihood, Relation
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.word_report import headline
from tests.matching.asking import ask

TOTAL = "AAPP says {} people have been killed by the junta since the coup."
NO_FIGURE = "Same running total, but we have no figure for that time"
UNLIKELY = {Likelihood.UNLIKELY, Likelihood.VERY_UNLIKELY, Likelihood.ALMOST_NO_CHANCE}


def first_line(finding: Finding) -> str:
    return headline(finding, load_phrasebook("en"))


@pytest.mark.parametrize(
    ("number", "published"),
    [
        ("7,500", date(2025, 6, 1)),
        ("at least 7,500", date(2025, 6, 1)),
        ("9,500", None),
        ("1,100", date(2021, 11, 1)),
    ],
)
def test_time_without_a_figure_is_said_first(number: str, published: date | None) -> None:
    finding = ask(TOTAL.format(number), published)

    assert first_line(finding) == NO_FIGURE
    assert "not_checked.no_figure_then" in {said.key for said in finding.not_checked}


@pytest.mark.parametrize(
    ("number", "published"),
    [
        ("4,192", date(2023, 11, 20)),
        ("at least 4,468", date(2024, 1, 31)),
        ("6,100", date(2024, 12, 20)),
        ("2,650", date(2022, 12, 20)),
        ("5,982", None),
    ],
)
def test_figure_near_ours_is_consistent(number: str, published: date | None) -> None:
    assert (
        first_line(ask(TOTAL.format(number), published)) == "Same running total, consistent with our record"
    )


def test_what_is_unlikely_is_not_called_the_same() -> None:
    finding = ask("The AAPP counts 3,200.", date(2023, 6, 1))

    assert finding.likelihood in UNLIKELY
    assert finding.relation is Relation.RELATED
