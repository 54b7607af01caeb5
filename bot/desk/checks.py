"""What several acts ask before they are done. Each raises `Refusal` with what the member may do instead."""

from dataclasses import replace
from datetime import datetime
from math import ceil

from bot.desk.case import LONGEST_REASON, UNDECIDED, Case, CaseState, Hold, Turn
from bot.desk.circumstances import Circumstances
from bot.errors import Refusal
from bot.people.role import Member, Right

_MINUTE = 60


def need_right(by: Member, right: Right) -> None:
    if not by.may(right):
        raise Refusal("desk.no_right")


def need_free(case: Case, by: Member, now: datetime) -> None:
    """Nobody else works on it."""
    held = case.holder(now)
    if held is not None and held.member != by.id:
        minutes = ceil((held.until - now).total_seconds() / _MINUTE)
        raise Refusal("desk.held", case=str(case.id), name=held.name, count=str(minutes))


def need_undecided(case: Case, by: Member, now: datetime) -> None:
    """It can be worked on: undecided, and by nobody else."""
    if case.state not in UNDECIDED:
        raise why_over(case)
    need_free(case, by, now)


def why_over(case: Case) -> Refusal:
    """What is told to whoever wants to work on a case that is not open any more."""
    number, name = str(case.id), case.decided_by[1]
    if case.state is CaseState.MERGED:
        return Refusal("desk.merged", case=number, into=str(case.merged_into))
    if case.state is CaseState.WITHDRAWN:
        return Refusal("desk.withdrawn", case=number)
    if case.state is CaseState.ASIDE:
        return Refusal("desk.aside", case=number)
    if case.state is CaseState.SIGNING:
        return Refusal("desk.signing", case=number, name=name)
    if case.state is CaseState.DECIDED:
        return Refusal("desk.decided", case=number, name=name)
    return Refusal("desk.closed", case=number, name=name)


def need_seen(case: Case, by: Member, seen: int | None) -> None:
    """What the member saw still holds in all that matters: nobody else decided, undid or regrouped the case since."""
    turned = case.turned
    if seen is not None and turned is not None and turned.revision > seen and turned.member != by.id:
        what = turned.what if turned.member else "by_itself"
        raise Refusal(f"desk.changed.{what}", case=str(case.id), name=turned.name)


def need_words(text: str, *, missing: str) -> str:
    """The text without what stands around it; `missing` is the refusal where there is none."""
    said = text.strip()
    if not said:
        raise Refusal(missing)
    if len(said) > LONGEST_REASON:
        raise Refusal("desk.too_long", limit=str(LONGEST_REASON))
    return said


def hold_of(by: Member, around: Circumstances) -> Hold:
    return Hold(by.id, by.name, around.now + around.rules.holds)


def raised(case: Case) -> Case:
    return replace(case, revision=case.revision + 1)


def turned(case: Case, by: Member, what: str) -> Case:
    """The case at its next revision, at which whoever looked before has to look again."""
    revision = case.revision + 1
    return replace(case, revision=revision, turned=Turn(revision, by.id, by.name, what))


def needs_signing(case: Case, around: Circumstances) -> bool:
    return not case.labels.isdisjoint(around.rules.sensitive)
