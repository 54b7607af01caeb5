from collections.abc import Callable, Mapping
from typing import Final

from aiohttp import web

from bot.desk.audit import Entry
from bot.desk.revision import EDITS, reason_of
from bot.moderation import Audit
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.library import path_of as page_of_record
from handlers.web.desk.sources import path_of as page_of_source

PATH: Final = f"{HOME}/audit"
PAGE: Final = 100
_PAGES: Final[Mapping[str, Callable[[str], str]]] = {
    "case": lambda name: f"{HOME}/case/{name}",
    "record": page_of_record,
    "source": page_of_source,
}


class AuditFront:
    """The audit log, the newest first. It can be looked through and verified, and nothing else."""

    def __init__(self, audit: Audit, frame: Frame) -> None:
        self._audit = audit
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        return await self._show(request, visit)

    async def verify(self, request: web.Request, visit: Visit, _fields: Fields) -> web.Response:
        broken = await self._audit.verify()
        if broken is None:
            return await self._show(request, visit, Notice(self._frame.say("webdesk.audit_holds"), "done"))
        return await self._show(
            request, visit, Notice(self._frame.say("webdesk.audit_broken", number=str(broken)))
        )

    async def _show(self, request: web.Request, visit: Visit, *notices: Notice) -> web.Response:
        subject = request.query.get("subject", "").strip()[:600]
        before = read_number(request.query.get("before", ""))
        entries = await self._audit.entries(limit=PAGE + 1, before=before, subject=subject)
        return self._frame.page(
            visit,
            "audit.html",
            title=self._frame.book.text("webdesk.nav.audit"),
            at=PATH,
            notices=notices,
            path=PATH,
            entries=entries[:PAGE],
            before=entries[PAGE - 1].number if len(entries) > PAGE else 0,
            subject=subject,
            page_of=_page_of,
            told=_told,
        )


def _page_of(subject: str) -> str:
    """The page of what was acted on, empty where there is none."""
    kind, _, name = subject.partition(" ")
    path = _PAGES.get(kind)
    return path(name) if path else ""


def _told(entry: Entry) -> str:
    """What an entry tells in words; of a changed record the reason alone, since the rest stands on its page."""
    return reason_of(entry.detail) if entry.act in EDITS else entry.detail
