"""The pictures of a tip, for whoever may see its case. What strangers sent is shown in a page of ours, and opens nowhere else."""

from collections.abc import Iterator

from aiohttp import web

from bot.desk.case import CaseFile
from bot.desk.picture import Picture, file_name
from bot.moderation import Desk, Pictures
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import read_number

_HEADERS = {
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


class PictureFront:
    """Gives a picture under the number of its case alone: whoever may see another one does not come to this."""

    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        self._desk = desk
        self._pictures = pictures

    async def get(self, request: web.Request, _visit: Visit) -> web.Response:
        case, name = read_number(request.match_info["case"]), request.match_info["name"]
        file = await self._desk.case(case) if case is not None else None
        found = next((one for one in _of(file) if one[1].name == name), None) if file else None
        content = await self._pictures.content(name) if found else None
        if found is None or content is None:
            raise web.HTTPNotFound
        number, picture = found
        told = f'attachment; filename="case-{case}-{file_name(number, picture)}"'
        headers = _HEADERS | {"Content-Disposition": told}
        return web.Response(body=content, content_type=picture.kind.media_type, headers=headers)


def _of(file: CaseFile) -> Iterator[tuple[int, Picture]]:
    """With their numbers, as they stand on the page."""
    for brought in file.matters:
        yield from enumerate(brought.pictures, start=1)
