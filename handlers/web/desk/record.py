"""The page of a record: everything in it, what it was before, and the form to change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.desk.clash import clashes
from bot.desk.record_form import fill_form
from bot.desk.revision import mark_of
from bot.editing.books import Books
from bot.editing.records import edit_record, filed
from bot.errors import Refusal
from bot.library.record import Record, kind_of, title_of
from bot.library.statement import Statement
from bot.people.role import Right
from bot.speech.forms import Form
from handlers.web.desk.clashing import Late, left_open, show_clash, with_choices
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.forms import faults_of, show_form, values_of
from handlers.web.desk.frame import Frame, Notice
from handlers.web.desk.library import PATH as LIBRARY
from handlers.web.desk.naming import named, path_of, standing_of, verdict_of
from handlers.web.desk.once import see_other, was_done
from handlers.web.desk.revisions import label_of, lines_of, show_revisions, state_of, word_of

_CONFLICT: Final = 409
_UNUSABLE: Final = 422
_APART: Final = frozenset({"kind", "title", "status", "visibility", "verdict", "about"})
"""Fields that stand above or below the others, in words of their own."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that came back, with what is wrong in it and why nothing was kept; or one that is filled with an older state."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    status: int = 200


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
        """Keeps it; where somebody was faster, both versions come side by side and nothing is kept before one is chosen."""
        record, book = await self._find(request), self._frame.book
        if record is None:
            return self._frame.message(visit, "webdesk.no_record", status=404, typed=fields.typed())
        given = values_of(Form.EDIT, fields) | {"kind": kind_of(record)}
        stands = fill_form(record, await filed(self._books))
        if fields.first("seen") != mark_of(stands) or left_open(fields):
            return await self._choose(visit, record, stands, given, fields)
        given |= with_choices(fields, stands)
        if wrong := faults_of(Form.EDIT, given, book):
            typed = Typed(given, wrong, book.text("webdesk.faults"), _UNUSABLE)
            return await self._show(request, visit, record, typed)
        try:
            kept = await edit_record(record, given, given["reason"], visit.member, books=self._books)
        except Refusal as refusal:
            now = await self._find(request)
            if refusal.key == "library.changed" and now is not None:
                return await self._choose(visit, now, fill_form(now, await filed(self._books)), given, fields)
            typed = Typed(given, told=self._frame.say(refusal.key, **refusal.values), status=_CONFLICT)
            return await self._show(request, visit, now or record, typed)
        if isinstance(kept, tuple):
            wrong = {name: book.text(fault.key, **fault.values) for name, fault in kept}
            typed = Typed(given, wrong, book.text("webdesk.faults"), _UNUSABLE)
            return await self._show(request, visit, record, typed)
        return see_other(path_of(record.id), done="kept")

    async def _choose(
        self,
        visit: Visit,
        record: Record,
        stands: Mapping[str, str],
        given: Mapping[str, str],
        fields: Fields,
    ) -> web.StreamResponse:
        """`given` is what was written for another state than the one that `stands`."""
        lines = await lines_of(record.id, self._books.audit)
        began = state_of(fields.first("seen"), lines)
        given = {**given, **with_choices(fields, began or stands)}
        found = clashes(None if left_open(fields) else began, stands, given)
        if not found:
            return see_other(path_of(record.id), done="same")
        return show_clash(self._frame, visit, record, Late(given, found, mark_of(stands)), lines)

    async def _show(self, request: web.Request, visit: Visit, record: Record, typed: Typed) -> web.Response:
        book = self._frame.book
        stands = fill_form(record, await filed(self._books))
        values = typed.values or stands
        about = record.about if isinstance(record, Statement) else ()
        form = show_form(Form.EDIT, book, values=values, wrong=typed.wrong, only_for=values)
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
            verdict=verdict_of(record, book),
            standing=standing_of(record, book),
            stands=[
                (label_of(name, book), word_of(name, text, book))
                for name, text in stands.items()
                if name not in _APART
            ],
            about=about,
            about_label=label_of("about", book),
            names=await named(about, self._books.records, book),
            form=form if visit.member.may(Right.WRITE_RECORDS) else None,
            is_open=bool(typed.values),
            mark=mark_of(stands),
            history=show_revisions(await lines_of(record.id, self._books.audit), book),
        )

    def _notices(self, request: web.Request, typed: Typed) -> Sequence[Notice]:
        if typed.told:
            return (Notice(typed.told),)
        key = f"webdesk.record_done.{was_done(request)}"
        return (Notice(self._frame.book.text(key), "done"),) if key in self._frame.book else ()

    async def _find(self, request: web.Request) -> Record | None:
        wanted = request.match_info["record"]
        return (await self._books.records.records({wanted})).get(wanted)

    async def _older(self, request: web.Request, record: Record) -> Typed:
        """The form filled with what stood before some line of the log: nothing is kept until somebody sends it."""
        number = read_number(request.query.get("before", ""))
        lines = await lines_of(record.id, self._books.audit) if number is not None else []
        found = next((one for entry, one in lines if entry.number == number and one.before), None)
        if found is None:
            return Typed()
        return Typed(found.before, told=self._frame.book.text("webdesk.record_older"))
