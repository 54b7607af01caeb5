"""What a form about a case does, however it was filled in."""

from bot.claims.note import Note, note
from bot.desk.acts import Act, AskBack, Decide, HandOver, Merge, Reopen, SendBack
from bot.desk.case import Case, CaseState
from bot.desk.decision import NAMES_RECORD, Accord, Conclusion, Decision
from bot.dialogue.desk.card import show_time
from bot.dialogue.desk.codes import case_number
from bot.dialogue.desk.rights import no_such_button, refusal, right_to_fill, who_may
from bot.dialogue.parts import Parts
from bot.errors import Refusal
from bot.people.role import Member
from bot.speech.choices import Act as Press
from bot.speech.choices import Button, Choice
from bot.speech.form_fields import faults
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_TEXTS = ("reason", "question", "note")


async def fill_desk(session: Session, heard: Filled, *, parts: Parts) -> Outcome:
    """Does it by the rules. Where it cannot be done, what was written is said back: nobody should have to write it twice."""
    member = await who_may(heard.sender, right_to_fill(heard.form), parts=parts)
    if isinstance(member, Told):
        return Outcome(session, (member,))
    given = dict(heard.values)
    for _, fault in faults(heard.form, given):
        return Outcome(session, (_refused(fault, given),))
    number = case_number(heard.subject)
    if number is None or (heard.form is Form.MERGE and case_number(given["into"]) is None):
        return Outcome(session, (no_such_button(),))
    act = await _act_of(heard, parts=parts)
    if act is None:
        return Outcome(session, (no_such_button(),))
    try:
        case = await parts.cases.act(number, act, member, seen=heard.seen or None)
    except Refusal as refused:
        return Outcome(session, (_refused(refused, given),))
    return Outcome(session, (_done(heard.form, case, member, parts),))


async def _act_of(heard: Filled, *, parts: Parts) -> Act | None:
    match heard.form:
        case Form.DECIDE:
            conclusion = Conclusion(heard.value("conclusion"))
            reason, record = heard.value("reason").strip(), heard.value("record").strip()
            accord = Accord(heard.value("accord") if conclusion in NAMES_RECORD else "")
            return Decide(Decision(conclusion, reason, record, heard.value("note").strip(), accord))
        case Form.ASK_BACK:
            return AskBack(heard.value("key"), heard.value("question").strip())
        case Form.SEND_BACK:
            return SendBack(heard.value("reason").strip())
        case Form.REOPEN:
            return Reopen(heard.value("reason").strip())
        case Form.MERGE:
            return Merge(int(heard.value("into")))
        case Form.HAND_OVER:
            members = await parts.members.deciders()
            name = next((each.name for each in members if each.id == heard.value("member")), "")
            return HandOver(heard.value("member"), name)
        case _:
            return None


def _refused(refused: Refusal, given: dict[str, str]) -> Told:
    kept: tuple[Note, ...] = tuple(note("desk.kept", text=given[name]) for name in _TEXTS if given.get(name))
    if not kept:
        return refusal(refused.key, **refused.values)
    return Told((note(refused.key, **refused.values), *kept), Mood.REFUSED, is_brief=True)


def _done(form: Form, case: Case, by: Member, parts: Parts) -> Told:
    """What came of it; after a decision, how long it can be taken back, and the button that does."""
    now, number = parts.clock.now(), str(case.id)
    if form is not Form.DECIDE:
        return Told((note(f"desk.filled.{form.value}", case=number, by=by.name),))
    if case.state is CaseState.SIGNING:
        return Told((note("desk.filled.signing", case=number, by=by.name),))
    if case.due_at is None:
        return Told((note("desk.filled.decided", case=number, by=by.name),))
    left = max(0, round((case.due_at - now).total_seconds()))
    said = note("desk.filled.held_back", case=number, by=by.name, time=show_time(case.due_at, now))
    undo = Button(Choice(Press.UNDO, number, case.revision), note("desk.button.undo", seconds=str(left)))
    return Told((said,), buttons=((undo,),))
