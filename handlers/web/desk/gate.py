"""What stands before every page of the desk: who is signed in, what they may do, and whether a form comes from their own page."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.errors import Refusal
from bot.people.role import Right
from handlers.web.desk.doors import Doors, Visit
from handlers.web.desk.fields import Fields, read_fields
from handlers.web.desk.frame import HOME, PLACES, Frame
from handlers.web.desk.once import see_other

See = Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]
Take = Callable[[web.Request, Visit, Fields], Awaitable[web.StreamResponse]]


class Gate:
    """Makes handlers of what shows a page and of what takes a form in. Rights are asked here for the page as a whole, and by the rules for each act."""

    def __init__(self, doors: Doors, frame: Frame) -> None:
        self._doors = doors
        self._frame = frame

    def page(self, right: Right | None, see: See) -> Handler:
        """`right` None: whoever is signed in."""

        async def handle(request: web.Request) -> web.StreamResponse:
            visit = await self._doors.visit(request)
            if visit is None:
                return self._outside(request)
            if right is not None and not visit.member.may(right):
                return self._elsewhere(request, visit)
            return await see(request, visit)

        return handle

    def form(self, right: Right | None, take: Take) -> Handler:
        """A form that does not count comes back with what was typed in it, for copying. A `Refusal` by `take` is told on a page of its own: where
        the form can be shown again, `take` does that itself."""

        async def handle(request: web.Request) -> web.StreamResponse:
            fields = read_fields(request.content_type, await request.read())
            visit = await self._doors.visit(request)
            if visit is None:
                return self._frame.sign_in(typed=fields.typed(), status=403)
            if not self._doors.is_genuine(visit, fields.token):
                return self._frame.message(visit, "webdesk.stale_form", status=403, typed=fields.typed())
            if right is not None and not visit.member.may(right):
                return self._frame.message(visit, "webdesk.no_right", status=403)
            try:
                return await take(request, visit, fields)
            except Refusal as refusal:
                return self._frame.message(
                    visit, refusal.key, status=422, typed=fields.typed(), **refusal.values
                )

        return handle

    def _elsewhere(self, request: web.Request, visit: Visit) -> web.Response:
        """Whoever may not see the first page is shown the first that they may."""
        there = next((place.path for place in PLACES if visit.member.may(place.right)), "")
        if there and request.path == HOME:
            return see_other(there)
        return self._frame.message(visit, "webdesk.no_right", status=403)

    def _outside(self, request: web.Request) -> web.Response:
        # A link in a chat comes from another site, and then a strict cookie stays at home: the page asks for itself once more.
        if request.headers.get("Sec-Fetch-Site", "") == "cross-site":
            return self._frame.once_more(request.path_qs)
        return self._frame.sign_in(status=401)
