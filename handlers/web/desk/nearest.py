"""What our library has that is nearest to a text, as a page of the desk shows it: side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk.case import Matter, submission_of
from bot.errors import Refusal, Unavailable
from bot.library.record import Record, title_of
from bot.matching.match import Match, Weight
from bot.people.audience import Audience
from bot.ports import Checking
from bot.verdicts.finding import Finding, Relation, Report
from bot.verdicts.likelihood import likelihood_of
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.reckoning import reckon, shown
from bot.verdicts.record_lines import record_lines
from bot.verdicts.word_report import headline
from bot.verdicts.wording import Line
from handlers.web.desk.naming import Named, name_of

_MOST_REASONS = 6
_UNSAID = "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """Where text and record differ: what it is about, theirs, ours; `is_conflict`: it forbids a confirmation."""

    slot: str
    theirs: str
    ours: str
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """`speaks_for` is True for what raised the score."""

    text: str
    contribution: str
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A record that may be meant, in words."""

    record: Record
    title: str
    named: Named
    likely: str
    lines: tuple[Line, ...]
    differences: tuple[Compared, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """The answer to one statement of the text: its headline, and the records with the likeliest first."""

    claim: str
    headline: str
    near: tuple[Near, ...]


async def look_for(matter: Matter, checking: Checking, book: Phrasebook) -> tuple[Looked, ...] | None:
    """None where it cannot be looked for now, which says nothing about what is there."""
    try:
        report = await checking.check(submission_of(matter), Audience.NEWSROOM)
    except Refusal:
        return ()
    except Unavailable:
        return None
    return tuple(_worded(report, book))


def _worded(report: Report, book: Phrasebook) -> Iterator[Looked]:
    # A greeting or an opinion beside what can be checked stands in the text above already.
    checked = [each for each in report.findings if each.relation is not Relation.NOT_CHECKABLE]
    for finding in checked or report.findings[:1]:
        near = tuple(_near(match, finding, book) for match in finding.matches)
        yield Looked(finding.claim.text, headline(finding, book), near)


def _near(match: Match, finding: Finding, book: Phrasebook) -> Near:
    _title, *lines = record_lines(match.record, finding, book)
    return Near(
        match.record,
        title_of(match.record),
        name_of(match.record, book),
        book.text(f"likelihood.words.{likelihood_of(match.probability).value}"),
        tuple(lines),
        tuple(_compared(match, book)),
        tuple(_reasons(match, book)),
    )


def _compared(match: Match, book: Phrasebook) -> Iterator[Compared]:
    unsaid = book.text("differs.unsaid")
    for one in match.differences:
        theirs, ours = (unsaid if said == _UNSAID else said for said in (one.theirs, one.ours))
        yield Compared(book.text(f"slot.{one.slot.value}"), theirs, ours, one.weight is Weight.CONFLICT)


def _reasons(match: Match, book: Phrasebook) -> Iterator[Reason]:
    for reason, part in reckon(match).parts[:_MOST_REASONS]:
        yield Reason(book.say(reason.said), shown(part), part > 0)
