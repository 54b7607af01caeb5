"""One turn of a conversation: what was heard goes to the dialogue that answers it."""

from typing import assert_never

from bot.dialogue.acquaintance import introduced, slowed_down, tuned
from bot.dialogue.check import check, check_edit
from bot.dialogue.fill import fill
from bot.dialogue.meant import answered, moved_on, understood
from bot.dialogue.obey import obey
from bot.dialogue.parts import Parts
from bot.dialogue.press import press
from bot.dialogue.rights import names_of
from bot.dialogue.tips.leave import left_off, told_of_leaving, without
from bot.dialogue.tips.waiting import told_of_ending
from bot.dialogue.tips.write import said_to_tip
from bot.dialogue.unavailable import not_now
from bot.dialogue.written import looked_after, written
from bot.errors import Unavailable
from bot.people.person import Person
from bot.speech.heard import Command, Excess, Filled, Heard, Left, Message, Pressed
from bot.speech.outcome import Outcome, Withdraw
from bot.speech.session import Session
from bot.speech.turns import Tell


async def converse(session: Session, heard: Heard, tell: Tell, *, parts: Parts) -> Outcome:
    """With `parts` bound it is a `Converse`. Where a part is away, that is said, and nothing else has happened."""
    if isinstance(heard, Left):
        return Outcome(Session(parts.facts.language), deeds=(Withdraw(heard.sender),))
    heard = answered(session, heard, parts=parts)
    try:
        person = await parts.people.person(names_of(heard.sender))
        session = tuned(session, heard.sender, person, parts.facts)
        heard = await understood(session, heard, parts=parts)
        now, going_on = parts.clock.now(), moved_on(session, heard.sender)
        code = left_off(session, heard, now=now)
        outcome = await _turn(without(going_on, heard, code), heard, tell, person=person, parts=parts)
        return told_of_ending(session, told_of_leaving(outcome, heard, code), heard, now=now)
    except Unavailable as failure:
        return not_now(session, heard, failure, front=heard.sender.address.front)


async def _turn(
    session: Session,
    heard: Message | Command | Pressed | Filled | Excess,
    tell: Tell,
    *,
    person: Person,
    parts: Parts,
) -> Outcome:
    match heard:
        case Message():
            outcome = await written(session, heard, parts=parts)
            if outcome is None:
                turn = check_edit if heard.is_edit else check
                outcome = await turn(session, heard, tell, parts=parts)
            outcome = looked_after(outcome, heard, parts=parts)
            return introduced(outcome, heard.sender, person, parts.facts)
        case Command():
            outcome = said_to_tip(session, heard, parts=parts)
            if outcome is None:
                outcome = await obey(session, heard, tell, person=person, parts=parts)
            return looked_after(outcome, heard, parts=parts)
        case Pressed():
            outcome = await press(session, heard, person=person, parts=parts)
            return looked_after(outcome, heard, parts=parts)
        case Filled():
            return await fill(session, heard, parts=parts)
        case Excess():
            return slowed_down(session, heard)
        case _:
            assert_never(heard)
