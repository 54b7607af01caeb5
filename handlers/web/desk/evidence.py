import asyncio

from aiohttp import web

from bot.desk.bundle import pack
from bot.editing.books import Books
from bot.editing.evidence import evidence_of
from bot.moderation import Articles, Pictures
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import read_number
from handlers.web.desk.frame import Frame


class EvidenceFront:
    """The evidence of a case to take away."""

    def __init__(self, books: Books, pictures: Pictures, articles: Articles, frame: Frame) -> None:
        self._books = books
        self._pictures = pictures
        self._articles = articles
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        number = read_number(request.match_info["case"])
        found = None
        if number is not None:
            found = await evidence_of(
                number, visit.member, books=self._books, pictures=self._pictures, articles=self._articles
            )
        if found is None:
            wanted = request.match_info["case"]
            return self._frame.message(visit, "webdesk.no_case", status=404, case=wanted)
        bundle = await asyncio.to_thread(pack, found)  # with pictures in it, it is large
        headers = {
            "Content-Disposition": f'attachment; filename="case-{number}.zip"',
            "Cache-Control": "no-store",
        }
        return web.Response(body=bundle, content_type="application/zip", headers=headers)
