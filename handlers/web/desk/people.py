from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.moderation import Members, SignIns
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.once import see_other, was_done

PATH: Final = f"{HOME}/people"


class PeopleFront:
    """For admins: who is known to the desk, and whose browsers are signed in."""

    def __init__(self, members: Members, sign_ins: SignIns, frame: Frame) -> None:
        self._members = members
        self._sign_ins = sign_ins
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        done = was_done(request) == "sign_out"
        notice = Notice(self._frame.book.text("webdesk.people.signed_out"), "done")
        return self._frame.page(
            visit,
            "people.html",
            title=self._frame.book.text("webdesk.nav.people"),
            at=PATH,
            notices=(notice,) if done else (),
            path=PATH,
            quoted=lambda member: quote(member, safe=""),
            signed_in=await self._sign_ins.list_signed_in(),
            members=await self._members.members(),
        )

    async def sign_out(self, request: web.Request, visit: Visit, _fields: Fields) -> web.StreamResponse:
        await self._sign_ins.sign_out_member(request.match_info["member"], by=visit.member)
        return see_other(PATH, done="sign_out")
