"""Whoever was asked what to add to a receipt and gives a command instead does not add any more: what they write next could be anything."""

from dataclasses import replace
from datetime import datetime

from bot.claims.note import note
from bot.dialogue.surroundings import stroke
from bot.dialogue.writing import no_longer_writing, writing_of
from bot.speech.choices import TAKING_BACK, Act
from bot.speech.forms import Asked, Form
from bot.speech.heard import Command, Excess, Filled, Message, Pressed, Verb
from bot.speech.outcome import AddTo, Outcome
from bot.speech.replies import Told
from bot.speech.session import Session

_Heard = Message | Command | Pressed | Filled | Excess


def left_off(session: Session, heard: _Heard, *, now: datetime) -> str:
    """The receipt that nothing is added to any more once this is heard, empty where none is left."""
    writing = writing_of(session, heard.sender, now=now)
    is_adding = writing is not None and writing.asked.form is Form.MORE
    return writing.asked.subject if writing and is_adding and _is_something_else(heard) else ""


def without(session: Session, heard: _Heard, code: str) -> Session:
    return no_longer_writing(session, heard.sender, Asked(Form.MORE, code)) if code else session


def told_of_leaving(outcome: Outcome, heard: _Heard, code: str) -> Outcome:
    """The outcome, after that is said; where something is added after all, or asked for again, it needs no word."""
    asks = any(isinstance(reply, Told) and reply.asks for reply in outcome.replies)
    if not code or asks or any(isinstance(deed, AddTo) for deed in outcome.deeds):
        return outcome
    again = f"{stroke(heard.sender.address.front)}add {code}"
    told = Told((note("talk.more.left", code=code, command=again),))
    return replace(outcome, replies=(told, *outcome.replies))


def _is_something_else(heard: _Heard) -> bool:
    match heard:
        case Message():
            return heard.is_alone
        case Command():
            return heard.verb not in {Verb.CANCEL, Verb.YES}
        case Pressed():
            choice = heard.choice
            return choice is not None and (choice.act is Act.FORGET or choice.value == TAKING_BACK)
        case Filled() | Excess():
            return False
