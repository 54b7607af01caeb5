from dataclasses import replace
from datetime import datetime

from bot.desk.case import UNDECIDED, Case, CaseState, Matter
from bot.desk.decision import Conclusion
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.telling import Telling
from bot.desk.tip import Tip


def how_it_stands(
    matter: Matter,
    case: Case,
    *,
    asked_at: datetime,
    asks: str,
    additions: int,
    told: tuple[Telling, ...] = (),
) -> OpenQuestion:
    """What whoever brought this may know: nothing of a decision before its answers went, and of spam only that it is closed."""
    is_closed = case.state is CaseState.CLOSED
    state = QuestionState.CLOSED if is_closed else QuestionState.OPEN
    decision = case.decision if is_closed else None
    said = replace(decision, note="") if decision and decision.conclusion is not Conclusion.SPAM else None
    wanted = asks if case.state in UNDECIDED else ""
    stands = OpenQuestion(
        matter.code, state, asked_at, asks=wanted, decision=said, additions=additions, told=told
    )
    if isinstance(matter, Tip):
        return replace(stands, is_tip=True, pictures=len(matter.pictures))
    return replace(stands, answer=matter.answer, number=matter.number)
