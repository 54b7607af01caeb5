from bot.claims.note import note
from bot.speech.heard import Filled
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session


async def fill(session: Session, heard: Filled) -> Outcome:
    """Does what a form that was sent in says."""
    del heard
    return Outcome(session, (Told((note("refused.old_button"),), Mood.REFUSED),))
