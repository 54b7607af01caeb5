"""What stands behind a receipt: what the desk came to, and what it had said before.

Nobody may be left with something that no longer holds: for whoever asked on a page or in a terminal this is where they hear of a correction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.claims.claim import Claim, Kind
from bot.claims.names import Names
from bot.claims.note import Note, note
from bot.desk.comparing import Bearing, bearing
from bot.desk.decision import Decision
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.telling import Telling
from bot.dialogue.desk.outcome import outcome_notes, record_block, seen
from bot.dialogue.parts import Parts
from bot.library.record import Record, title_of
from bot.library.statement import Statement
from bot.matching.shown import show_day
from bot.people.audience import Audience
from bot.speech.excerpt import excerpt
from bot.verdicts.confidence import months_since
from bot.verdicts.phrasebook import load_phrasebook

_MOST_CHANGES = 3
"""The newest that are told: a receipt is read on a phone."""


_LONGEST_CLAIM = 160
"""Characters: enough to know it again."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What was told, as far as this audience may see it today. `is_gone`: a record was shown that is not shown any more."""

    telling: Telling
    is_gone: bool = False

    @property
    def record(self) -> Record | None:
        return self.telling.record


async def outcome(
    standing: OpenQuestion, audience: Audience, *, language: str, parts: Parts
) -> tuple[Note, ...]:
    """What it came to and why, then what had been said before; where that is a correction, this is said first. Raises `Unavailable`."""
    decision = standing.decision
    named = {one.decision.record for one in standing.told} | {decision.record if decision else ""}
    # Asked for without any too: that takes as long as a hidden one.
    records = await parts.library.records(named, audience)
    said = [_seen(one, audience, records) for one in standing.told]
    notes: list[Note] = []
    if decision is not None:
        now = Telling(parts.clock.now(), decision, records.get(decision.record))
        if not said or said[-1].is_gone or not said[-1].telling.is_same(now):
            said.append(_Said(now))
        now = said[-1].telling
        notes.extend(_sent(standing))
        notes.extend(_outcome(now))
        notes.extend(_stale(now.record, parts.clock.today()))
    elif said:
        is_open = standing.state is QuestionState.OPEN
        notes.append(note("talk.told.open" if is_open else "talk.told.over"))
        notes.extend(_before(said[-1], language))
    if len(said) > 1:
        names = (await parts.library.shelf()).names
        changes = tuple(_changes(said, names, language))
        return (*changes[:1], *notes, *changes[1:]) if decision is not None else (*notes, *changes)
    return tuple(notes)


def _sent(standing: OpenQuestion) -> Iterator[Note]:
    """So that nobody takes what is said for an answer to something else."""
    if standing.claim:
        yield note("talk.outcome.sent", claim=excerpt(standing.claim, _LONGEST_CLAIM))


def _seen(telling: Telling, audience: Audience, today: Mapping[str, Record]) -> _Said:
    shown = seen(telling.record, audience)
    if shown is None or shown.id in today:
        return _Said(Telling(telling.at, telling.decision, shown))
    return _Said(Telling(telling.at, telling.decision), is_gone=True)


def _changes(said: Sequence[_Said], names: Names, language: str) -> Iterator[Note]:
    """The newest first."""
    told = [list(_change(before, after, names, language)) for before, after in pairwise(said)]
    for notes in [one for one in reversed(told) if one][:_MOST_CHANGES]:
        yield from notes


def _change(before: _Said, after: _Said, names: Names, language: str) -> Iterator[Note]:
    date = show_day(after.telling.at.date())
    if not before.telling.is_same_outcome(after.telling):
        yield note("talk.told.otherwise", date=date)
        yield from _before(before, language)
    elif before.is_gone and not after.is_gone:
        yield note("talk.told.record", date=date)
        yield note("talk.told.gone")
    elif not before.telling.is_same(after.telling):
        was, now = (_lines(one.record, names, language) for one in (before, after))
        gone, new = ([line for line in one if line not in other] for one, other in ((was, now), (now, was)))
        if gone or new:
            yield note("talk.told.record", date=date)
        yield from (note("talk.told.was", text=line) for line in gone)
        yield from (note("talk.told.is", text=line) for line in new)


def _before(said: _Said, language: str) -> Iterator[Note]:
    """Each line marked as one from before: read alone, none may pass for what holds now."""
    book = load_phrasebook(language)
    yield note("talk.told.before", date=show_day(said.telling.at.date()))
    yield from (note("talk.told.was", text=book.say(line)) for line in _outcome(said.telling))
    if said.is_gone:
        yield note("talk.told.gone")


def _stale(record: Record | None, today: date) -> Iterator[Note]:
    due = record.filing.review_due if record else None
    if record is None or due is None or due >= today:
        return
    if record.filing.reviewed_on is None:
        yield note("talk.outcome.stale_review", due=show_day(due))
    else:
        months = months_since(record.filing.reviewed_on, today)
        yield note("talk.outcome.old_review", count=str(months), due=show_day(due))


def _lines(record: Record | None, names: Names, language: str) -> list[str]:
    """All that is shown of a record, without the claim that it was looked up for: a receipt tells no word of that."""
    if record is None:
        return []
    block = record_block(record, Claim("", 0, 0, language, Kind.FACT), names, load_phrasebook(language))
    return [f"{line.label}: {line.text}" if line.label else line.text for line in block.lines]


def _what_we_have(record: Record, decision: Decision) -> Iterator[Note]:
    if not isinstance(record, Statement):
        yield note("talk.outcome.record", title=title_of(record))
        return
    yield note("talk.outcome.statement", title=title_of(record))
    if record.verdict is None:
        return
    if bearing(decision, record) is not Bearing.AS_RECORDED:
        yield note(f"talk.outcome.verdict.{record.verdict.value}")
    if record.reason and record.reason.strip(" .") != decision.reason.strip(" ."):  # else it comes next
        yield note("talk.outcome.because", reason=record.reason)


def _outcome(telling: Telling) -> Iterator[Note]:
    """What was sent came to comes first: a title alone would read as a confirmation. What we have stands before the reason, which speaks of it."""
    came_to, reason = outcome_notes(telling.decision, telling.record)
    yield came_to
    record = telling.record
    if record is None:
        yield reason
        return
    yield from _what_we_have(record, telling.decision)
    yield reason
    if record.filing.link:
        yield note("talk.outcome.link", link=record.filing.link)
