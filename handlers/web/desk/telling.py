from typing import Final

from aiohttp import web

from bot.speech.replies import Mood, Told
from handlers.web.desk.frame import Frame

_OWN: Final = {Mood.UNAVAILABLE: "webdesk.away", Mood.FAILED: "webdesk.fault"}
"""The usual sentences speak of a check, and nobody asked for one here."""


class DeskTeller:
    """What went wrong, in sentences on a page of the desk."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def tell(self, _request: web.Request, told: Told, status: int) -> web.Response:
        key = _OWN.get(told.mood)
        sentences = [self._frame.say(key)] if key else [self._frame.book.say(said) for said in told.notes]
        return self._frame.outside(sentences, status=status)
