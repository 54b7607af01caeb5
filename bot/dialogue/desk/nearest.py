"""What our library has that is nearest to a case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.desk.case import CaseFile, Matter, submission_of
from bot.desk.question import Question
from bot.errors import Refusal
from bot.library.record import title_of
from bot.matching.match import Match
from bot.people.audience import Audience
from bot.ports import Checking
from bot.verdicts.likelihood import likelihood_of
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import difference_lines
from bot.verdicts.wording import Line, Tone

SEEN_AS = Audience.NEWSROOM
"""What stands in a chat of the desk may be seen by everybody there."""

MOST_NEAR = 3
_MOST_DIFFERENCES = 3


async def find_nearest(file: CaseFile, *, checking: Checking) -> tuple[Match, ...]:
    """The records that the case may be about, the likeliest first. Raises `Unavailable`."""
    if not file.matters:
        return ()
    try:
        report = await checking.check(submission_of(file.matters[0].matter), SEEN_AS)
    except Refusal:
        return ()
    best: dict[str, Match] = {}
    for match in (match for finding in report.findings for match in finding.matches):
        known = best.get(match.record.id)
        if known is None or known.probability < match.probability:
            best[match.record.id] = match
    return tuple(sorted(best.values(), key=lambda match: -match.probability)[:MOST_NEAR])


def near_lines(near: Sequence[Match], book: Phrasebook) -> Iterator[Line]:
    """Each record with its number, and how it differs."""
    for number, match in enumerate(near, start=1):
        record = match.record
        words = book.text(f"likelihood.words.{likelihood_of(match.probability).value}")
        text = book.text("desk.card.near", title=title_of(record), words=words, record=record.id)
        yield Line(Tone.RECORD, text, label=str(number), link=record.filing.link)
        yield from list(difference_lines(match, book))[:_MOST_DIFFERENCES]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody brought, in words."""

    text: str
    lines: tuple[Line, ...] = ()


def said_in(matter: Matter, book: Phrasebook) -> Said:
    """The text itself, and what was told besides, each behind its name."""
    if isinstance(matter, Question):
        day = matter.published.isoformat() if matter.published else ""
        background = (("forwarded_from", matter.forwarded_from), ("published", day))
        return Said(matter.claim.text, tuple(_named(background, "desk.card", book)))
    publish, ask_back = (
        book.text("form.yes" if agreed else "form.no") for agreed in (matter.may_publish, matter.may_ask_back)
    )
    told = (
        ("where", matter.where),
        ("when", matter.when),
        ("how", matter.how),
        ("evidence", matter.evidence),
    )
    return Said(
        matter.what, tuple(_named((*told, ("publish", publish), ("ask_back", ask_back)), "form.tip", book))
    )


def _named(told: Sequence[tuple[str, str]], prefix: str, book: Phrasebook) -> Iterator[Line]:
    for name, text in told:
        if text:
            yield Line(Tone.PLAIN, text, label=book.text(f"{prefix}.{name}").rstrip("?:"))
