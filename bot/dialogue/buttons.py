"""What can be pressed under an answer. Fronts lay buttons out; which there are is decided here."""

from collections.abc import Iterable, Iterator

from bot.claims.note import note
from bot.library.series import Series
from bot.matching.match import Match
from bot.people.address import Front
from bot.speech.choices import ADDING, LOOKING, TAKING_BACK, Act, Button, Choice
from bot.speech.heard import From
from bot.speech.overview import overview
from bot.verdicts.finding import Finding, Likelihood, Relation, Report
from bot.verdicts.likelihood import likelihood_of
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.word_report import word_report

Rows = tuple[tuple[Button, ...], ...]

MOST_CLAIMS = 24
_IN_A_ROW = 6

UNMATCHED = frozenset({Relation.NOTHING, Relation.NOT_CHECKABLE, Relation.UNSUPPORTED_LANGUAGE})
"""Answers that name no record."""

_UNLIKELY = frozenset({Likelihood.ALMOST_NO_CHANCE, Likelihood.VERY_UNLIKELY, Likelihood.UNLIKELY})


def answer_buttons(report: Report, answer: str, *, language: str) -> Rows:
    """Under a whole answer: what can be said of its one claim, or a button to open each of several, the most pressing first."""
    worth = worth_opening(report)
    if len(worth) > 1:
        numbers = _in_order(report, language)[:MOST_CLAIMS]
        return rows(_opening(answer, number, "choice.open") for number in numbers)
    if not worth:
        return ()
    found = claim_buttons(report.findings[worth[0] - 1], answer, worth[0])
    if len(report.findings) == 1:
        return found
    return (*found, (_opening(answer, worth[0], "choice.whole"),))


def claim_buttons(finding: Finding, answer: str, number: int) -> Rows:
    """Under the finding on one claim."""
    judging = tuple(
        Button(Choice(act, answer, number, match), note(f"choice.{act.value}"))
        for act, match in _judgements(finding)
    )
    asking = tuple(
        Button(Choice(act, answer, number), note(f"choice.{act.value}")) for act in _questions(finding)
    )
    return tuple(row for row in (judging, asking) if row)


def rows(buttons: Iterable[Button]) -> Rows:
    """Rows that fit a phone."""
    every = tuple(buttons)
    return tuple(every[at : at + _IN_A_ROW] for at in range(0, len(every), _IN_A_ROW))


def worth_opening(report: Report) -> tuple[int, ...]:
    """The numbers of the claims that something can be said about, in the order of the text."""
    return tuple(
        number
        for number, finding in enumerate(report.findings, start=1)
        if finding.relation is not Relation.NOT_CHECKABLE
    )


def may_be_meant(finding: Finding) -> tuple[Match, ...]:
    """The matches that are shown as what the claim may be about. What others count stands beside a total and is none of them."""
    if finding.relation in UNMATCHED:
        return ()
    return tuple(
        match
        for at, match in enumerate(finding.matches)
        if at == 0
        or (
            likelihood_of(match.probability) not in _UNLIKELY
            and not _counts_otherwise(match, finding.matches[0])
        )
    )


def is_askable(finding: Finding) -> bool:
    """Whether a moderator could say anything about it."""
    return finding.relation is not Relation.NOT_CHECKABLE


def _judgements(finding: Finding) -> Iterator[tuple[Act, int]]:
    meant = may_be_meant(finding)
    if meant:
        yield Act.THIS, 1
        yield Act.NOT_THIS, 1
    if len(meant) > 1:
        yield Act.NONE, 0


def _questions(finding: Finding) -> Iterator[Act]:
    if is_askable(finding):
        yield Act.ASK
    if may_be_meant(finding):
        yield Act.WHY


def _counts_otherwise(match: Match, first: Match) -> bool:
    ours, other = first.record, match.record
    return isinstance(ours, Series) and isinstance(other, Series) and ours.who_counts != other.who_counts


def _opening(answer: str, number: int, label: str) -> Button:
    return Button(Choice(Act.OPEN, answer, number), note(label, number=str(number)))


def _in_order(report: Report, language: str) -> tuple[int, ...]:
    """The claims worth opening in the order in which the overview tells them."""
    worth = set(worth_opening(report))
    told = overview(word_report(report, load_phrasebook(language)).blocks)
    return tuple(entry.number for outcome in told for entry in outcome.entries if entry.number in worth)


def receipt_buttons(
    code: str, sender: From, values: tuple[str, ...] = (LOOKING, ADDING, TAKING_BACK)
) -> Rows:
    """On a page people press; where they write, the commands are told."""
    if sender.address.front is not Front.WEB:
        return ()
    return (tuple(Button(Choice(Act.TIP, code, value=one), note(f"choice.receipt.{one}")) for one in values),)
