from dataclasses import replace
from datetime import datetime

from bot.claims.note import note
from bot.dialogue.ask import hand_over, receipt_again
from bot.dialogue.forget import forgotten
from bot.dialogue.parts import Parts
from bot.dialogue.rights import is_same_person
from bot.dialogue.subject import Wish, refuse
from bot.dialogue.tips.more import More, put_to
from bot.dialogue.tips.take_back import taken_back
from bot.dialogue.writing import no_longer_writing, writing_of
from bot.speech.choices import Act, Choice
from bot.speech.forms import Form
from bot.speech.outcome import Outcome
from bot.speech.replies import Told
from bot.speech.session import Pending, Session

_UNDONE = {Act.ASK: "talk.cancelled.ask", Act.FORGET: "talk.cancelled.forget", Act.TIP: "talk.more.dropped"}


async def agree(session: Session, wish: Wish, *, parts: Parts) -> Outcome:
    """Does what this person was asked last, and only what they were shown: a button of an older question agrees to nothing."""
    pending = session.pending
    if pending is None or not _is_about(wish, pending) or _is_over(wish, pending, now=parts.clock.now()):
        again = await receipt_again(wish, parts=parts) if wish.choice.answer else None
        return Outcome(session, (again or refuse(wish, note("refused.nothing_pending")),))
    if not is_same_person(wish.sender, pending.person):
        return Outcome(session, (_not_asked(wish),))
    settled = replace(session, pending=None)
    match pending.choice.act:
        case Act.ASK:
            return await hand_over(settled, replace(wish, choice=pending.choice), parts=parts)
        case Act.TIP if pending.until and pending.until > parts.clock.now():
            more = More(pending.text, pending.attached)
            return await put_to(settled, wish.sender, pending.choice.answer, more, parts=parts)
        case Act.FORGET if pending.choice.answer:
            return taken_back(settled, pending.choice.answer)
        case Act.FORGET:
            return forgotten(settled, wish.sender, parts.facts)
        case _:
            return Outcome(settled, (refuse(wish, note("refused.nothing_pending")),))


def cancel(session: Session, wish: Wish, *, parts: Parts) -> Outcome:
    """Withdraws what this person was asked; nothing was done yet."""
    pending = session.pending
    is_theirs = pending is not None and is_same_person(wish.sender, pending.person)
    writing = writing_of(session, wish.sender, now=parts.clock.now())
    if not wish.is_pressed and not is_theirs and writing is not None:
        said = note("talk.more.dropped" if writing.asked.form is Form.MORE else "desk.ask.stopped")
        return Outcome(no_longer_writing(session, wish.sender, writing.asked), (Told((said,)),))
    if pending is None or not _is_about(wish, pending):
        return Outcome(session, (Told((note("talk.cancelled.nothing"),), is_brief=wish.is_pressed),))
    if not is_same_person(wish.sender, pending.person):
        return Outcome(session, (_not_asked(wish),))
    said = note(_UNDONE.get(pending.choice.act, "talk.cancelled.nothing"))
    return Outcome(replace(session, pending=None), (Told((said,), is_brief=wish.is_pressed),))


def _is_about(wish: Wish, pending: Pending) -> bool:
    """A typed word is about whatever was asked last; a button only about its own question."""
    if not wish.is_pressed:
        return True
    asked = pending.choice
    return wish.choice == Choice(wish.choice.act, asked.answer, asked.number, value=asked.act.value)


def _is_over(wish: Wish, pending: Pending, *, now: datetime) -> bool:
    """A typed yes of the next day is to something else; a button stands under its question."""
    return not wish.is_pressed and pending.until is not None and pending.until <= now


def _not_asked(wish: Wish) -> Told:
    """A typed word says no more than that nothing waits for this person: what others were asked is theirs."""
    return refuse(wish, note("refused.not_asked_you" if wish.is_pressed else "refused.nothing_pending"))
