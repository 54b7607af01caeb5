"""What belongs to a case: merging, splitting, asking back, adding, taking back. The same in memory and in a database."""

from dataclasses import replace

from bot.desk.acts import (
    AskBack,
    Decide,
    Label,
    Merge,
    Reopen,
    Split,
    Take,
    Undo,
)
from bot.desk.case import CaseState
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.question import QuestionState
from bot.desk.tip import Addition
from bot.speech.choices import Act, Choice
from bot.speech.outcome import AddTo, TakeBack
from bot.speech.replies import FollowUp
from bot.speech.session import Pending, Session
from tests.contract.cases import CODES, answered, asked, file, handed_in, refusal
from tests.contract.desk import ANA, BEN, decide
from tests.contract.kept import Kept, a_message, a_sender
from tests.fakes.entries import a_statement


async def test_merged_cases_are_answered_together(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone", "A dam was hit")
    await kept.desk.act(2, Label("violence"), ANA)
    gone = await kept.desk.act(2, Merge(1), ANA)

    assert (gone.state, gone.merged_into, gone.askers) == (CaseState.MERGED, 1, 0)
    into = (await file(kept)).case
    assert (into.askers, into.labels) == (2, frozenset({"violence"}))
    assert await refusal(kept, decide(), ANA, case=2) == "desk.merged"
    await kept.desk.act(1, decide(), ANA)
    assert await answered(kept)
    assert await kept.outbox.backlog() == 2


async def test_what_was_told_is_known_after_regrouping(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit", "A dam was hit")
    for case, reason in ((1, "We saw the bridge."), (2, "We saw the dam.")):
        await kept.desk.act(case, decide(reason), ANA)
        await answered(kept, case)
        await kept.desk.act(case, Reopen("To look again."), ANA)
    told = decide("We saw the dam.").decision
    key = (await file(kept, 2)).matters[0].key

    await kept.desk.act(2, Split((key,)), ANA)
    assert (await file(kept, 3)).case.answered == told
    await kept.desk.act(3, Merge(2), ANA)
    assert (await file(kept, 2)).case.answered == told
    await kept.desk.act(2, Merge(1), ANA)
    known = (await file(kept, 1)).case.answered
    assert known not in {told, decide("We saw the bridge.").decision}


async def test_case_is_merged_with_what_can_take_it(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone")
    await kept.desk.act(2, Take(), BEN)

    assert await refusal(kept, Merge(1), ANA) == "desk.into_itself"
    assert await refusal(kept, Merge(7), ANA) == "desk.no_such_case"
    assert await refusal(kept, Merge(2), ANA) == "desk.held"
    await kept.desk.act(2, decide(), BEN)
    assert await refusal(kept, Merge(2), ANA) == "desk.decided"


async def test_stale_look_at_what_was_merged_is_told(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone")
    seen = (await file(kept)).case.revision
    await kept.desk.act(2, Merge(1), ANA)

    assert await refusal(kept, decide(), BEN, seen=seen) == "desk.changed.take_in"
    assert await kept.desk.act(1, decide(), ANA, seen=seen)


async def test_split_matters_are_a_case(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A bridge was hit")
    first, second = (await file(kept)).matters
    stays = await kept.desk.act(1, Split((second.key,)), ANA)

    assert stays.askers == 1
    assert [one.key for one in (await file(kept)).matters] == [first.key]
    assert [one.key for one in (await file(kept, 2)).matters] == [second.key]
    assert (await file(kept)).history[-1].detail == "2"
    assert await refusal(kept, Split((first.key,)), ANA) == "desk.nothing_left"
    assert await refusal(kept, Split((second.key,)), ANA) == "desk.no_such_matter"
    assert await refusal(kept, Split(()), ANA) == "desk.nothing_picked"


async def test_question_of_the_desk_reaches_the_tipster(kept: Kept) -> None:
    await handed_in(kept)
    (brought,) = (await file(kept)).matters
    case = await kept.desk.act(1, AskBack(brought.key, "Which bridge?"), ANA)

    assert case.state is CaseState.WAITING
    standing = await kept.desk.standing("TTTT-TTTT")
    assert standing
    assert standing.asks == "Which bridge?"
    assert isinstance((await kept.deliver("1")).reply, FollowUp)
    await kept.finish(a_message(), deeds=[AddTo("TTTT-TTTT", "The old one.", a_sender())])
    found = await file(kept)
    assert (found.case.state, found.matters[0].replies) == (CaseState.OPEN, (Addition("The old one."),))
    standing = await kept.desk.standing("TTTT-TTTT")
    assert standing
    assert standing.additions == 1
    standing = await kept.desk.standing("TTTT-TTTT")
    assert standing
    assert standing.asks == ""


async def test_plain_word_may_answer_the_desk_from_then_on(kept: Kept) -> None:
    asked = Session(pending=Pending(Choice(Act.FORGET), a_sender().person))
    await handed_in(kept)
    events = await kept.accept(a_message())
    await kept.finish(a_message(), events=events, session=asked)
    (brought,) = (await file(kept)).matters

    await kept.desk.act(1, AskBack(brought.key, "Which bridge?"), ANA)

    assert await kept.sessions.session(a_sender().address) == asked.moved_on()


async def test_same_question_is_asked_once(kept: Kept) -> None:
    await handed_in(kept)
    (brought,) = (await file(kept)).matters
    first = await kept.desk.act(1, AskBack(brought.key, "Which bridge?"), ANA)
    second = await kept.desk.act(1, AskBack(brought.key, " Which bridge? "), ANA)

    assert second.revision == first.revision
    assert await kept.outbox.backlog() == 1


async def test_who_does_not_want_it_is_not_asked_back(kept: Kept) -> None:
    await handed_in(kept, may_ask_back=False)
    (brought,) = (await file(kept)).matters

    assert await refusal(kept, AskBack(brought.key, "Which bridge?"), ANA) == "desk.may_not_ask"
    assert await refusal(kept, AskBack("nothing", "Which bridge?"), ANA) == "desk.no_such_matter"
    assert await refusal(kept, AskBack(brought.key, " "), ANA) == "desk.no_question"


async def test_what_is_added_opens_a_closed_case(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide(), ANA)
    await answered(kept)
    await kept.finish(a_message(), deeds=[AddTo("TTTT-TTTT", "Here is a picture.", a_sender())])

    assert (await file(kept)).case.state is CaseState.OPEN


async def test_what_is_added_while_answers_are_held_back_is_looked_at(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide(), ANA)
    await kept.finish(a_message(), deeds=[AddTo("TTTT-TTTT", "It was the other depot.", a_sender())])
    assert (await file(kept)).case.state is CaseState.DECIDED

    assert await answered(kept)
    found = (await file(kept)).case
    assert (found.state, found.decision, found.answered) == (CaseState.OPEN, None, decide().decision)
    await kept.desk.act(1, decide("The other one."), ANA)
    await answered(kept)
    assert (await file(kept)).case.state is CaseState.CLOSED


async def test_what_is_added_before_a_decision_is_undone_opens_nothing(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide(), ANA)
    await kept.finish(a_message(), deeds=[AddTo("TTTT-TTTT", "It was the other depot.", a_sender())])
    await kept.desk.act(1, Undo(), ANA)
    await kept.desk.act(1, decide("The other one."), ANA)
    await answered(kept)

    assert (await file(kept)).case.state is CaseState.CLOSED


async def test_spam_stays_closed_whatever_is_added_meanwhile(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide("", Conclusion.SPAM), ANA)
    await kept.finish(a_message(), deeds=[AddTo("TTTT-TTTT", "Buy this.", a_sender())])
    await answered(kept)

    assert (await file(kept)).case.state is CaseState.CLOSED


async def test_spam_stays_closed_whatever_is_added(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide("", Conclusion.SPAM), ANA)
    await answered(kept)
    await kept.finish(a_message(), deeds=[AddTo("TTTT-TTTT", "Buy this.", a_sender())])

    assert (await file(kept)).case.state is CaseState.CLOSED


async def test_taken_back_tip_leaves_nothing(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide(), ANA)
    await kept.finish(a_message(), deeds=[TakeBack("TTTT-TTTT")])

    found = await file(kept)
    assert (found.case.state, found.case.decision, found.matters) == (CaseState.WITHDRAWN, None, ())
    assert [(line.who, line.detail) for line in found.history] == [("", "")]
    assert await kept.desk.standing("TTTT-TTTT") is None
    assert await refusal(kept, Take(), ANA) == "desk.withdrawn"


async def test_receipt_tells_the_outcome_and_no_note(kept: Kept) -> None:
    await handed_in(kept)
    decision = Decision(Conclusion.UNVERIFIED, "We saw the bridge.", note="ask the mayor")
    await kept.desk.act(1, Decide(decision), ANA)
    before = await kept.desk.standing("TTTT-TTTT")
    await answered(kept)
    after = await kept.desk.standing("TTTT-TTTT")

    assert before
    assert after
    assert (before.state, before.decision) == (QuestionState.OPEN, None)
    assert (after.state, after.decision) == (QuestionState.CLOSED, replace(decision, note=""))


async def test_receipt_keeps_what_was_told_before(kept: Kept) -> None:
    await handed_in(kept)
    record = a_statement()
    await kept.library.publish([record])
    await kept.desk.act(1, decide(), ANA)
    await answered(kept)
    await kept.desk.act(1, Reopen("A film came in."), ANA)
    await kept.desk.act(
        1, Decide(Decision(Conclusion.LINKED, "It is that.", record.id, accord=Accord.AS_RECORDED)), ANA
    )
    await answered(kept, told=record)

    standing = await kept.desk.standing("TTTT-TTTT")
    assert standing
    assert [(one.decision.reason, one.record) for one in standing.told] == [
        ("We saw the bridge.", None),
        ("It is that.", record),
    ]


async def test_receipt_knows_only_what_its_own_case_was_told(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit")
    await kept.desk.act(1, decide("We saw the bridge."), ANA)
    await answered(kept)
    await kept.desk.act(1, Reopen("The same as the dam."), ANA)
    await kept.desk.act(1, Merge(2), ANA)
    await kept.desk.act(2, decide("We saw the dam."), ANA)
    await answered(kept, 2)

    told = [await kept.desk.standing(code) for code in CODES[:2]]
    assert [[each.decision.reason for each in one.told] for one in told if one] == [
        ["We saw the bridge.", "We saw the dam."],
        ["We saw the dam."],
    ]
