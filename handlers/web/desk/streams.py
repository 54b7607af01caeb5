"""Live updates: a page is told that what it shows has changed, by server-sent events. It is never changed under somebody's finger."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.errors import Unavailable
from bot.moderation import Desk
from bot.people.role import Right
from handlers.web.desk.doors import Doors, Visit
from handlers.web.streams import BEGUN

HEARTBEAT: Final = 20.0
"""Seconds: proxies cut what is silent for a minute."""

MOST: Final = 12
"""Streams of one session. Those of pages left open in further tabs wait until somebody looks at them."""

_NO_MORE: Final = 204  # the one answer after which a browser does not ask again by itself
_HEADERS: Final = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}
_AGAIN: Final = b"retry: 5000\n\n"


@dataclass(frozen=True, slots=True)
class Standing:
    """How what a page shows stands now: a `mark` that differs after every change, and a sentence that tells the last one. `present` tells who
    else looks at it."""

    mark: str
    told: str
    present: str = ""


Look = Callable[[], Awaitable[Standing]]


class Streams:
    """`close` ends those of a session at its sign-out, `close_all` every one when the program ends."""

    def __init__(self, desk: Desk, doors: Doors) -> None:
        self._desk = desk
        self._doors = doors
        self._open: defaultdict[str, set[asyncio.Timeout]] = defaultdict(set)

    async def tell(
        self, request: web.Request, visit: Visit, look: Look, *, every: float = HEARTBEAT
    ) -> web.StreamResponse:
        """Looks at every change of the desk and after so many seconds. Tells of every change of what `look` sees until the browser goes or is signed out. `seen` in the query is the mark that the page shows."""
        mine = self._open[visit.session]
        if len(mine) >= MOST:
            return web.Response(status=_NO_MORE)
        response = web.StreamResponse(headers=_HEADERS)
        await response.prepare(request)
        request[BEGUN] = response
        try:
            async with asyncio.timeout(None) as scope:
                mine.add(scope)
                await self._watch(request, response, look, every)
        except TimeoutError:
            await _write(response, "end", {})
        except (ConnectionResetError, Unavailable):
            pass  # the browser asks again by itself
        finally:
            mine.discard(scope)
            if not mine:
                self._open.pop(visit.session, None)
        return response

    def close(self, session: str) -> None:
        for scope in self._open.get(session, ()):
            scope.reschedule(0)

    async def close_all(self, _app: web.Application) -> None:
        for session in tuple(self._open):
            self.close(session)

    async def _watch(
        self, request: web.Request, response: web.StreamResponse, look: Look, every: float
    ) -> None:
        seen, present = request.query.get("seen", ""), ""
        changes = await self._desk.wait(seconds=0)
        await response.write(_AGAIN)
        while await self._may_look(request):
            standing = await look()
            if standing.mark == seen:
                await response.write(b":\n\n")
            else:
                seen = standing.mark
                await _write(response, "changed", {"told": standing.told})
            if standing.present != present:
                present = standing.present
                await _write(response, "present", {"told": present})
            changes = await self._desk.wait(seconds=every, after=changes)
        await _write(response, "end", {})

    async def _may_look(self, request: web.Request) -> bool:
        """Asked anew each time: whoever is signed in still may have another role by now."""
        visit = await self._doors.visit(request)
        return visit is not None and visit.member.may(Right.SEE_CASES)


async def _write(response: web.StreamResponse, event: str, data: dict[str, str]) -> None:
    with suppress(ConnectionResetError):  # there is nobody to tell any more
        await response.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode("ascii"))
