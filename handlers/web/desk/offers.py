"""What can be done to a case by whoever looks at it. Only what is shown: the rules are asked again for every act."""

from collections.abc import Iterator
from datetime import datetime

from bot.desk.case import UNDECIDED, Brought, CaseFile, CaseState
from bot.desk.tip import Tip
from bot.people.role import Member, Right


def offers(file: CaseFile, member: Member, now: datetime) -> frozenset[str]:
    """Names of `acting.ACTS`."""
    return frozenset(_offers(file, member, now)) if member.may(Right.DECIDE) else frozenset()


def can_be_asked(brought: Brought) -> bool:
    """Of a tip only where the tipster agreed. Whoever cannot be written to finds the question behind the receipt."""
    return not isinstance(brought.matter, Tip) or brought.matter.may_ask_back


def _offers(file: CaseFile, member: Member, now: datetime) -> Iterator[str]:
    case, holder = file.case, file.case.holder(now)
    match case.state:
        case state if state in UNDECIDED:
            if holder is not None and holder.member != member.id:
                return
            yield from ("release" if holder else "take", "decide", "hand_over", "label", "merge")
            if any(can_be_asked(brought) for brought in file.matters):
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
