"""What the desk came to, as whoever asked is told: in the chat where they asked, and behind their receipt.

Of a record that this audience may not see there is not a word: then the outcome reads as where there is no record at all.
"""

from collections.abc import Iterator, Mapping

from bot.claims.claim import Claim, Kind
from bot.claims.names import Names
from bot.claims.note import Note, note
from bot.desk.case import Brought, Case, CaseFile
from bot.desk.comparing import Bearing, bearing
from bot.desk.decision import NAMES_RECORD, Conclusion, Decision
from bot.desk.question import Question
from bot.library.event import Event
from bot.library.filing import MATCHED, Status
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience
from bot.ports import Library
from bot.speech.excerpt import excerpt
from bot.speech.replies import FollowUp
from bot.verdicts.assess import named_in
from bot.verdicts.finding import Finding, Relation
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from bot.verdicts.record_lines import record_lines
from bot.verdicts.wording import Block, Line, Tone

LONGEST_CLAIM = 300
"""Characters of a claim that is said again."""

_HELD = frozenset({Verdict.TRUE, Verdict.PARTLY_TRUE})
"""Verdicts on what our record says that speak against what contradicts it."""


async def word_outcomes(file: CaseFile, *, library: Library) -> Mapping[str, FollowUp]:
    """By the key of each matter that is to be answered: none for spam, and none again for who was told the same. Raises `Unavailable`."""
    case, decision = file.case, file.case.decision
    if decision is None or decision.conclusion is Conclusion.SPAM:
        return {}
    asking = [one for one in file.matters if one.is_reachable and not _knows_it(case, one)]
    names = (await library.shelf()).names
    seen = {
        audience: await find_shown(decision, audience, library=library)
        for audience in {one.audience for one in asking}
    }
    return {one.key: _word(case, decision, one, seen[one.audience], names) for one in asking}


async def find_shown(decision: Decision, audience: Audience, *, library: Library) -> Record | None:
    """The record that it names, as far as this audience may see it."""
    found = await library.records({decision.record}, audience) if decision.record else {}
    return found.get(decision.record)


def seen(record: Record | None, audience: Audience) -> Record | None:
    """As far as this audience may be shown it."""
    if record is None or record.filing.status not in MATCHED:
        return None
    return record if record.filing.visibility in audience.sees() else None


def outcome_notes(decision: Decision, shown: Record | None) -> tuple[Note, Note]:
    """What was sent came to, and why."""
    if shown is not None and decision.conclusion in NAMES_RECORD:
        came_to = verdict_note(shown, bearing(decision, shown))
    elif decision.conclusion in NAMES_RECORD:
        came_to = note(f"talk.outcome.{Conclusion.REJECTED.value}")
    else:
        came_to = note(f"talk.outcome.{decision.conclusion.value}")
    return came_to, note("talk.outcome.reason", reason=decision.reason)


def verdict_note(record: Record, bears: Bearing) -> Note:
    """What a record makes of what was sent. That it is in the library confirms nothing by itself: who asked may have said the opposite of it."""
    return note(f"talk.outcome.{bears.value}.{_standing(record, bears)}")


def _standing(record: Record, bears: Bearing) -> str:
    if record.filing.status is not Status.VERIFIED:
        return record.filing.status.value
    match record:
        case Event():
            return "event"
        case Series():
            return "series"
        case Statement():
            return _judged(record.verdict, bears) if record.verdict else "said"


def _judged(verdict: Verdict, bears: Bearing) -> str:
    """Only on what says the same is the verdict one on what was sent."""
    if bears is Bearing.AS_RECORDED or verdict is Verdict.DENIAL:
        return verdict.value
    return "held" if bears is Bearing.DIFFERS and verdict in _HELD else "judged"


def record_block(record: Record, claim: Claim, names: Names, book: Phrasebook) -> Block:
    """What we have, with the verdict of a statement; it says nothing of how the claim stands to it, which is said before."""
    return Block(Relation.RELATED, tuple(_record(record, claim, names, book)))


def about(brought: Brought) -> Note:
    """Which of the things that they asked it is. The words of a tip are not said again: the phone may be in other hands."""
    matter = brought.matter
    if isinstance(matter, Question):
        return note("follow_up.about", claim=excerpt(matter.claim.text, LONGEST_CLAIM), code=matter.code)
    return note("follow_up.about_tip", code=matter.code)


def _knows_it(case: Case, one: Brought) -> bool:
    told, decision = case.answered, case.decision
    return one.is_answered and told is not None and decision is not None and told.says_the_same(decision)


def _word(case: Case, decision: Decision, one: Brought, shown: Record | None, names: Names) -> FollowUp:
    again = [note("follow_up.again")] if one.is_answered else []
    said = (about(one), *again, *outcome_notes(decision, shown), *_before(case, decision, one))
    if shown is None:
        return FollowUp(said)
    return FollowUp(said, (record_block(shown, claim_of(one), names, load_phrasebook(one.language)),))


def _before(case: Case, decision: Decision, one: Brought) -> Iterator[Note]:
    """For who was answered before, and for another reason: behind what holds now."""
    before = case.answered.reason if one.is_answered and case.answered is not None else ""
    if before and before != decision.reason:
        yield note("follow_up.reason_before", reason=before)


def _record(record: Record, claim: Claim, names: Names, book: Phrasebook) -> Iterator[Line]:
    if isinstance(record, Statement) and record.verdict:
        verdict = book.text(f"verdict.name.{record.verdict.value}")
        yield Line(Tone.PLAIN, verdict, label=book.text("follow_up.verdict"))
    finding = Finding(claim, Relation.RELATED, named=named_in([record], names))
    yield from record_lines(record, finding, book)


def claim_of(brought: Brought) -> Claim:
    matter = brought.matter
    if isinstance(matter, Question):
        return matter.claim
    return Claim(matter.what, 0, len(matter.what), brought.language, Kind.FACT)
