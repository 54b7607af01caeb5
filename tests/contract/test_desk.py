"""What one can do to a case, and what others see of it. The same in memory and in a database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.acts import (
    Act,
    Decide,
    HandOver,
    Label,
    Release,
    Reopen,
    SendBack,
    Sign,
    Take,
    Undo,
)
from bot.desk.case import CaseState
from bot.desk.decision import Accord, Conclusion, Decision
from bot.errors import ReceiptTaken, Refusal
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.role import Member, Role, program_id
from bot.speech.outcome import Ask, Deed, HandIn
from tests.contract.cases import CODES, answered, asked, file, handed_in, refusal
from tests.contract.desk import ANA, BEN, EVE, a_tip, decide
from tests.contract.kept import Kept, a_message, a_question, a_sender, an_address


async def test_same_claim_is_one_case(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "a  BRIDGE was hit", "A dam was hit")

    first, second = await file(kept, 1), await file(kept, 2)
    assert {one.matter.code for one in first.matters} == {"AAAA-AAAA", "BBBB-BBBB"}
    assert (first.case.askers, second.case.askers) == (2, 1)
    assert await kept.desk.case(3) is None


async def test_tip_is_a_case_of_its_own(kept: Kept) -> None:
    await handed_in(kept)
    await handed_in(kept)  # the same receipt again
    (brought,) = (await file(kept)).matters

    assert brought.matter == a_tip()
    assert await kept.desk.case(2) is None


@pytest.mark.parametrize("kind", ["tip", "question"])
async def test_receipt_is_nobody_elses(kept: Kept, kind: str) -> None:
    await handed_in(kept)
    other = a_sender("elsewhere", person="ben")
    deeds: dict[str, Deed] = {
        "tip": HandIn(a_tip(what="Boats on the river"), other),
        "question": Ask(a_question(a_tip().code), other),
    }
    with pytest.raises(ReceiptTaken):
        await kept.finish(a_message(sender=other), deeds=[deeds[kind]])

    assert [one.matter for one in (await file(kept)).matters] == [a_tip()]
    assert await kept.desk.case(2) is None


async def test_taken_case_is_held(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    case = await kept.desk.act(1, Take(), ANA)

    held = case.holder(kept.clock.now())
    assert held is not None
    assert (held.member, held.name) == ("ana", "Ana")
    assert (await file(kept)).case == case
    assert await refusal(kept, Take(), BEN) == "desk.held"


async def test_hold_ends_by_itself(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, Take(), ANA)
    kept.clock.pass_by(30 * 60)

    assert (await file(kept)).case.holder(kept.clock.now()) is None
    assert (await kept.desk.act(1, Take(), BEN)).hold is not None


async def test_taking_again_holds_longer_and_notes_nothing(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    first = await kept.desk.act(1, Take(), ANA)
    kept.clock.pass_by(60)
    again = await kept.desk.act(1, Take(), ANA)

    assert first.hold
    assert again.hold
    assert again.hold.until > first.hold.until
    assert again.revision == first.revision
    assert [line.what for line in (await file(kept)).history] == ["take"]


async def test_each_act_of_the_holder_holds_longer(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    first = await kept.desk.act(1, Take(), ANA)
    kept.clock.pass_by(29 * 60)
    later = await kept.desk.act(1, Label("violence"), ANA)

    assert first.hold
    assert later.hold
    assert later.hold.until - first.hold.until == timedelta(minutes=29)


async def test_only_the_holder_releases(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, Take(), ANA)

    assert await refusal(kept, Release(), BEN) == "desk.held"
    assert (await kept.desk.act(1, Release(), ANA)).hold is None


async def test_case_is_handed_to_who_may_decide(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    thiri, *others = sorted(await kept.members.members(), key=lambda one: one.name, reverse=True)
    case = await kept.desk.act(1, HandOver(thiri.id, thiri.name), ANA)

    assert case.hold
    assert case.hold.name == "Thiri"
    assert await refusal(kept, HandOver(others[0].id, "Min"), thiri) == "desk.no_such_member"
    assert await refusal(kept, HandOver("nobody", "Nobody"), thiri) == "desk.no_such_member"


@pytest.mark.parametrize(
    "who", [Member(), Member("sam", "Sam", Role.STAFF), Member("", "No one", Role.ADMIN)]
)
@pytest.mark.parametrize("act", [Take(), decide(), Label("violence"), Undo(), Reopen("why")])
async def test_without_the_right_nothing_is_done(kept: Kept, act: Act, who: Member) -> None:
    await asked(kept, "A bridge was hit")

    assert await refusal(kept, act, who) == "desk.no_right"


async def test_unknown_case_is_refused(kept: Kept) -> None:
    assert await refusal(kept, Take(), ANA, case=7) == "desk.no_such_case"


async def test_decision_is_held_back(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    case = await kept.desk.act(1, decide(), ANA)

    assert case.state is CaseState.DECIDED
    assert await kept.desk.due(limit=5) == ()
    assert await kept.desk.next_due() == case.due_at
    kept.clock.pass_by(60)
    assert await kept.desk.due(limit=5) == (1,)


@pytest.mark.parametrize(
    ("decision", "key"),
    [
        (Decision(Conclusion.REJECTED, "  "), "desk.no_reason"),
        (Decision(Conclusion.UNVERIFIED, "x" * 1501), "desk.too_long"),
        (Decision(Conclusion.LINKED, "It is that one."), "desk.no_record"),
        (Decision(Conclusion.WRITTEN, "It is that one."), "desk.no_record"),
        (Decision(Conclusion.LINKED, "It is that one.", "strike"), "desk.no_accord"),
        (Decision(Conclusion.WRITTEN, "It is that one.", "strike"), "desk.no_accord"),
    ],
)
async def test_decision_has_to_be_whole(kept: Kept, decision: Decision, key: str) -> None:
    await asked(kept, "A bridge was hit")

    assert await refusal(kept, Decide(decision), ANA) == key


async def test_only_a_record_has_something_that_agrees_with_it(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    act = Decide(Decision(Conclusion.UNVERIFIED, "Nobody saw it.", accord=Accord.AS_RECORDED))

    case = await kept.desk.act(1, act, ANA)

    assert case.decision == Decision(Conclusion.UNVERIFIED, "Nobody saw it.")


async def test_same_asked_twice_is_answered_once(kept: Kept) -> None:
    ann, elsewhere = a_sender(), a_sender("a group")
    for code, sender in zip(CODES, (ann, ann, elsewhere), strict=False):
        await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(code), sender)])
    await kept.desk.act(1, decide(), ANA)

    assert await answered(kept)
    assert await kept.outbox.backlog() == 2
    assert all(one.is_answered for one in (await file(kept)).matters)


async def test_spam_needs_no_reason(kept: Kept) -> None:
    await asked(kept, "Buy this")
    case = await kept.desk.act(1, decide("", Conclusion.SPAM), ANA)

    assert case.decision == Decision(Conclusion.SPAM, "")


async def test_held_case_is_decided_by_its_holder_alone(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, Take(), ANA)

    assert await refusal(kept, decide(), BEN) == "desk.held"
    assert (await kept.desk.act(1, decide(), ANA)).decided_by == ("ana", "Ana")


async def test_second_decider_is_told_of_the_first(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    seen = (await file(kept)).case.revision
    await kept.desk.act(1, decide(), ANA, seen=seen)

    with pytest.raises(Refusal) as raised:
        await kept.desk.act(1, decide("No, it stands."), BEN, seen=seen)

    assert (raised.value.key, raised.value.values["name"]) == ("desk.decided", "Ana")


async def test_same_decision_again_is_no_conflict(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    first = await kept.desk.act(1, decide(), ANA, seen=1)

    assert await kept.desk.act(1, decide(), ANA, seen=1) == first
    assert [line.what for line in (await file(kept)).history] == ["decide"]


async def test_undone_decision_answers_nobody(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, decide(), ANA)
    case = await kept.desk.act(1, Undo(), BEN)
    kept.clock.pass_by(3600)

    assert case.hold
    assert case.hold.member == "ben"
    assert (case.state, case.decision) == (CaseState.OPEN, None)
    assert await kept.desk.due(limit=5) == ()
    assert not await kept.desk.answer(1, {}, revision=case.revision)


async def test_nothing_is_undone_once_its_time_is_over(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, decide(), ANA)
    kept.clock.pass_by(60)

    assert await refusal(kept, Undo(), ANA) == "desk.too_late"
    assert await answered(kept)
    assert await refusal(kept, Undo(), ANA) == "desk.too_late"


async def test_sensitive_case_needs_a_second_person(kept: Kept) -> None:
    await asked(kept, "He was arrested")
    await kept.desk.act(1, Label("names a person"), ANA)
    decided = await kept.desk.act(1, decide(), EVE)

    assert (decided.state, decided.due_at) == (CaseState.SIGNING, None)
    assert await refusal(kept, Sign(), EVE) == "desk.another_signs"
    assert await refusal(kept, Sign(), replace(EVE, id="on another platform")) == "desk.another_signs"
    assert await refusal(kept, Sign(), ANA) == "desk.no_right"
    signed = await kept.desk.act(1, Sign(), replace(EVE, id="eva", name="Eva"))
    assert (signed.state, signed.signed_by) == (CaseState.DECIDED, ("eva", "Eva"))


async def test_program_is_neither_of_two_people(kept: Kept) -> None:
    program = Member(program_id("1f" * 16), "The site", Role.ADMIN)
    await asked(kept, "He was arrested")
    await kept.desk.act(1, decide(), program)
    opened = await kept.desk.act(1, Label("names a person"), ANA)
    assert (opened.state, opened.decision) == (CaseState.OPEN, None)
    assert await refusal(kept, decide(), program) == "desk.needs_people"
    await kept.desk.act(1, decide(), ANA)

    assert await refusal(kept, Sign(), program) == "desk.needs_people"
    assert await refusal(kept, SendBack("Look again."), program) == "desk.needs_people"


async def test_label_after_the_decision_stops_the_answers(kept: Kept) -> None:
    await asked(kept, "He was arrested")
    await kept.desk.act(1, decide(), ANA)
    case = await kept.desk.act(1, Label("names a person"), BEN)
    kept.clock.pass_by(3600)

    assert case.state is CaseState.SIGNING
    assert await kept.desk.due(limit=5) == ()


async def test_moderator_takes_no_sensitive_label_off(kept: Kept) -> None:
    await asked(kept, "He was arrested")
    await kept.desk.act(1, Label("names a person"), ANA)

    assert await refusal(kept, Label("names a person", is_set=False), ANA) == "desk.no_right"
    assert (await kept.desk.act(1, Label("names a person", is_set=False), EVE)).labels == frozenset()
    assert await refusal(kept, Label("nonsense"), ANA) == "desk.no_such_label"


async def test_decision_that_is_not_signed_goes_back(kept: Kept) -> None:
    await asked(kept, "He was arrested")
    await kept.desk.act(1, Label("names a person"), ANA)
    await kept.desk.act(1, decide(), ANA)

    case = await kept.desk.act(1, SendBack("Leave the name out."), EVE)

    assert (case.state, case.decision, case.decided_by) == (CaseState.OPEN, None, ("", ""))
    assert (await file(kept)).history[-1].detail == "Leave the name out."


async def test_other_decision_than_was_seen_is_not_signed(kept: Kept) -> None:
    await asked(kept, "He was arrested")
    await kept.desk.act(1, Label("names a person"), ANA)
    seen = await kept.desk.act(1, decide(), ANA)
    await kept.desk.act(1, Undo(), ANA)
    await kept.desk.act(1, decide("No, it stands."), ANA)

    assert await refusal(kept, Sign(), EVE, seen=seen.revision) == "desk.changed.decide"


async def test_one_decision_answers_everybody_once(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A bridge was hit")
    await kept.desk.act(1, decide(), ANA)

    assert await answered(kept)
    assert not await answered(kept)
    assert await kept.outbox.backlog() == 2
    assert [one.is_answered for one in (await file(kept)).matters] == [True, True]


async def test_changed_case_is_not_answered(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    decided = await kept.desk.act(1, decide(), ANA)
    kept.clock.pass_by(60)
    late = a_sender("late", person="late")
    await kept.finish(a_message(sender=late), deeds=[Ask(a_question("DDDD-DDDD"), late)])

    assert not await kept.desk.answer(1, {}, revision=decided.revision)
    assert await answered(kept)
    assert await kept.outbox.backlog() == 2


async def test_who_cannot_be_reached_is_left_out(kept: Kept) -> None:
    page = a_sender(address=an_address(front=Front.WEB), person="page")
    await kept.finish(a_message(sender=page), deeds=[Ask(a_question("DDDD-DDDD"), page)])
    await asked(kept, "A bridge was hit")
    kept.clock.pass_by(73 * 3600)
    await kept.desk.act(1, decide(), ANA)

    assert [one.is_reachable for one in (await file(kept)).matters] == [False, False]
    assert await answered(kept)
    assert await kept.outbox.backlog() == 0


async def test_colleague_without_a_way_back_is_still_one(kept: Kept) -> None:
    terminal = a_sender(address=an_address(front=Front.CONSOLE), audience=Audience.NEWSROOM)

    await kept.finish(a_message(), deeds=[Ask(a_question(CODES[0]), terminal)])

    (brought,) = (await file(kept)).matters
    assert (brought.is_reachable, brought.audience) == (False, Audience.NEWSROOM)


async def test_closed_case_is_opened_again_and_answered_anew(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, decide(), ANA)
    await answered(kept)

    assert await refusal(kept, Reopen(" "), BEN) == "desk.no_reason"
    reopened = await kept.desk.act(1, Reopen("There is footage now."), BEN)
    assert reopened.answered == decide().decision
    await kept.desk.act(1, decide("The bridge stands."), BEN)
    assert await answered(kept)
    assert await kept.outbox.backlog() == 2
