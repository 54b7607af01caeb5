"""That a tip stands at a step, with the hour it is kept for, and what is shown then."""

from bot.claims.note import Note, note
from bot.dialogue.parts import Parts
from bot.dialogue.tips.screens import nudge, screen
from bot.dialogue.tips.step import Step
from bot.dialogue.writing import asked_to_write, in_an_hour, no_longer_writing
from bot.speech.heard import From
from bot.speech.outcome import Outcome
from bot.speech.replies import Told
from bot.speech.session import Session


def at(session: Session, sender: From, step: Step, *before: Note, parts: Parts) -> Outcome:
    """The tip stands at this step, and an hour begins anew."""
    return Outcome(
        kept_at(session, sender, step, parts=parts), (screen(step, sender, parts.facts, before=before),)
    )


def stay(session: Session, sender: From, step: Step, *said: Note, parts: Parts) -> Outcome:
    """What came was no answer."""
    return Outcome(kept_at(session, sender, step, parts=parts), (nudge(step, *said),))


def dropped(session: Session, sender: From, step: Step) -> Outcome:
    """The tip is thrown away."""
    return Outcome(no_longer_writing(session, sender, step.asked), (Told((note("talk.tip.dropped"),)),))


def kept_at(session: Session, sender: From, step: Step, *, parts: Parts) -> Session:
    now = parts.clock.now()
    return asked_to_write(session, sender, step.asked, now=now, until=in_an_hour(now), draft=step.draft)
