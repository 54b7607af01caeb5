from aiohttp import web

from bot.editing.books import Books
from bot.editing.evidence import evidence_of
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import read_number
from handlers.web.desk.frame import Frame


class EvidenceFront:
    """The evidence of a case to take away."""

    def __init__(self, books: Books, frame: Frame) -> None:
        self._books = books
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        number = read_number(request.match_info["case"])
        bundle = await evidence_of(number, visit.member, books=self._books) if number is not None else None
        if bundle is None:
            wanted = request.match_info["case"]
            return self._frame.message(visit, "webdesk.no_case", status=404, case=wanted)
        headers = {
            "Content-Disposition": f'attachment; filename="case-{number}.zip"',
            "Cache-Control": "no-store",
        }
        return web.Response(body=bundle, content_type="application/zip", headers=headers)
