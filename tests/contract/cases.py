"""Cases in any implementation of the desk, and what is done to them in one line."""

import pytest

from bot.desk.acts import Act
from bot.desk.case import CaseFile
from bot.errors import Refusal
from bot.library.record import Record
from bot.people.role import Member
from bot.speech.outcome import Ask, HandIn
from tests.contract.desk import a_tip
from tests.contract.kept import Kept, a_message, a_question, a_sender
from tests.contract.kept import told as say

CODES = ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC", "DDDD-DDDD")


async def asked(kept: Kept, *texts: str) -> None:
    """Each asked by somebody else, under the code of its place."""
    for number, text in enumerate(texts):
        sender = a_sender(f"chat {number}", person=f"p{number}")
        await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(CODES[number], text), sender)])


async def handed_in(kept: Kept, *, may_ask_back: bool = True) -> None:
    tip = a_tip(may_ask_back=may_ask_back)
    await kept.finish(a_message(), deeds=[HandIn(tip, a_sender())])


async def file(kept: Kept, case: int = 1) -> CaseFile:
    found = await kept.desk.case(case)
    assert found is not None
    return found


async def refusal(kept: Kept, act: Act, by: Member, *, case: int = 1, seen: int | None = None) -> str:
    """Why it is refused; the case stays as it was."""
    before = await kept.desk.case(case)
    with pytest.raises(Refusal) as raised:
        await kept.desk.act(case, act, by, seen=seen)
    assert await kept.desk.case(case) == before
    return raised.value.key


async def answered(kept: Kept, case: int = 1, *, told: Record | None = None) -> bool:
    """Everybody in it, with the same word, once its time to undo is over."""
    kept.clock.pass_by(60)
    found = await file(kept, case)
    replies = {one.key: say("answer") for one in found.matters}
    return await kept.desk.answer(case, replies, revision=found.case.revision, told=told)
