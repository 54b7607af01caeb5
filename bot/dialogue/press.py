from typing import assert_never

from bot.claims.note import note
from bot.dialogue.answering import take_up
from bot.dialogue.desk.press import press_desk
from bot.dialogue.parts import Parts
from bot.dialogue.personal import choose, press_receipt
from bot.dialogue.source import press_source
from bot.dialogue.subject import Wish
from bot.dialogue.tips.more import press_more
from bot.dialogue.tips.write import press as press_tip
from bot.people.person import Person
from bot.speech.choices import ADDING, LOOKING, TAKING_BACK, Act
from bot.speech.heard import Pressed
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session


async def press(session: Session, heard: Pressed, *, person: Person, parts: Parts) -> Outcome:
    """Does what a button says, if it can still be done and whoever pressed it may."""
    choice = heard.choice
    if choice is None:
        said = Told((note("refused.old_button"),), Mood.REFUSED, is_brief=True)
        return Outcome(session, (said,))
    act = choice.act
    match act:
        case Act.FORGET | Act.QUIET | Act.LOUD | Act.LANGUAGE:
            return choose(session, heard.sender, choice, act, person=person, parts=parts)
        case Act.WHY | Act.OPEN | Act.THIS | Act.NOT_THIS | Act.NONE | Act.ASK | Act.AGREE | Act.CANCEL:
            wish = Wish(heard.sender, choice, is_pressed=True)
            return await take_up(session, wish, act, parts=parts)
        case Act.SOURCE:
            return await press_source(session, heard, choice, parts=parts)
        case Act.TIP if choice.value == ADDING:
            return await press_more(session, heard.sender, choice, parts=parts)
        case Act.TIP if choice.value in {LOOKING, TAKING_BACK}:
            return await press_receipt(session, heard.sender, choice, parts=parts)
        case Act.TIP:
            return press_tip(session, heard, choice, parts=parts)
        case (
            Act.CASE
            | Act.TAKE
            | Act.RELEASE
            | Act.DECIDE
            | Act.LINK
            | Act.SIGN
            | Act.UNDO
            | Act.LABEL
            | Act.FORM
            | Act.SPLIT
            | Act.BLOCK
            | Act.UNBLOCK
            | Act.MORE
            | Act.QUEUE
        ):
            return await press_desk(session, heard, choice, parts=parts)
        case _:
            assert_never(act)
