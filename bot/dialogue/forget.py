from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.claims.note import Note, note
from bot.dialogue.ask import yes_or_no
from bot.dialogue.parts import Facts
from bot.dialogue.surroundings import cache_hours, lasting, yes_or_no_asked
from bot.dialogue.writing import in_an_hour
from bot.people.address import Front
from bot.speech.choices import Act, Choice
from bot.speech.heard import From
from bot.speech.outcome import Forget, Outcome
from bot.speech.replies import Told
from bot.speech.session import Pending, Session


def ask_to_forget(session: Session, sender: From, *, now: datetime) -> Outcome:
    """Says what would be deleted, and asks first: it cannot be undone."""
    choice = Choice(Act.FORGET)
    said = (note("talk.forget.what"), yes_or_no_asked("talk.forget.agree", sender.address.front))
    told = Told(said, buttons=(yes_or_no(choice),))
    pending = Pending(choice, sender.person, in_an_hour(now))
    return Outcome(replace(session, pending=pending), (told,))


def forgotten(session: Session, sender: From, facts: Facts) -> Outcome:
    """Deletes what is kept of this person, the conversation's own memory included, and says what is out of our reach."""
    blank = Session(session.language)
    told = Told(tuple(_forgotten(sender.address.front, facts)))
    return Outcome(blank, (told,), (Forget(sender),))


def _forgotten(front: Front, facts: Facts) -> Iterator[Note]:
    yield note("talk.forgotten.done")
    yield note("talk.forgotten.shared")
    yield lasting("talk.forgotten.cache", cache_hours(facts))
    match front:
        case Front.TELEGRAM:
            yield note("talk.forgotten.telegram")
        case Front.SLACK:
            yield note("talk.forgotten.slack")
        case Front.WEB:
            yield note("talk.forgotten.web")
        case Front.CONSOLE:
            yield note("talk.forgotten.console")
        case _:
            assert_never(front)
