"""What is left after somebody wants to be forgotten, or took the bot away."""

from bot.desk.acts import AskBack, Take
from bot.people.address import Address, Front
from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import From, Left
from bot.speech.outcome import Ask, Deed, Forget, Outcome, Prefer, TakeBack, Withdraw
from bot.speech.session import Session
from bot.speech.traffic import Turn
from tests.contract.cases import CODES, answered, asked, file, handed_in
from tests.contract.desk import ANA, decide
from tests.contract.kept import (
    Kept,
    a_given,
    a_message,
    a_question,
    a_sender,
    an_address,
    gone,
    kept_answer,
    told,
)

ANN, BOB = a_sender(person="ann"), a_sender("elsewhere", person="bob")
OF_ANN = Pseudonym("ann")


async def fill(kept: Kept, sender: From, *, code: str = "7KQ2-M4TX", answer: str = "answer") -> None:
    """One of everything that can be kept of somebody."""
    keep, answered = kept_answer(a_given(answer, sender=sender, handle="7"))
    deeds: list[Deed] = [keep, Ask(a_question(code), sender), Prefer(sender.person, Person("my"))]
    await kept.finish(a_message(sender=sender), answered, deeds=deeds, session=Session(last=answer))
    await kept.accept(a_message("still waits", sender=sender))


async def is_empty(kept: Kept, sender: From, *, answer: str = "answer") -> bool:
    return (
        await kept.people.holdings(sender) == Holdings()
        and await kept.answers.given(answer) is None
        and await kept.answers.given_to(sender.address, "7") is None
        and await kept.sessions.session(sender.address) is None
        and await kept.desk.questions([sender.person]) == ()
    )


async def test_forgotten_person_left_nothing(kept: Kept) -> None:
    await fill(kept, ANN)
    await kept.finish(a_message(sender=ANN), told("forgotten"), deeds=[Forget(ANN)])

    assert await is_empty(kept, ANN)
    assert await kept.events() == ()
    assert (await kept.deliver("1")).reply == told("forgotten")
    assert await kept.outbox.backlog() == 0


async def test_others_are_not_forgotten(kept: Kept) -> None:
    await fill(kept, ANN)
    await fill(kept, BOB, code="BBBB-BBBB", answer="bob's")
    await kept.finish(a_message(sender=ANN), deeds=[Forget(ANN)])

    assert await kept.people.holdings(BOB) == Holdings(1, 1, 1, is_known=True)
    assert await kept.sessions.session(BOB.address) == Session(last="bob's")
    assert await kept.outbox.backlog() == 1
    assert len(await kept.desk.questions([BOB.person])) == 1


async def test_older_names_are_forgotten_too(kept: Kept) -> None:
    await fill(kept, a_sender(person="old ann"))
    renamed = a_sender(person="ann", formerly=["old ann"])
    await kept.finish(a_message(sender=renamed), deeds=[Forget(renamed)])

    assert await is_empty(kept, a_sender(person="old ann"))
    assert await is_empty(kept, renamed)


async def test_what_came_after_the_wish_is_answered(kept: Kept) -> None:
    elsewhere = a_sender("elsewhere", person="ann")
    before, wish, after = (
        a_message(text, sender=sender)
        for text, sender in (("before", elsewhere), ("wish", ANN), ("after", elsewhere))
    )
    events = await kept.accept(before, wish, after)
    said = [event for event in events if event.heard == wish]
    await kept.finish(wish, told(), deeds=[Forget(ANN)], events=said)

    assert [event.heard for event in await kept.events()] == [after]


async def test_answer_in_the_making_is_forgotten(kept: Kept) -> None:
    elsewhere = a_message(sender=a_sender("elsewhere", person="ann"))
    events = await kept.accept(elsewhere)
    await kept.finish(a_message(sender=ANN), deeds=[Forget(ANN)])
    keep, answered = kept_answer(a_given(sender=elsewhere.sender))
    await kept.finish(elsewhere, answered, deeds=[keep], events=events)

    assert await kept.answers.given("answer") is None
    assert await kept.outbox.backlog() == 0


