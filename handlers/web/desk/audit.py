from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.audit import Entry
from bot.moderation import Audit, Records
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.history import Said, records_in, say_act
from handlers.web.desk.naming import named
from handlers.web.desk.naming import path_of as page_of_record
from handlers.web.desk.sources import path_of as page_of_source

PATH: Final = f"{HOME}/audit"
PAGE: Final = 100
_PAGES: Final[Mapping[str, Callable[[str], str]]] = {
    "case": lambda name: f"{HOME}/case/{name}",
    "record": page_of_record,
    "source": page_of_source,
    "member": lambda name: f"{PATH}?{urlencode({'subject': f'member {name}'})}",
}


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """`about` is what was acted on, in words, with its page at `path`; a record is named by its id in `record` instead. `is_gone`: what it told in
    words was deleted."""

    number: int
    at: datetime
    who: str
    said: Said
    about: str
    path: str
    record: str
    is_gone: bool
    hash: str


class AuditFront:
    """The audit log, the newest first. It can be looked through and verified, and nothing else."""

    def __init__(self, audit: Audit, records: Records, frame: Frame) -> None:
        self._audit = audit
        self._records = records
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        return await self._show(request, visit)

    async def verify(self, request: web.Request, visit: Visit, _fields: Fields) -> web.Response:
        broken = await self._audit.verify()
        if broken is not None:
            told = self._frame.say("webdesk.audit_broken", number=str(broken))
            return await self._show(request, visit, Notice(told))
        newest = await self._audit.entries(limit=1)
        number, last = (newest[0].number, newest[0].hash) if newest else (0, "")
        told = self._frame.say("webdesk.audit_holds", count=str(number), hash=last)
        return await self._show(request, visit, Notice(told, "done"))

    async def _show(self, request: web.Request, visit: Visit, *notices: Notice) -> web.Response:
        subject = request.query.get("subject", "").strip()[:600]
        before = read_number(request.query.get("before", ""))
        entries = await self._audit.entries(limit=PAGE + 1, before=before, subject=subject)
        shown = [_shown(entry, self._frame.book) for entry in entries[:PAGE]]
        ids = records_in(one.said for one in shown) | {one.record for one in shown if one.record}
        return self._frame.page(
            visit,
            "audit.html",
            title=self._frame.book.text("webdesk.nav.audit"),
            at=PATH,
            notices=notices,
            path=PATH,
            entries=shown,
            names=await named(ids, self._records, self._frame.book),
            before=entries[PAGE - 1].number if len(entries) > PAGE else 0,
            subject=subject,
        )


def _shown(entry: Entry, book: Phrasebook) -> ShownEntry:
    kind, _, name = entry.subject.partition(" ")
    key = f"webdesk.subject.{kind}"
    return ShownEntry(
        entry.number,
        entry.at,
        entry.name or book.text("webdesk.unnamed" if entry.by else "webdesk.nobody"),
        say_act(entry.act, entry.detail, book),
        book.text(key, name=name) if key in book else entry.subject,
        _PAGES[kind](name) if kind in _PAGES else "",
        name if kind == "record" else "",
        entry.words is None,
        entry.hash,
    )
