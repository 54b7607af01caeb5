from aiohttp import web

from bot.moderation import Audit
from handlers.web.desk.doors import Doors, Visit
from handlers.web.desk.fields import Fields, read_fields
from handlers.web.desk.frame import HOME, Frame
from handlers.web.desk.once import see_other
from handlers.web.desk.streams import Streams


class SignInFront:
    """The door. Opening the link only shows a button, so that previews of links in chats, which open it too, do not use it up."""

    def __init__(self, doors: Doors, frame: Frame, streams: Streams, audit: Audit) -> None:
        self._audit = audit
        self._doors = doors
        self._frame = frame
        self._streams = streams

    async def get(self, request: web.Request) -> web.StreamResponse:
        link = request.query.get("link", "")
        if link and not await self._doors.is_open(link):
            return self._frame.sign_in(told="webdesk.link_gone", status=403)
        return self._frame.sign_in(link=link)

    async def post(self, request: web.Request) -> web.StreamResponse:
        link = read_fields(request.content_type, await request.read()).first("link")
        response = see_other(HOME)
        member = await self._doors.let_in(request, response, link)
        if member is None:
            return self._frame.sign_in(told="webdesk.link_gone", status=403)
        await self._audit.note("sign_in", f"member {member.id}", member.role.value, member)
        return response

    async def sign_out(self, request: web.Request, visit: Visit, _fields: Fields) -> web.StreamResponse:
        response = self._frame.sign_in(told="webdesk.signed_out")
        await self._doors.let_out(request, response, visit)
        self._streams.close(visit.session)
        return response
