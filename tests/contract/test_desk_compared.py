"""Cases that are decided with a record: what is kept of it, and how what was sent stands to it."""

from dataclasses import replace

import pytest

from bot.desk.acts import Decide, Undo
from bot.desk.comparing import compared_with
from bot.desk.decision import Accord, Conclusion, Decision
from tests.contract.cases import CODES, asked, file, refusal
from tests.contract.desk import ANA
from tests.contract.kept import Kept
from tests.fakes.entries import an_event


async def test_record_has_to_be_known(kept: Kept) -> None:
    await kept.library.publish([an_event("strike")])
    await asked(kept, "A bridge was hit")

    assert await refusal(
        kept, Decide(Decision(Conclusion.LINKED, "That one.", "strlke", accord=Accord.AS_RECORDED)), ANA
    ) == ("desk.no_such_record")
    assert (
        await kept.desk.act(
            1, Decide(Decision(Conclusion.LINKED, "That one.", "strike", accord=Accord.AS_RECORDED)), ANA
        )
    ).decision


async def test_what_was_compared_is_the_record_as_it_was(kept: Kept) -> None:
    strike, other = an_event("strike", killed=44), an_event("strike", killed=12)
    await kept.library.publish([strike])
    await asked(kept, "A bridge was hit")
    decide = Decide(Decision(Conclusion.LINKED, "That one.", "strike", accord=Accord.AS_RECORDED))
    first = await kept.desk.act(1, decide, ANA)
    await kept.library.publish([other])

    pressed_twice = await kept.desk.act(1, decide, ANA)
    await kept.desk.act(1, Undo(), ANA)
    second = await kept.desk.act(1, decide, ANA)

    assert (
        first.decision == pressed_twice.decision == replace(decide.decision, compared=compared_with(strike))
    )
    assert second.decision == replace(decide.decision, compared=compared_with(other))


@pytest.mark.parametrize("accord", [Accord.AS_RECORDED, Accord.DIFFERS])
async def test_how_it_stands_to_its_record_is_kept(kept: Kept, accord: Accord) -> None:
    strike = an_event("strike")
    await kept.library.publish([strike])
    await asked(kept, "A bridge was hit")
    decision = Decision(Conclusion.LINKED, "That one.", "strike", accord=accord)
    await kept.desk.act(1, Decide(decision), ANA)
    kept.clock.pass_by(60)
    decided = (await file(kept)).case
    assert await kept.desk.answer(1, {}, revision=decided.revision, told=strike)

    closed, (line, *_) = (await file(kept)).case, (await file(kept)).history
    stands = await kept.desk.standing(CODES[0])
    assert stands is not None
    compared = replace(decision, compared=compared_with(strike))
    assert (decided.decision, closed.answered, stands.decision) == (compared, compared, compared)
    assert [one.decision for one in stands.told] == [compared]
    assert (line.what, line.detail) == ("decide", f"linked {accord.value}\nstrike\nThat one.")
