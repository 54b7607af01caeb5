"""What is said to whoever was answered, once what the answer rested on has changed: before and after."""

from collections.abc import Mapping
from dataclasses import replace

from bot.claims.names import Names
from bot.claims.note import Note, note
from bot.desk.case import Brought, CaseFile
from bot.desk.comparing import bearing
from bot.desk.decision import Decision
from bot.desk.question import Question
from bot.dialogue.buttons import answer_buttons
from bot.dialogue.desk.outcome import LONGEST_CLAIM, claim_of, record_block, seen, verdict_note
from bot.library.record import Record
from bot.speech.excerpt import excerpt
from bot.speech.given import Given
from bot.speech.replies import FollowUp
from bot.verdicts.changes import changed_findings, word_change
from bot.verdicts.finding import Relation, Report
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from bot.verdicts.wording import Block, Line, Tone


def word_correction(given: Given, report: Report, *, language: str) -> FollowUp | None:
    """None where the new report says nothing else that matters."""
    changed = changed_findings(given.report, report)
    if not changed:
        return None
    book = load_phrasebook(language)
    blocks = (block for pair in changed for block in word_change(*pair, book, weights=report.weights_version))
    buttons = answer_buttons(report, given.id, language=language)
    return FollowUp((note("follow_up.corrected"),), tuple(blocks), given.id, buttons)


def word_case_corrections(
    file: CaseFile, decision: Decision, before: Record | None, now: Record | None, names: Names
) -> Mapping[str, FollowUp]:
    """By the key of each matter whose answer showed the record, or would show it now. `before` and `now` may be seen by some and not by others."""
    answered = [one for one in file.matters if one.is_answered and one.is_reachable]
    found = (
        (one.key, _word(one, decision, seen(before, one.audience), seen(now, one.audience), names))
        for one in answered
    )
    return {key: reply for key, reply in found if reply is not None}


def _word(
    one: Brought, decision: Decision, before: Record | None, now: Record | None, names: Names
) -> FollowUp | None:
    book = load_phrasebook(one.language)
    then, since = _block(before, one, names, book), _block(now, one, names, book)
    if then == since:
        return None
    gone = replace(then, lines=tuple(line for line in then.lines if line not in since.lines))
    blocks = (
        _headed(gone, book.text("follow_up.record_before")),
        _headed(since, book.text("follow_up.record_now")),
    )
    was, came_to = (_came_to(decision, record) for record in (before, now))
    said = (_corrected(one), *(() if came_to is None or came_to == was else (came_to,)))
    return FollowUp(said, blocks)


def _came_to(decision: Decision, record: Record | None) -> Note | None:
    return None if record is None else verdict_note(record, bearing(decision, record))


def _corrected(one: Brought) -> Note:
    """As in `about`: a claim is said again, and no word of a tip."""
    matter = one.matter
    if isinstance(matter, Question):
        claim = excerpt(matter.claim.text, LONGEST_CLAIM)
        return note("follow_up.corrected_claim", claim=claim, code=matter.code)
    return note("follow_up.corrected_record", code=matter.code)


def _block(record: Record | None, one: Brought, names: Names, book: Phrasebook) -> Block:
    if record is not None:
        return record_block(record, claim_of(one), names, book)
    return Block(Relation.NOTHING, (Line(Tone.PLAIN, book.text("follow_up.no_record")),))


def _headed(block: Block, headline: str) -> Block:
    return replace(block, lines=(Line(Tone.RELATION, headline), *block.lines))
