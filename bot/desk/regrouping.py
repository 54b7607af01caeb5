"""What belongs to a case: who joins it, what is put to it, how it is labelled, merged and split."""

from dataclasses import replace
from datetime import datetime

from bot.desk.acts import AskBack, Label, Merge, Split
from bot.desk.case import LIVING, UNDECIDED, Brought, Case, CaseKind, CaseState
from bot.desk.checks import (
    hold_of,
    need_free,
    need_right,
    need_seen,
    need_undecided,
    need_words,
    raised,
    turned,
    why_over,
)
from bot.desk.circumstances import Circumstances
from bot.desk.deciding import HELD_BACK, unsigned, without_decision
from bot.desk.decision import Conclusion, Decision
from bot.desk.tip import Tip
from bot.errors import Refusal
from bot.people.role import Member, Right

_KNOWN_TO_NOBODY = Decision(Conclusion.SPAM, "")
"""Spam is told to nobody."""


def ask_back(case: Case, act: AskBack, by: Member, around: Circumstances) -> Case:
    """Who cannot be reached is shown the question when they ask how their matter stands."""
    question = need_words(act.question, missing="desk.no_question")
    need_undecided(case, by, around.now)
    brought = next((one for one in around.matters if one.key == act.key), None)
    if brought is None:
        raise Refusal("desk.no_such_matter", case=str(case.id))
    if isinstance(brought.matter, Tip) and not brought.matter.may_ask_back:
        raise Refusal("desk.may_not_ask")
    if brought.asks == question:  # whoever is asked hears it once, also where a turn is made again
        return replace(case, hold=hold_of(by, around))
    return raised(replace(case, state=CaseState.WAITING, hold=hold_of(by, around)))


def label(case: Case, act: Label, by: Member, around: Circumstances) -> Case:
    """A sensitive label can be set by everybody, and taken off only by those who may sign."""
    if act.label not in around.rules.labels:
        raise Refusal("desk.no_such_label", label=act.label)
    if act.is_set == (act.label in case.labels):
        return case
    if case.state not in (LIVING if act.is_set else UNDECIDED):
        raise why_over(case)
    need_free(case, by, around.now)
    if act.is_set:
        marked = raised(replace(case, labels=case.labels | {act.label}))
        return unsigned(marked) if act.label in around.rules.sensitive else marked
    if act.label in around.rules.sensitive:
        need_right(by, Right.SIGN)
    return raised(replace(case, labels=case.labels - {act.label}))


def merge(case: Case, act: Merge, by: Member, around: Circumstances) -> Case:
    if case.state is CaseState.MERGED and case.merged_into == act.into:
        return case
    need_undecided(case, by, around.now)
    if act.into == case.id:
        raise Refusal("desk.into_itself")
    if around.into is None:
        raise Refusal("desk.no_such_case", case=str(act.into))
    need_undecided(around.into, by, around.now)
    need_seen(case, by, around.seen)
    gone = turned(case, by, "merge")
    return replace(gone, state=CaseState.MERGED, merged_into=act.into, closed_at=around.now, hold=None)


def merged_unasked(case: Case, into: Case, now: datetime) -> Case | None:
    """The same without a member: None where somebody works on either, or one is not open any more."""
    is_free = all(one.state in UNDECIDED and one.holder(now) is None for one in (case, into))
    if case.id == into.id or not is_free:
        return None
    gone = replace(case, state=CaseState.MERGED, merged_into=into.id, closed_at=now, hold=None)
    return turned(gone, Member(), "merge")


def taken_in(case: Case, merged: Case, by: Member) -> Case:
    """The case that another one goes on as. How many ask is counted by whoever keeps them."""
    answered = _answered_in_both(case.answered, merged.answered)
    return replace(turned(case, by, "take_in"), labels=case.labels | merged.labels, answered=answered)


def _answered_in_both(one: Decision | None, other: Decision | None) -> Decision | None:
    """What everybody knows who was answered. Where some were told this and some that, nobody may count as knowing what comes."""
    if one is None or other is None or one == other:
        return one or other
    return _KNOWN_TO_NOBODY


def split(case: Case, act: Split, by: Member, around: Circumstances) -> Case:
    need_undecided(case, by, around.now)
    every = {one.key for one in around.matters}
    if not act.keys:
        raise Refusal("desk.nothing_picked")
    if not every.issuperset(act.keys):
        raise Refusal("desk.no_such_matter", case=str(case.id))
    if every == set(act.keys):
        raise Refusal("desk.nothing_left")
    need_seen(case, by, around.seen)
    return turned(case, by, "split")


def split_off(case: Case, matters: tuple[Brought, ...]) -> Case:
    """The case that these matters become. Its number is given by whoever keeps it."""
    is_tip = all(isinstance(one.matter, Tip) for one in matters)
    opened_at = min(one.asked_at for one in matters)
    kind = CaseKind.TIP if is_tip else CaseKind.CLAIM
    return Case(0, kind, CaseState.OPEN, opened_at, 1, labels=case.labels, answered=case.answered)


def joined(case: Case) -> Case:
    """One more asks, or one fewer. How many do is counted by whoever keeps them."""
    return raised(case)


def counted(case: Case, *, askers: int, last_asked_at: datetime | None) -> Case:
    """With how many ask, and when the last did. A closed case keeps that when what they asked is gone."""
    if case.state is CaseState.CLOSED and not askers:
        return case
    return replace(case, askers=askers, last_asked_at=last_asked_at or case.last_asked_at)


def withdrawn(case: Case, now: datetime) -> Case:
    """Nobody who asked is left, and nothing of what they said: what was closed stays so."""
    if case.state not in LIVING:
        return raised(case)
    gone = replace(without_decision(case), state=CaseState.WITHDRAWN, closed_at=now, hold=None)
    return raised(replace(gone, labels=frozenset()))


def added(case: Case) -> Case:
    """Whoever brought something wrote more: what was asked back is answered, and what was closed is opened again, but for spam. While answers are
    held back nobody has to wait for theirs: it is opened again once they went."""
    if case.state is CaseState.WAITING:
        return raised(replace(case, state=CaseState.OPEN))
    if case.state in HELD_BACK:
        return raised(replace(case, has_more=True))
    is_spam = case.decision is not None and case.decision.conclusion is Conclusion.SPAM
    if case.state is CaseState.CLOSED and not is_spam:
        return raised(without_decision(case))
    return raised(case)
