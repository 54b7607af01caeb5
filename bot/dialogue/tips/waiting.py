"""What else is open while somebody writes a tip, or adds to a receipt: a plain word may be meant for either, so it answers neither."""

from dataclasses import replace
from datetime import datetime

from bot.claims.note import Note, note
from bot.dialogue.ask import LABELS
from bot.dialogue.rights import is_same_person
from bot.dialogue.surroundings import stroke
from bot.dialogue.tips.typed import is_no, is_yes
from bot.people.address import Front
from bot.speech.choices import Act
from bot.speech.heard import Command, Excess, Filled, From, Message, Pressed, Verb
from bot.speech.outcome import Outcome
from bot.speech.replies import Told
from bot.speech.session import Pending, Session
from bot.verdicts.phrasebook import load_phrasebook

_WAYS = {Act.ASK: "talk.both.ask", Act.FORGET: "talk.both.forget", Act.TIP: "talk.both.add"}


def asked_besides(session: Session, sender: From) -> Pending | None:
    """What this person was asked and has not answered yet."""
    pending = session.pending
    return pending if pending is not None and is_same_person(sender, pending.person) else None


def is_in_doubt(session: Session, sender: From, text: str) -> bool:
    """Whether this is a yes or a no that may be meant for what was asked besides."""
    pending = asked_besides(session, sender)
    if pending is None:
        return False
    label = load_phrasebook(session.language).text(LABELS[pending.choice.act])
    return is_yes(text, label) or is_no(text)


def both_open(session: Session, sender: From) -> tuple[Note, ...]:
    """That two questions are open, that nothing has happened, and what to send for the one that was asked besides."""
    pending = asked_besides(session, sender)
    if pending is None:
        return ()
    code, front = pending.choice.answer, sender.address.front
    is_taking_back = pending.choice.act is Act.FORGET and bool(code)
    key = "talk.both.takeback" if is_taking_back else _WAYS[pending.choice.act]
    mark = stroke(front)
    return note("talk.both.open"), note(key, code=code, yes=f"{mark}yes", no=f"{mark}cancel")


def go_on(front: Front) -> Note:
    """What to send for the tip."""
    return note("talk.both.tip", no=f"{stroke(front)}cancel")


def told_of_ending(
    before: Session,
    outcome: Outcome,
    heard: Message | Command | Pressed | Filled | Excess,
    *,
    now: datetime,
) -> Outcome:
    """The outcome, after it is said that what waited for a yes has ended by something else."""
    pending, after = asked_besides(before, heard.sender), outcome.session.pending
    if pending is None or _is_answer(heard) or (pending.until is not None and pending.until <= now):
        return outcome
    choice = pending.choice
    if after is not None and (after.choice.act, after.choice.answer) == (choice.act, choice.answer):
        return outcome
    if pending.holds_words:
        command = f"{stroke(heard.sender.address.front)}add {choice.answer}"
        said = note("talk.beside.ended", code=choice.answer, command=command)
    elif choice.act is Act.FORGET and after is None:
        said = note("talk.cancelled.forget")
    else:
        return outcome
    return replace(outcome, replies=(Told((said,)), *outcome.replies))


def _is_answer(heard: Message | Command | Pressed | Filled | Excess) -> bool:
    match heard:
        case Command():
            return heard.verb in {Verb.YES, Verb.CANCEL}
        case Pressed():
            return heard.choice is not None and heard.choice.act in {Act.AGREE, Act.CANCEL}
        case Message() | Filled() | Excess():
            return False
