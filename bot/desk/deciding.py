"""How a case is decided, signed, taken back and opened again."""

from dataclasses import replace

from bot.desk.acts import Decide, Reopen, SendBack
from bot.desk.case import Case, CaseState
from bot.desk.checks import (
    hold_of,
    need_seen,
    need_undecided,
    need_words,
    needs_signing,
    raised,
    turned,
    why_over,
)
from bot.desk.circumstances import Circumstances
from bot.desk.decision import NAMES_RECORD, Accord, Conclusion, Decision
from bot.errors import Refusal
from bot.people.role import Member, Right, is_program

HELD_BACK = frozenset({CaseState.SIGNING, CaseState.DECIDED})
"""Decided, and nobody was answered yet."""

_NOBODY = ("", "")


def decide(case: Case, act: Decide, by: Member, around: Circumstances) -> Case:
    decision = _whole(act.decision)
    if _is_repeated(case, decision) and case.decided_by[0] == by.id and case.state in HELD_BACK:
        return case
    need_undecided(case, by, around.now)
    if needs_signing(case, around):
        _need_person(by)
    need_seen(case, by, around.seen)
    compared = around.compared if decision.record else ""
    if compared is None:
        raise Refusal("desk.no_such_record", record=decision.record)
    decided = replace(
        turned(case, by, "decide"),
        decision=replace(decision, compared=compared),
        decided_by=(by.id, by.name),
        decided_at=around.now,
        hold=None,
    )
    return _for_signing(decided) if needs_signing(case, around) else _going_out(decided, around)


def sign(case: Case, by: Member, around: Circumstances) -> Case:
    if case.state is CaseState.DECIDED and case.signed_by[0] == by.id:
        return case
    _need_signing(case, by, around)
    return _going_out(replace(turned(case, by, "sign"), signed_by=(by.id, by.name)), around)


def send_back(case: Case, act: SendBack, by: Member, around: Circumstances) -> Case:
    need_words(act.reason, missing="desk.no_reason")
    _need_signing(case, by, around)
    return without_decision(turned(case, by, "send_back"))


def undo(case: Case, by: Member, around: Circumstances) -> Case:
    """By anybody who may decide: what was a mistake must not wait for whoever made it."""
    if case.state not in HELD_BACK:
        raise why_over(case) if case.state is CaseState.MERGED else Refusal(_why_not_undone(case))
    if case.due_at is not None and case.due_at <= around.now:
        raise Refusal("desk.too_late")
    need_seen(case, by, around.seen)
    return replace(without_decision(turned(case, by, "undo")), hold=hold_of(by, around))


def reopen(case: Case, act: Reopen, by: Member, around: Circumstances) -> Case:
    """Held by whoever opens it again."""
    need_words(act.reason, missing="desk.no_reason")
    if case.state is not CaseState.CLOSED:
        raise Refusal("desk.not_closed", case=str(case.id))
    if not around.matters:
        raise Refusal("desk.empty", case=str(case.id))
    need_seen(case, by, around.seen)
    return replace(without_decision(turned(case, by, "reopen")), hold=hold_of(by, around))


def without_decision(case: Case) -> Case:
    return replace(
        case,
        state=CaseState.OPEN,
        decision=None,
        decided_by=_NOBODY,
        signed_by=_NOBODY,
        decided_at=None,
        due_at=None,
        closed_at=None,
        has_more=False,
    )


def unsigned(case: Case) -> Case:
    """A decision that is held back and turns out to need a second person. One that a program made lacks the first one too."""
    if case.state is not CaseState.DECIDED or case.signed_by[0]:
        return case
    return without_decision(case) if is_program(case.decided_by[0]) else _for_signing(case)


def _is_repeated(case: Case, decision: Decision) -> bool:
    """What was compared is noted by us, and is not asked of whoever decides."""
    return case.decision is not None and replace(case.decision, compared="") == decision


def _whole(decision: Decision) -> Decision:
    if decision.conclusion is Conclusion.SPAM:
        return Decision(Conclusion.SPAM, "", note=decision.note.strip())
    reason = need_words(decision.reason, missing="desk.no_reason")
    names_record = decision.conclusion in NAMES_RECORD
    if names_record and not decision.record:
        raise Refusal("desk.no_record")
    if names_record and decision.accord is Accord.UNSAID:
        raise Refusal("desk.no_accord")
    whole = replace(decision, reason=reason, note=decision.note.strip(), compared="")
    return whole if names_record else replace(whole, record="", accord=Accord.UNSAID)


def _need_signing(case: Case, by: Member, around: Circumstances) -> None:
    if not by.may(Right.SIGN):
        raise Refusal("desk.no_right")
    _need_person(by)
    if case.state is not CaseState.SIGNING:
        raise Refusal("desk.not_signing", case=str(case.id))
    decided_by, name = case.decided_by
    if decided_by == by.id or name.casefold() == by.name.casefold():
        raise Refusal("desk.another_signs")  # one person may be known by several ids
    need_seen(case, by, around.seen)


def _need_person(by: Member) -> None:
    """A program may be in the hands of whoever is the other one of the two."""
    if is_program(by.id):
        raise Refusal("desk.needs_people")


def _why_not_undone(case: Case) -> str:
    return "desk.too_late" if case.state is CaseState.CLOSED else "desk.nothing_decided"


def _for_signing(case: Case) -> Case:
    return replace(case, state=CaseState.SIGNING, due_at=None)


def _going_out(case: Case, around: Circumstances) -> Case:
    return replace(case, state=CaseState.DECIDED, due_at=around.now + around.rules.undo)


def closed(case: Case, around: Circumstances) -> Case:
    """The answers go. What was added meanwhile was seen by nobody who decided: then it is open again at once, but for spam."""
    answered = raised(replace(case, answered=case.decision, hold=None))
    is_spam = case.decision is not None and case.decision.conclusion is Conclusion.SPAM
    if case.has_more and not is_spam:
        return without_decision(answered)
    return replace(answered, state=CaseState.CLOSED, closed_at=around.now)
