from aiohttp import web

from bot.speech.replies import Told
from handlers.web.desk.frame import Frame


class DeskTeller:
    """What went wrong, in sentences on a page of the desk."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def tell(self, _request: web.Request, told: Told, status: int) -> web.Response:
        return self._frame.outside([self._frame.book.say(said) for said in told.notes], status=status)
