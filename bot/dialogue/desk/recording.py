"""A record that is written in a chat, for a case."""

from collections.abc import Iterator

from bot.claims.note import Note, note
from bot.desk.case import CaseState
from bot.dialogue.desk.card import show_time
from bot.dialogue.desk.codes import case_number
from bot.dialogue.desk.rights import no_such_button, refusal, right_to_fill, who_may
from bot.dialogue.parts import Parts
from bot.editing.records import Kept, write_record
from bot.errors import Refusal
from bot.library.filing import Status
from bot.library.record import title_of
from bot.people.role import Member
from bot.speech.choices import Act, Button, Choice
from bot.speech.form_fields import faults
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_TEXTS = ("title", "reason")


async def fill_record(session: Session, heard: Filled, *, parts: Parts) -> Outcome:
    """Keeps the record and decides the case with it. Where that cannot be, what was written is said back."""
    member = await who_may(heard.sender, right_to_fill(Form.RECORD), parts=parts)
    if isinstance(member, Told):
        return Outcome(session, (member,))
    number, given = case_number(heard.subject), dict(heard.values)
    if number is None:
        return Outcome(session, (no_such_button(),))
    for _, fault in faults(Form.RECORD, given):
        return Outcome(session, (_refused(fault, given),))
    try:
        kept = await write_record(given, member, books=parts.books, case=number, seen=heard.seen or None)
    except Refusal as refused:
        return Outcome(session, (_refused(refused, given),))
    if isinstance(kept, tuple):
        return Outcome(session, (_refused(kept[0][1], given),))
    return Outcome(session, (_done(kept, member, parts=parts),))


def _done(kept: Kept, by: Member, *, parts: Parts) -> Told:
    case = kept.case
    if case is None or case.state is not CaseState.DECIDED or case.due_at is None:
        return Told(tuple(_told(kept, by, parts)))
    left = max(0, round((case.due_at - parts.clock.now()).total_seconds()))
    undo = Choice(Act.UNDO, str(case.id), case.revision)
    button = Button(undo, note("desk.button.undo", seconds=str(left)))
    return Told(tuple(_told(kept, by, parts)), buttons=((button,),))


def _told(kept: Kept, by: Member, parts: Parts) -> Iterator[Note]:
    record, case, now = kept.record, kept.case, parts.clock.now()
    yield note("desk.written.kept", title=title_of(record), record=record.id)
    if record.filing.status is Status.DRAFT:
        yield note("desk.written.draft")
    if parts.facts.desk.url:
        yield note("desk.written.page", link=f"{parts.facts.desk.url}/record/{record.id}")
    if case is not None and case.state is CaseState.SIGNING:
        yield note("desk.filled.signing", case=str(case.id), by=by.name)
    elif case is not None and case.state is CaseState.DECIDED and case.due_at is not None:
        time = show_time(case.due_at, now)
        yield note("desk.filled.held_back", case=str(case.id), by=by.name, time=time)


def _refused(fault: Refusal, given: dict[str, str]) -> Told:
    kept = tuple(note("desk.kept", text=given[name]) for name in _TEXTS if given.get(name))
    if not kept:
        return refusal(fault.key, **fault.values)
    return Told((note(fault.key, **fault.values), *kept), Mood.REFUSED, is_brief=True)
