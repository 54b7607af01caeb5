from typing import assert_never

from bot.claims.note import note
from bot.people.address import Front
from bot.speech.replies import Told


def privacy(front: Front) -> Told:
    """What is kept of a question, as it is on this front."""
    return Told((note("talk.privacy.kept"), note("talk.privacy.logs"), note(_way_here(front))))


def _way_here(front: Front) -> str:
    match front:
        case Front.WEB:
            return "talk.privacy.web"
        case Front.CONSOLE:
            return "talk.privacy.console"
        case Front.TELEGRAM | Front.SLACK:
            return "talk.privacy.platform"
        case _:
            assert_never(front)
