"""The page of a record: everything in it, what it was before, and the form to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final

from aiohttp import web

from bot.desk.audit import Entry
from bot.desk.edit import subject_of_record
from bot.desk.record_form import fill_form
from bot.desk.revision import EDITS, Revision, read_revision
from bot.editing.books import Books
from bot.editing.records import edit_record, filed
from bot.errors import Refusal
from bot.library.record import Record, kind_of, title_of
from bot.people.role import Right
from bot.speech.form_fields import field_of
from bot.speech.forms import Form
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.forms import faults_of, show_form, values_of
from handlers.web.desk.frame import Frame, Notice, see_other
from handlers.web.desk.library import PATH as LIBRARY
from handlers.web.desk.library import path_of

_CONFLICT: Final = 409
_UNUSABLE: Final = 422
_MOST_REVISIONS: Final = 100
_HEAD: Final = frozenset({"kind", "title", "status", "visibility"})
"""Fields that stand above the others, in words of their own."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """`number` is that of its line in the audit log, `changes` are worded."""

    number: int
    at: datetime
    who: str
    reason: str
    changes: tuple[ShownChange, ...]
    has_before: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that came back, with what is wrong in it and why nothing was kept; or one that is filled with an older state."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    status: int = 200


def mark_of(record: Record) -> str:
    """Tells the record as it stands from any other state of it."""
    return sha256(repr(record).encode("utf-8", "replace")).hexdigest()[:32]


class RecordFront:
    def __init__(self, books: Books, frame: Frame) -> None:
        self._books = books
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        record = await self._find(request)
        if record is None:
            return self._frame.message(visit, "webdesk.no_record", status=404)
        return await self._show(request, visit, record, await self._older(request, record))

    async def edit(self, request: web.Request, visit: Visit, fields: Fields) -> web.StreamResponse:
        """Keeps it; where somebody was faster, the page comes back with what they did and with what was typed."""
        record, book = await self._find(request), self._frame.book
        if record is None:
            return self._frame.message(visit, "webdesk.no_record", status=404, typed=fields.typed())
        given = values_of(Form.EDIT, fields) | {"kind": kind_of(record)}
        if fields.first("seen") != mark_of(record):
            told = book.text("webdesk.record_changed", name=await self._last_editor(record))
            return await self._show(request, visit, record, Typed(given, told=told, status=_CONFLICT))
        if wrong := faults_of(Form.EDIT, given, book):
            typed = Typed(given, wrong, book.text("webdesk.faults"), _UNUSABLE)
            return await self._show(request, visit, record, typed)
        try:
            kept = await edit_record(record, given, given["reason"], visit.member, books=self._books)
        except Refusal as refusal:
            typed = Typed(given, told=self._frame.say(refusal.key, **refusal.values), status=_CONFLICT)
            return await self._show(request, visit, await self._find(request) or record, typed)
        if isinstance(kept, tuple):
            wrong = {name: book.text(fault.key, **fault.values) for name, fault in kept}
            typed = Typed(given, wrong, book.text("webdesk.faults"), _UNUSABLE)
            return await self._show(request, visit, record, typed)
        return see_other(f"{path_of(record.id)}?done=kept")

    async def _show(self, request: web.Request, visit: Visit, record: Record, typed: Typed) -> web.Response:
        book, known = self._frame.book, await filed(self._books)
        stands = fill_form(record, known)
        may_write = visit.member.may(Right.WRITE_RECORDS)
        form = show_form(
            Form.EDIT,
            book,
            values=typed.values or stands,
            wrong=typed.wrong,
            only_for=typed.values or stands,
        )
        return self._frame.page(
            visit,
            "record.html",
            title=title_of(record),
            at=LIBRARY,
            notices=self._notices(request, typed),
            status=typed.status,
            path=path_of(record.id),
            record=record,
            kind=kind_of(record),
            stands=[
                (self._label(name), self._word(name, text))
                for name, text in stands.items()
                if name not in _HEAD
            ],
            form=form if may_write else None,
            is_open=bool(typed.values),
            mark=mark_of(record),
            history=await self._history(record),
        )

    def _notices(self, request: web.Request, typed: Typed) -> Sequence[Notice]:
        if typed.told:
            return (Notice(typed.told),)
        done = request.query.get("done", "") == "kept"
        return (Notice(self._frame.book.text("webdesk.record_kept"), "done"),) if done else ()

    async def _find(self, request: web.Request) -> Record | None:
        wanted = request.match_info["record"]
        return (await self._books.records.records({wanted})).get(wanted)

    async def _lines(self, record: Record) -> list[tuple[Entry, Revision]]:
        entries = await self._books.audit.entries(limit=_MOST_REVISIONS, subject=subject_of_record(record.id))
        read = [(entry, read_revision(entry.detail)) for entry in entries if entry.act in EDITS]
        return [(entry, revision) for entry, revision in read if revision is not None]

    async def _last_editor(self, record: Record) -> str:
        lines = await self._lines(record)
        return lines[0][0].name if lines else self._frame.book.text("webdesk.nobody")

    async def _older(self, request: web.Request, record: Record) -> Typed:
        """The form filled with what stood before some line of the log: nothing is kept until somebody sends it."""
        number = read_number(request.query.get("before", ""))
        lines = await self._lines(record) if number is not None else []
        found = next((one for entry, one in lines if entry.number == number and one.before), None)
        if found is None:
            return Typed()
        return Typed(found.before, told=self._frame.book.text("webdesk.record_older"))

    async def _history(self, record: Record) -> list[ShownRevision]:
        return [
            ShownRevision(
                entry.number,
                entry.at,
                entry.name or self._frame.book.text("webdesk.nobody"),
                revision.reason,
                tuple(
                    ShownChange(
                        self._label(one.field),
                        self._word(one.field, one.before),
                        self._word(one.field, one.after),
                    )
                    for one in revision.changes()
                    if revision.before
                ),
                bool(revision.before),
            )
            for entry, revision in await self._lines(record)
        ]

    def _word(self, name: str, text: str) -> str:
        """What was chosen as the form calls it; all else as it was written."""
        field = field_of(Form.EDIT, name)
        chosen = next((one.label for one in field.options if one.value == text), "") if field else ""
        return self._frame.book.text(chosen) if chosen else text

    def _label(self, name: str) -> str:
        key = f"form.edit.{name}"
        return self._frame.book.text(key).rstrip("?") if key in self._frame.book else name
