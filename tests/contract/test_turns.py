"""What a turn comes to, seen through everything that it is written to."""

from bot.desk.question import QuestionState
from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.speech.choices import Act, Choice
from bot.speech.outcome import Ask, Deed, Outcome, Prefer
from bot.speech.replies import Superseded
from bot.speech.session import Pending, Session
from bot.speech.traffic import Turn
from tests.contract.kept import (
    Kept,
    a_given,
    a_message,
    a_question,
    a_sender,
    an_address,
    kept_answer,
    told,
)

ANN, OLD_ANN = Pseudonym("ann"), Pseudonym("old ann")


async def test_finished_event_does_not_wait(kept: Kept) -> None:
    events = await kept.accept(a_message())
    await kept.finish(a_message(), told(), events=events)

    assert await kept.reopened().events() == ()
    assert await kept.inbox.backlog() == 0


async def test_turn_is_written_once(kept: Kept) -> None:
    events = await kept.accept(a_message())
    for _ in range(2):
        await kept.finish(a_message(), told(), deeds=[kept_answer(a_given())[0]], events=events)

    assert await kept.outbox.backlog() == 1


async def test_turn_with_a_finished_event_is_not_written(kept: Kept) -> None:
    first, second = await kept.accept(a_message("first"), a_message("second"))
    await kept.finish(a_message(), told("first"), events=[first])
    await kept.finish(a_message(), told("both"), events=[first, second])

    assert await kept.outbox.backlog() == 1
    assert [event.id for event in await kept.events()] == [second.id]


async def test_session_is_remembered(kept: Kept) -> None:
    session = Session("my", is_quiet=True, last="answer", pending=Pending(Choice(Act.FORGET), ANN))
    await kept.finish(a_message(), session=session)

    assert await kept.reopened().sessions.session(an_address()) == session
    assert await kept.sessions.session(an_address(thread="other")) is None


async def test_live_turn_is_remembered_without_events(kept: Kept) -> None:
    keep, answered = kept_answer(a_given())
    outcome = Outcome(Session(last="answer"), (answered,), (keep,))
    await kept.turns.finish(Turn(a_message(), outcome, is_live=True))

    assert await kept.sessions.session(an_address()) == Session(last="answer")
    assert await kept.answers.given("answer") == keep.given


async def test_answer_is_found_by_id_and_message(kept: Kept) -> None:
    given = a_given(handle="7")
    await kept.finish(a_message(), deeds=[kept_answer(given)[0]])

    assert await kept.answers.given("answer") == given
    assert await kept.answers.given_to(an_address(), "7") == given
    assert await kept.answers.given_to(an_address("other"), "7") is None
    assert await kept.answers.given("other") is None


async def test_message_without_a_handle_is_no_other_one(kept: Kept) -> None:
    for answer in ("one", "two"):
        await kept.finish(a_message(), deeds=[kept_answer(a_given(answer))[0]])

    found = await kept.answers.given("one")

    assert found is not None
    assert not found.is_superseded
    assert await kept.answers.given_to(an_address(), "") is None


async def test_later_answer_to_a_message_supersedes(kept: Kept) -> None:
    for answer in ("one", "two"):
        await kept.finish(a_message(), deeds=[kept_answer(a_given(answer, handle="7"))[0]])

    earlier, newest = await kept.answers.given("one"), await kept.answers.given_to(an_address(), "7")

    assert earlier is not None
    assert earlier.is_superseded
    assert newest == a_given("two", handle="7")


async def test_put_off_turn_is_told_once(kept: Kept) -> None:
    events = await kept.accept(a_message())
    for _ in range(2):
        await kept.finish(a_message(), told(), events=events, again_in=60)

    assert await kept.outbox.backlog() == 1
    kept.clock.pass_by(60)
    (event,) = await kept.events()
    assert event.is_told


