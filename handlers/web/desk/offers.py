"""What can be done to a case by whoever looks at it. Only what is shown: the rules are asked again for every act."""

from collections.abc import Iterator
from datetime import datetime

from bot.desk.case import UNDECIDED, CaseFile, CaseState
from bot.people.role import Member, Right


def offers(file: CaseFile, member: Member, now: datetime) -> frozenset[str]:
    """Names of `acting.ACTS`."""
    return frozenset(_offers(file, member, now)) if member.may(Right.DECIDE) else frozenset()


def _offers(file: CaseFile, member: Member, now: datetime) -> Iterator[str]:
    case, holder = file.case, file.case.holder(now)
    if holder is not None and holder.member != member.id:
        return
    if any(brought.may_be_blocked for brought in file.matters):
        yield from ("block", "unblock")
    match case.state:
        case state if state in UNDECIDED:
            yield from ("release" if holder else "take", "decide", "hand_over", "label", "merge")
            if any(brought.may_be_asked for brought in file.matters):
                yield "ask_back"
            if len(file.matters) > 1:
                yield "split"
        case CaseState.SIGNING:
            yield "undo"
            if member.may(Right.SIGN) and case.decided_by[0] != member.id:
                yield from ("sign", "send_back")
        case CaseState.DECIDED if case.due_at is not None and case.due_at > now:
            yield "undo"
        case CaseState.CLOSED:
            yield "reopen"
