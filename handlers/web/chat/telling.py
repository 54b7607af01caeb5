from aiohttp import web

from bot.speech.replies import Told
from handlers.web.chat.render import Renderer, ended, said
from handlers.web.streams import STREAM, wants_stream


class PageTeller:
    """In sentences for a person, as a page or as lines for the page's script."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def tell(self, request: web.Request, told: Told, status: int) -> web.Response:
        piece = self._renderer.told(told)
        if wants_stream(request):
            body = said(piece) + ended(piece.mood)
            return web.Response(body=body, content_type=STREAM, status=status)
        return web.Response(text=self._renderer.notice([piece]), content_type="text/html", status=status)