async def test_put_off_turn_counts_no_try(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.begin([event.id])
    await kept.finish(a_message(), told(), events=[event], again_in=0)

    (again,) = await kept.events()

    assert again.tries == 0


async def test_turn_that_fails_by_its_own_fault_counts_as_a_try(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.begin([event.id])
    outcome = Outcome(Session(), (told(),), again_in=0)
    await kept.turns.finish(Turn(a_message(), outcome, (event.id,), is_own_fault=True))

    (again,) = await kept.events()

    assert again.tries == 1


async def test_told_reply_takes_the_place_of_progress(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.note_progress(event.id, "77")
    await kept.finish(a_message(), told(), events=[event], again_in=0, progress="77")

    (again,) = await kept.events()

    assert again.progress == ""
    assert (await kept.deliver("77")).progress == "77"


async def test_progress_stays_while_nothing_is_told(kept: Kept) -> None:
    events = await kept.accept(a_message())
    await kept.finish(a_message(), told(), events=events, again_in=0)
    await kept.inbox.note_progress(events[0].id, "77")
    await kept.finish(a_message(), told(), events=events, again_in=0, progress="77")

    (again,) = await kept.events()

    assert again.progress == "77"


async def test_given_up_event_is_told_once(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    turn = Turn(a_message(), Outcome(Session(), (told(),)), (event.id,))
    for _ in range(2):
        await kept.turns.park(turn, fault="KeyError")

    assert await kept.outbox.backlog() == 1
    assert len(await kept.inbox.parked()) == 1


async def test_what_somebody_chose_is_kept(kept: Kept) -> None:
    chosen = Person("my", is_quiet=True, is_greeted=True)
    await kept.finish(a_message(), deeds=[Prefer(ANN, chosen)])

    assert await kept.people.person([ANN]) == chosen
    assert await kept.people.person([Pseudonym("bob")]) == Person()


async def test_settings_are_found_under_an_older_name(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Prefer(OLD_ANN, Person("my"))])
    assert await kept.people.person([ANN, OLD_ANN]) == Person("my")

    await kept.finish(a_message(sender=a_sender(formerly=["old ann"])))

    assert await kept.people.person([ANN]) == Person("my")
    assert await kept.people.person([OLD_ANN]) == Person()


async def test_question_is_found_with_its_receipt(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])

    (question,) = await kept.desk.questions([ANN])

    assert (question.code, question.state) == ("7KQ2-M4TX", QuestionState.OPEN)
    assert (question.asked_at, question.answer, question.number) == (kept.clock.now(), "answer", 1)
    assert await kept.desk.questions([Pseudonym("bob")]) == ()


async def test_claim_is_told_to_whoever_asked_it_alone(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])

    (own,), by_receipt = await kept.desk.questions([ANN]), await kept.desk.standing("7KQ2-M4TX")

    assert own.claim == a_question().claim.text
    assert by_receipt is not None
    assert by_receipt.claim == ""


async def test_newest_question_comes_first(kept: Kept) -> None:
    for code in ("AAAA-AAAA", "BBBB-BBBB"):
        await kept.finish(a_message(), deeds=[Ask(a_question(code, f"text {code}"), a_sender())])
        kept.clock.pass_by(1)

    assert [question.code for question in await kept.desk.questions([ANN])] == ["BBBB-BBBB", "AAAA-AAAA"]


async def test_holdings_count_and_tell_nothing(kept: Kept) -> None:
    deeds: list[Deed] = [kept_answer(a_given())[0], Ask(a_question(), a_sender()), Prefer(ANN, Person("my"))]
    await kept.finish(a_message(), deeds=deeds)
    await kept.accept(a_message("still waits"), a_message(sender=a_sender(person="bob")))

    assert await kept.people.holdings(a_sender()) == Holdings(1, 1, 1, is_known=True)
    assert await kept.people.holdings(a_sender(person="eve")) == Holdings()


async def test_question_of_what_is_kept_does_not_count_itself(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.begin([event.id])

    assert await kept.people.holdings(a_sender()) == Holdings()


async def test_superseded_reply_needs_no_answer(kept: Kept) -> None:
    await kept.finish(a_message(), Superseded("answer"))

    (outgoing,) = await kept.outbox.take(limit=5)

    assert (outgoing.reply, outgoing.earlier) == (Superseded("answer"), ())
