from dataclasses import replace
from datetime import datetime

from bot.desk.case import UNDECIDED, Case, CaseState, Matter
from bot.desk.decision import Conclusion
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.tip import Tip


def how_it_stands(matter: Matter, case: Case, *, asked_at: datetime, asks: str) -> OpenQuestion:
    """What whoever brought this may know: nothing of a decision before its answers went, and of spam only that it is closed."""
    is_closed = case.state is CaseState.CLOSED
    state = QuestionState.CLOSED if is_closed else QuestionState.OPEN
    decision = case.decision if is_closed else None
    told = replace(decision, note="") if decision and decision.conclusion is not Conclusion.SPAM else None
    wanted = asks if case.state in UNDECIDED else ""
    if isinstance(matter, Tip):
        return OpenQuestion(matter.code, state, asked_at, is_tip=True, asks=wanted, decision=told)
    return OpenQuestion(
        matter.code, state, asked_at, matter.answer, matter.number, asks=wanted, decision=told
    )
