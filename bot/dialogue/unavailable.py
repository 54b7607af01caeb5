from math import ceil

from bot.claims.note import Note, note
from bot.dialogue.surroundings import answers_later
from bot.errors import Unavailable
from bot.people.address import Front
from bot.speech.heard import Command, Heard, Message, Pressed, Verb
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_NAMED_PARTS = frozenset({"database", "index", "cache", "disk", "late"})
_SECONDS_FOR_AN_OPERATOR = 300.0
"""Nothing mends itself: often enough to notice when somebody has mended it."""


def not_made(failure: Unavailable) -> Told:
    """That the check could not be made, never that nothing was found, and when to try again: not where waiting would not help."""
    part = failure.part if failure.part in _NAMED_PARTS else "other"
    return _told(failure, note(f"unavailable.{part}"), note("unavailable.no_finding"))


def not_done(failure: Unavailable) -> Told:
    """That what was asked for has not happened, where no claim is checked."""
    return _told(failure, note("unavailable.not_done"))


def not_now(session: Session, heard: Heard, failure: Unavailable, *, front: Front) -> Outcome:
    """Says that it could not be done. Where an answer can come later it is tried again and nobody has to send anything twice."""
    if not (
        isinstance(heard, Command) and heard.verb in {Verb.YES, Verb.CANCEL}
    ):  # which answers once it is heard again
        session = session.moved_on()
    now = not_made(failure) if isinstance(heard, Message) else not_done(failure)
    if not answers_later(front):
        return Outcome(session, (now,))
    passes = failure.cause.passes
    said = (*now.notes[:-1], note(_later(heard))) if passes else (*now.notes, note("unavailable.kept"))
    told = Told(said, Mood.UNAVAILABLE, is_brief=isinstance(heard, Pressed))
    again = max(1.0, failure.retry_after) if passes else _SECONDS_FOR_AN_OPERATOR
    return Outcome(session, (told,), again_in=again)


def _later(heard: Heard) -> str:
    return "unavailable.comes_later" if isinstance(heard, Message) else "unavailable.done_later"


def _told(failure: Unavailable, *said: Note) -> Told:
    if not failure.cause.passes:
        return Told((*said, note("unavailable.operator")), Mood.UNAVAILABLE)
    seconds = max(1, ceil(failure.retry_after))
    return Told((*said, _when_again(seconds)), Mood.UNAVAILABLE, retry_after=seconds)


def _when_again(seconds: int) -> Note:
    if seconds <= 90:
        return note("unavailable.again_seconds", count=str(seconds))
    return note("unavailable.again_minutes", count=str(ceil(seconds / 60)))
