"""What somebody was asked to write: their next message in that conversation is taken for it.

A tip that was begun stays open below what comes between, so that it is not lost to it: the newest is meant.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.tip import Draft
from bot.dialogue.rights import is_same_person
from bot.speech.forms import Asked, Form
from bot.speech.heard import From
from bot.speech.session import Session, Writing

_MOST_OPEN = 8
"""Of one person. Nobody gets there but by sending form after form without agreeing to any."""


def writing_of(session: Session, sender: From, *, now: datetime) -> Writing | None:
    """What this person is being asked to write, None where it is nothing or they took too long."""
    return next((each for each in _newest_first(session, sender) if each.until > now), None)


def acts_at_once(session: Session, sender: From, *, now: datetime) -> bool:
    """Whether what this person writes next does something at the desk while it is answered, and cannot be taken together with what they write then."""
    writing = writing_of(session, sender, now=now)
    return writing is not None and writing.asked.form not in {Form.TIP, Form.MORE}


def open_tip(session: Session, sender: From, *, now: datetime, draft_id: str = "") -> Writing | None:
    """The tip that this person is writing, the newest or that of this draft, also where something else came between."""
    for each in _newest_first(session, sender):
        if each.asked.form is Form.TIP and each.until > now and draft_id in {"", each.asked.subject}:
            return each
    return None


def asked_to_write(
    session: Session,
    sender: From,
    asked: Asked,
    *,
    now: datetime,
    until: datetime,
    draft: Draft | None = None,
) -> Session:
    """From now on this person is writing that. Of what they were asked before only other tips stay open."""
    known = (each.begun_at for each in _newest_first(session, sender) if _is(each, asked))
    begun = Writing(sender.person, asked, until, draft, next(known, None) or now)
    theirs = [each for each in session.writing if is_same_person(sender, each.person)]
    tips = [each for each in theirs if each.asked.form is Form.TIP and not _is(each, asked)]
    kept = tips[-_MOST_OPEN:]
    left = (each for each in session.writing if each not in theirs or each in kept)
    return replace(session, writing=(*left, begun))


def no_longer_writing(session: Session, sender: From, asked: Asked) -> Session:
    """Without what they were asked: of tips, only that one."""
    left = (
        each for each in session.writing if not (is_same_person(sender, each.person) and _is(each, asked))
    )
    return replace(session, writing=tuple(left))


def outdated(session: Session, sender: From, *, now: datetime) -> Writing | None:
    """What this person was asked to write and did not in time."""
    return next((each for each in _newest_first(session, sender) if each.until <= now), None)


def in_an_hour(now: datetime) -> datetime:
    return now + timedelta(hours=1)


def _is(writing: Writing, asked: Asked) -> bool:
    own = writing.asked
    return own.form is asked.form and (own.form is not Form.TIP or own.subject == asked.subject)


def _newest_first(session: Session, sender: From) -> Iterator[Writing]:
    return (each for each in reversed(session.writing) if is_same_person(sender, each.person))
