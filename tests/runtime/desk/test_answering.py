import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from bot.desk.acts import Decide, Reopen
from bot.desk.case import CaseState
from bot.desk.decision import Accord, Conclusion, Decision
from bot.library.record import Record, title_of
from bot.library.statement import Verdict
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.person import Person
from bot.runtime.answering import Answerer
from bot.runtime.crew import end
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.heard import From
from bot.speech.outcome import Ask, Prefer
from bot.speech.replies import FollowUp
from bot.speech.traffic import Outgoing
from bot.verdicts.phrasebook import load_phrasebook
from tests.contract.cases import asked, file, handed_in
from tests.contract.desk import ANA, decide
from tests.contract.kept import Kept, a_message, a_question, a_sender
from tests.fakes.bugs import SeenBugs, no_bugs
from tests.fakes.entries import a_filing, a_series, a_statement, an_event
from tests.fakes.memory_library import MemoryLibrary

BOOK = load_phrasebook("en")
RECORD = a_statement("denial", "The village was empty")
SECRET = replace(RECORD, filing=a_filing(visibility=Audience.NEWSROOM))
LINKED = Decide(Decision(Conclusion.LINKED, "Residents were there.", "denial", accord=Accord.AS_RECORDED))
DIFFERS = Decide(replace(LINKED.decision, accord=Accord.DIFFERS))
NEWSROOM = replace(
    a_sender(address=Address(Front.SLACK, "T1", "C1", "1.1"), person="min"), audience=Audience.NEWSROOM
)


@pytest.fixture
def answerer(kept: Kept, library: MemoryLibrary) -> Answerer:
    return Answerer(kept.desk, library, kept.clock, Numbers(), Edge(no_bugs, no_bugs))


async def asks(kept: Kept, sender: From, code: str = "EEEE-EEEE") -> None:
    """What everybody else asks too."""
    await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(code, "A"), sender)])


async def sent(kept: Kept, answerer: Answerer) -> Sequence[Outgoing]:
    """What goes out when nobody can undo it any more."""
    kept.clock.pass_by(60)
    await answerer.look()
    return await kept.outbox.take(limit=10)


def words(outgoing: Outgoing) -> str:
    reply = outgoing.reply
    assert isinstance(reply, FollowUp)
    lines = [line.text for block in reply.blocks for line in block.lines]
    return "\n".join([*map(BOOK.say, reply.said), *lines])


