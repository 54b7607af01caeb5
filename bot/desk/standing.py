from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.case import UNDECIDED, Case, CaseState, Matter
from bot.desk.decision import Conclusion
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.telling import Telling
from bot.desk.tip import Addition, Tip


def how_it_stands(
    matter: Matter,
    case: Case,
    *,
    asked_at: datetime,
    asks: str,
    additions: Sequence[Addition],
    told: tuple[Telling, ...] = (),
    with_claim: bool = False,
) -> OpenQuestion:
    """What whoever brought this may know: nothing of a decision before its answers went, and of spam only that it is closed. `with_claim`: it is
    for whoever brought it, and not for whoever has the receipt."""
    is_closed = case.state is CaseState.CLOSED
    state = QuestionState.CLOSED if is_closed else QuestionState.OPEN
    decision = case.decision if is_closed else None
    said = replace(decision, note="") if decision and decision.conclusion is not Conclusion.SPAM else None
    wanted = asks if case.state in UNDECIDED else ""
    later = sum(len(one.pictures) for one in additions)
    stands = OpenQuestion(
        matter.code,
        state,
        asked_at,
        asks=wanted,
        decision=said,
        additions=len(additions),
        pictures=later,
        added_pictures=later,
        told=told,
    )
    if isinstance(matter, Tip):
        return replace(stands, is_tip=True, pictures=later + len(matter.pictures))
    claim = matter.claim.text if with_claim else ""
    return replace(stands, answer=matter.answer, number=matter.number, claim=claim)
