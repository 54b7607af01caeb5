"""What somebody was asked to write: their next message in that conversation is taken for it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.tip import Draft
from bot.dialogue.rights import is_same_person
from bot.speech.forms import Asked, Form
from bot.speech.heard import From
from bot.speech.session import Session, Writing


def writing_of(session: Session, sender: From, *, now: datetime) -> Writing | None:
    """What this person is being asked to write, None where it is nothing or they took too long."""
    return next((each for each in session.writing if _is_theirs(each, sender) and each.until > now), None)


def asked_to_write(
    session: Session, sender: From, asked: Asked, *, until: datetime, draft: Draft | None = None
) -> Session:
    """From now on this person is writing that, and nothing else."""
    begun = Writing(sender.person, asked, until, draft)
    return replace(session, writing=(*_others(session, sender), begun))


def no_longer_writing(session: Session, sender: From) -> Session:
    return replace(session, writing=_others(session, sender))


def outdated(session: Session, sender: From, *, now: datetime) -> Writing | None:
    """What this person was asked to write and did not in time."""
    return next((each for each in session.writing if _is_theirs(each, sender) and each.until <= now), None)


def form_written(session: Session, sender: From) -> Form | None:
    """The form that this person was asked to fill in, in time or not."""
    return next((each.asked.form for each in session.writing if _is_theirs(each, sender)), None)


def in_an_hour(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def _is_theirs(writing: Writing, sender: From) -> bool:
    return is_same_person(sender, writing.person)


def _others(session: Session, sender: From) -> tuple[Writing, ...]:
    return tuple(each for each in session.writing if not _is_theirs(each, sender))