async def test_everybody_is_answered_where_they_asked(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A", "A")
    await asks(kept, NEWSROOM)
    await kept.desk.act(1, decide("We saw the bridge."), ANA)

    outgoing = await sent(kept, answerer)

    assert {one.to.address for one in outgoing} == {
        *(a_sender(f"chat {number}").address for number in range(2)),
        NEWSROOM.address,
    }
    assert all("We saw the bridge." in words(one) for one in outgoing)
    assert (await file(kept)).case.state is CaseState.CLOSED


async def test_nobody_is_answered_before_undo_is_over(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    await kept.desk.act(1, decide(), ANA)

    seconds = await answerer.look()

    assert await kept.outbox.take(limit=10) == ()
    assert seconds == 60


async def test_answered_once(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    await kept.desk.act(1, decide(), ANA)
    await sent(kept, answerer)

    assert await kept.outbox.backlog() == 1
    await answerer.look()
    assert await kept.outbox.backlog() == 1


async def test_spam_answers_nobody(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    await kept.desk.act(1, Decide(Decision(Conclusion.SPAM, "")), ANA)

    assert await sent(kept, answerer) == ()
    assert (await file(kept)).case.state is CaseState.CLOSED


async def test_record_is_shown_to_who_may_see_it(
    kept: Kept, answerer: Answerer, library: MemoryLibrary
) -> None:
    await library.publish([SECRET])
    await asked(kept, "A")
    await asks(kept, NEWSROOM)
    await kept.desk.act(1, LINKED, ANA)

    by_front = {one.to.address.front: words(one) for one in await sent(kept, answerer)}

    assert "The village was empty" in by_front[Front.SLACK]
    assert "The village was empty" not in by_front[Front.TELEGRAM]


async def test_hidden_record_reads_as_none(kept: Kept, answerer: Answerer, library: MemoryLibrary) -> None:
    await library.publish([SECRET])
    await asked(kept, "A", "B", "C")
    rejected = Decide(Decision(Conclusion.REJECTED, LINKED.decision.reason))
    await kept.desk.act(1, LINKED, ANA)
    await kept.desk.act(2, rejected, ANA)
    await kept.desk.act(3, DIFFERS, ANA)

    told = [words(one).splitlines()[1:] for one in await sent(kept, answerer)]

    assert told == [told[0]] * 3


@pytest.mark.parametrize(("verdict", "said"), [(Verdict.TRUE, "confirmed"), (Verdict.FALSE, "refuted")])
async def test_verdict_is_on_what_says_the_same(
    kept: Kept, answerer: Answerer, library: MemoryLibrary, verdict: Verdict, said: str
) -> None:
    await library.publish([replace(RECORD, verdict=verdict)])
    await asked(kept, "The village was empty")
    await kept.desk.act(1, LINKED, ANA)

    (outgoing,) = await sent(kept, answerer)

    assert f"The desk's outcome: {said}. Our verdict on what was sent: {verdict.value}." in words(outgoing)


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (an_event("denial"), "not as our record has it. What was sent contradicts our record or changes"),
        (a_series("denial"), "not as our library counts it."),
        (replace(RECORD, verdict=Verdict.TRUE), "not as our record has it. What was sent contradicts"),
        (replace(RECORD, verdict=Verdict.FALSE), "neither confirmed nor refuted. What was sent differs from"),
        (RECORD, "neither confirmed nor refuted. What was sent differs from a denial"),
    ],
)
async def test_what_differs_is_neither_confirmed_nor_refuted_by_its_record(
    kept: Kept, answerer: Answerer, library: MemoryLibrary, record: Record, outcome: str
) -> None:
    await library.publish([record])
    await kept.library.publish([record], remove=[record.id])
    await asked(kept, "The village was not empty")
    await kept.desk.act(1, DIFFERS, ANA)

    (outgoing,) = await sent(kept, answerer)

    assert "what you asked: “The village was not empty”" in words(outgoing)
    assert f"The desk's outcome: {outcome}" in words(outgoing)
    assert title_of(record) in words(outgoing)
    assert "Residents were there." in words(outgoing)


async def test_record_that_changed_before_the_answer_confirms_nothing(
    kept: Kept, answerer: Answerer, library: MemoryLibrary
) -> None:
    await asked(kept, "The village was empty")
    await kept.desk.act(1, LINKED, ANA)
    await library.publish([replace(RECORD, text="The village was not empty", verdict=Verdict.TRUE)])

    (outgoing,) = await sent(kept, answerer)

    assert "Our record of it was changed since somebody compared the two" in words(outgoing)
    assert "outcome: confirmed" not in words(outgoing)


@pytest.mark.parametrize(("text", "answers"), [(RECORD.text, 0), ("The village was wholly empty", 1)])
async def test_what_was_compared_anew_with_a_changed_record_is_told(
    kept: Kept, answerer: Answerer, library: MemoryLibrary, text: str, answers: int
) -> None:
    await library.publish([RECORD])
    await asked(kept, "The village was empty")
    await kept.desk.act(1, LINKED, ANA)
    (first,) = await sent(kept, answerer)
    await kept.outbox.sent(first.id, "went", is_last=True)
    for each in (library, kept.library):
        await each.publish([replace(RECORD, text=text, verdict=Verdict.TRUE)])
    await kept.desk.act(1, Reopen("It says something else now."), ANA)
    await kept.desk.act(1, LINKED, ANA)

    again = await sent(kept, answerer)

    assert ["outcome: confirmed" in words(one) for one in again] == [True] * answers
    assert not any("does not hold any more: Residents were there." in words(one) for one in again)


async def test_whoever_was_told_that_it_agrees_hears_that_it_differs(
    kept: Kept, answerer: Answerer, library: MemoryLibrary
) -> None:
    await library.publish([RECORD])
    await asked(kept, "The village was not empty")
    await kept.desk.act(1, LINKED, ANA)
    (first,) = await sent(kept, answerer)
    await kept.outbox.sent(first.id, "went", is_last=True)
    await kept.desk.act(1, Reopen("It says the opposite."), ANA)
    await kept.desk.act(1, DIFFERS, ANA)

    (again,) = await sent(kept, answerer)

    assert "It has looked once more." in words(again)
    assert "What was sent differs from a denial" in words(again)


async def test_tip_is_not_said_again(kept: Kept, answerer: Answerer) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide(), ANA)

    (outgoing,) = await sent(kept, answerer)

    assert "Smoke over the depot" not in words(outgoing)
    assert "TTTT-TTTT" in words(outgoing)


async def test_other_outcome_names_the_earlier_one(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    await kept.desk.act(1, decide("We saw the bridge."), ANA)
    (first,) = await sent(kept, answerer)
    await kept.outbox.sent(first.id, "m1", is_last=True)
    await kept.desk.act(1, Reopen("It was another bridge."), ANA)
    await kept.desk.act(1, decide("It was another bridge."), ANA)

    (second,) = await sent(kept, answerer)

    said = words(second)
    before = "What it had said before, which does not hold any more: We saw the bridge."
    assert said.index("The desk's reason: It was another") < said.index(before)


async def test_same_outcome_is_not_told_again(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    await kept.desk.act(1, decide(), ANA)
    (first,) = await sent(kept, answerer)
    await kept.outbox.sent(first.id, "m1", is_last=True)
    await kept.desk.act(1, Reopen("To look again."), ANA)
    await kept.desk.act(1, decide(), ANA)

    assert await sent(kept, answerer) == ()


async def test_quiet_person_is_told_without_sound(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    sender = a_sender("chat 0", person="p0")
    await kept.finish(a_message(sender=sender), deeds=[Prefer(sender.person, Person(is_quiet=True))])
    await kept.desk.act(1, decide(), ANA)

    (outgoing,) = await sent(kept, answerer)

    assert outgoing.is_quiet


async def test_answers_go_without_being_asked_for(kept: Kept, answerer: Answerer) -> None:
    await asked(kept, "A")
    await kept.desk.act(1, decide(), ANA)
    kept.clock.pass_by(60)
    running = asyncio.create_task(answerer.run())
    while not await kept.outbox.backlog():
        await kept.outbox.wait(seconds=10)
    await end(running)

    assert await kept.outbox.backlog() == 1


class BrokenLibrary(MemoryLibrary):
    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        raise KeyError


async def test_broken_answer_holds_up_no_other(kept: Kept) -> None:
    await asked(kept, "A", "B")
    for case in (1, 2):
        await kept.desk.act(case, LINKED if case == 1 else decide(), ANA)
    bugs = SeenBugs()
    answerer = Answerer(kept.desk, BrokenLibrary(kept.clock), kept.clock, Numbers(), Edge(no_bugs, bugs))

    outgoing = await sent(kept, answerer)

    assert [type(bug) for bug in bugs.bugs] == [KeyError]
    assert [one.to.address.chat for one in outgoing] == ["chat 1"]
