from bot.claims.note import note
from bot.speech.replies import Told


def start() -> Told:
    """Who we are and the one thing to do now."""
    return Told((note("talk.start.who"), note("talk.start.what"), note("talk.start.limits")))
