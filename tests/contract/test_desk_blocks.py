"""Who is blocked by what they brought: what they send is set aside, and nothing tells them."""

from dataclasses import replace

from bot.desk.acts import Block, Decide, Unblock
from bot.desk.case import UNDECIDED, CaseState
from bot.desk.decision import Conclusion, Decision
from bot.desk.question import QuestionState
from bot.desk.queue import Wanted
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member, Role
from bot.speech.heard import From
from bot.speech.outcome import AddTo, Ask, Forget, HandIn, Prefer, Withdraw
from tests.contract.cases import CODES, answered, asked, file, handed_in, refusal
from tests.contract.desk import ANA, a_tip
from tests.contract.kept import Kept, a_message, a_question, a_sender

ANN, ZAW = a_sender("chat 0", person="p0"), a_sender("chat 1", person="p1")
STAFF = Member("sam", "Sam", Role.STAFF)


async def blocked(kept: Kept) -> str:
    """Ann, by what she brought to the first case; the key of that."""
    await asked(kept, "A bridge was hit")
    (matter,) = (await file(kept)).matters
    await kept.desk.act(1, Block(matter.key), ANA)
    return matter.key


async def ask(kept: Kept, code: str, text: str, by: From = ANN) -> None:
    await kept.finish(a_message(sender=by), deeds=[Ask(a_question(code, text), by)])


async def queue(kept: Kept) -> list[int]:
    return [line.case.id for line in (await kept.desk.queue(Wanted(UNDECIDED), limit=9)).lines]


async def test_what_a_blocked_person_sends_reaches_no_queue(kept: Kept) -> None:
    await blocked(kept)
    await ask(kept, CODES[1], "A dam was hit")
    await kept.finish(a_message(sender=ANN), deeds=[HandIn(a_tip(), ANN)])

    assert await queue(kept) == [1]
    assert [(await file(kept, case)).case.state for case in (2, 3)] == [CaseState.ASIDE] * 2
    assert (await kept.desk.numbers()).undecided == 1
    assert await kept.desk.undecided() == {1}


async def test_receipt_of_a_blocked_person_reads_as_any(kept: Kept) -> None:
    await blocked(kept)
    await ask(kept, CODES[1], "A dam was hit")
    await ask(kept, CODES[2], "A dam was hit", ZAW)

    theirs, others = [await kept.desk.standing(CODES[number]) for number in (1, 2)]
    assert theirs is not None
    assert theirs.state is QuestionState.OPEN
    assert replace(theirs, code="") == replace(others or theirs, code="")


async def test_same_claim_of_a_blocked_person_joins_nothing(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit")
    (matter,) = (await file(kept)).matters
    await kept.desk.act(1, Block(matter.key), ANA)
    await ask(kept, CODES[2], "A dam was hit")

    assert (await file(kept, 2)).case.askers == 1
    assert (await file(kept, 3)).case.state is CaseState.ASIDE


async def test_what_is_set_aside_draws_nobody_in(kept: Kept) -> None:
    await blocked(kept)
    await ask(kept, CODES[1], "A dam was hit")
    await ask(kept, CODES[2], "A dam was hit", ZAW)

    assert await queue(kept) == [1, 3]


async def test_unblocked_person_is_heard_with_all_they_sent(kept: Kept) -> None:
    key = await blocked(kept)
    await ask(kept, CODES[1], "A dam was hit")
    await kept.desk.act(1, Unblock(key), ANA)
    await ask(kept, CODES[2], "A school was hit")

    assert await queue(kept) == [1, 2, 3]
    assert [line.what for line in (await file(kept)).history] == ["block", "unblock"]


async def test_block_can_be_taken_back_by_what_was_set_aside(kept: Kept) -> None:
    await blocked(kept)
    await ask(kept, CODES[1], "A dam was hit")
    (matter,) = (await file(kept, 2)).matters
    assert matter.is_blocked
    await kept.desk.act(2, Unblock(matter.key), ANA)

    assert await queue(kept) == [1, 2]


async def test_addition_of_a_blocked_person_opens_nothing(kept: Kept) -> None:
    await blocked(kept)
    await kept.desk.act(1, Decide(Decision(Conclusion.UNVERIFIED, "Nobody knows.")), ANA)
    await answered(kept)
    await kept.finish(a_message(sender=ANN), deeds=[AddTo(CODES[0], "more", ANN)])

    assert (await file(kept)).case.state is CaseState.CLOSED
    standing = await kept.desk.standing(CODES[0])
    assert standing is not None
    assert standing.additions == 1


async def test_blocked_person_is_answered_as_any(kept: Kept) -> None:
    await blocked(kept)
    await kept.desk.act(1, Decide(Decision(Conclusion.UNVERIFIED, "Nobody knows.")), ANA)
    await answered(kept)

    assert await kept.outbox.backlog() == 1


async def test_blocked_twice_is_noted_once(kept: Kept) -> None:
    key = await blocked(kept)
    before = await file(kept)
    await kept.desk.act(1, Block(key), ANA)

    assert await file(kept) == before


async def test_not_everybody_and_nobody_unknown_is_blocked(kept: Kept) -> None:
    await handed_in(kept)
    (matter,) = (await file(kept)).matters

    assert await refusal(kept, Block(matter.key), STAFF) == "desk.no_right"
    assert await refusal(kept, Block("another"), ANA) == "desk.no_such_matter"
    await kept.finish(a_message(), deeds=[Withdraw(a_sender())])
    (left,) = (await file(kept)).matters
    assert not left.may_be_blocked
    assert await refusal(kept, Block(left.key), ANA) == "desk.nobody_to_block"


async def test_block_outlives_other_names_wishes_and_forgetting(kept: Kept) -> None:
    await blocked(kept)
    renamed = replace(ANN, person=Pseudonym("newer"), formerly=(Pseudonym("p0"),))
    chosen = Prefer(Pseudonym("p0"), Person(is_quiet=True))
    await kept.finish(a_message(sender=ANN), deeds=[chosen, Forget(ANN)])
    await kept.finish(a_message(sender=renamed), deeds=[HandIn(a_tip(), renamed)])

    assert (await file(kept, 2)).case.state is CaseState.ASIDE
    assert await kept.people.person([Pseudonym("newer")]) == Person()
