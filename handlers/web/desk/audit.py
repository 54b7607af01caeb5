from typing import Final

from aiohttp import web

from bot.moderation import Audit
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.frame import HOME, Frame, Notice

PATH: Final = f"{HOME}/audit"
PAGE: Final = 100
_CASE: Final = "case "


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
            case_of=lambda subject: (
                read_number(subject.removeprefix(_CASE)) if subject.startswith(_CASE) else None
            ),
        )