async def test_given_up_event_is_forgotten(kept: Kept) -> None:
    (event,) = await kept.accept(a_message(sender=ANN))
    turn = Turn(a_message(sender=ANN), Outcome(Session()), (event.id,))
    await kept.turns.park(turn, fault="KeyError")
    await kept.finish(a_message(sender=ANN), deeds=[Forget(ANN)])

    assert await kept.inbox.parked() == ()


async def test_nothing_leads_to_a_chat_that_is_gone(kept: Kept) -> None:
    thread = a_sender(address=an_address(thread="9"))
    await fill(kept, thread)
    await kept.finish(gone(), deeds=[Withdraw(a_sender())])

    assert await kept.answers.given("answer") is None
    assert await kept.sessions.session(thread.address) is None
    assert await kept.events() == ()
    assert await kept.outbox.backlog() == 0


async def test_other_chats_stay(kept: Kept) -> None:
    await fill(kept, BOB)
    await kept.finish(gone(), deeds=[Withdraw(a_sender())])

    assert await kept.people.holdings(BOB) == Holdings(1, 1, 1, is_known=True)
    assert await kept.outbox.backlog() == 1


async def test_workspace_that_is_gone_takes_all_chats(kept: Kept) -> None:
    await fill(kept, ANN)
    await fill(kept, BOB, code="BBBB-BBBB", answer="bob's")
    left = Left(a_sender(address=Address(Front.TELEGRAM, "workspace", "")))
    await kept.finish(left, deeds=[Withdraw(left.sender)])

    assert await kept.answers.given("answer") is None
    assert await kept.answers.given("bob's") is None
    assert (await kept.inbox.backlog(), await kept.outbox.backlog()) == (0, 0)


async def test_other_workspaces_stay(kept: Kept) -> None:
    await fill(kept, ANN)
    left = Left(a_sender(address=Address(Front.SLACK, "workspace", "")))
    await kept.finish(left, deeds=[Withdraw(left.sender)])

    assert await kept.people.holdings(ANN) == Holdings(1, 1, 1, is_known=True)


async def test_chat_that_is_gone_left_no_session(kept: Kept) -> None:
    events = await kept.accept(gone())
    await kept.finish(gone(), deeds=[Withdraw(a_sender())], events=events)

    assert await kept.sessions.session(an_address()) is None
    assert await kept.inbox.backlog() == 0


async def test_forwarded_question_lives_with_who_else_asked(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question(), ANN)])
    await kept.finish(a_message(), deeds=[Ask(a_question("BBBB-BBBB"), BOB)])
    await kept.finish(a_message(sender=ANN), deeds=[Forget(ANN)])

    assert await kept.desk.questions([OF_ANN]) == ()
    assert [question.code for question in await kept.desk.questions([BOB.person])] == ["BBBB-BBBB"]


async def test_answer_on_its_way_goes_with_what_is_taken_back(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A bridge was hit")
    await kept.desk.act(1, decide(), ANA)
    assert await answered(kept)
    assert await kept.outbox.backlog() == 2

    await kept.finish(a_message(), deeds=[TakeBack(CODES[0])])

    (left,) = await kept.outbox.take(limit=10)
    assert left.to.person == "p1"


async def test_question_on_its_way_goes_with_what_is_taken_back(kept: Kept) -> None:
    await handed_in(kept)
    await kept.desk.act(1, Take(), ANA)
    await kept.desk.act(1, AskBack((await file(kept)).matters[0].key, "Which bank?"), ANA)
    assert await kept.outbox.backlog() == 1

    await kept.finish(a_message(), deeds=[TakeBack("TTTT-TTTT")])

    assert await kept.outbox.backlog() == 0
