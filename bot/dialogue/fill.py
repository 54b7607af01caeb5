from typing import assert_never

from bot.dialogue.desk.filling import fill_desk
from bot.dialogue.desk.rating import fill_rating
from bot.dialogue.desk.recording import fill_record
from bot.dialogue.desk.rights import no_such_button
from bot.dialogue.parts import Parts
from bot.dialogue.tips.hand_in import fill_tip
from bot.dialogue.tips.more import fill_more
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.outcome import Outcome
from bot.speech.session import Session


async def fill(session: Session, heard: Filled, *, parts: Parts) -> Outcome:
    """Does what a form that was sent in says."""
    match heard.form:
        case Form.TIP:
            return await fill_tip(session, heard, parts=parts)
        case Form.MORE:
            return await fill_more(session, heard, parts=parts)
        case Form.DECIDE | Form.ASK_BACK | Form.SEND_BACK | Form.REOPEN | Form.MERGE | Form.HAND_OVER:
            return await fill_desk(session, heard, parts=parts)
        case Form.RATE:
            return await fill_rating(session, heard, parts=parts)
        case Form.RECORD:
            return await fill_record(session, heard, parts=parts)
        case Form.EDIT:  # on pages alone
            return Outcome(session, (no_such_button(),))
        case _:
            assert_never(heard.form)
