from typing import Final

from aiohttp import web

from bot.editing.books import Books
from bot.editing.records import Kept, prefilled, write_record
from bot.errors import Refusal
from bot.speech.forms import Form
from handlers.web.desk.case import done_by
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.forms import faults_of, show_form, values_of
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.library import PATH as LIBRARY
from handlers.web.desk.naming import path_of
from handlers.web.desk.once import see_other
from handlers.web.desk.record import Typed

_CONFLICT: Final = 409
_UNUSABLE: Final = 422


class WritingFront:
    """A page on which a record is written, for a case or for none."""

    PATH: Final = f"{HOME}/write"

    def __init__(self, books: Books, frame: Frame) -> None:
        self._books = books
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        number = read_number(request.query.get("case", ""))
        file = await self._books.cases.case(number) if number is not None else None
        values = await prefilled(file, books=self._books) if file else {}
        kind = request.query.get("kind", "")
        case = file.case if file else None
        typed = Typed(values | {"kind": kind})
        return self._show(visit, typed, case.id if case else 0, case.revision if case else 0)

    async def post(self, _request: web.Request, visit: Visit, fields: Fields) -> web.StreamResponse:
        book, given = self._frame.book, values_of(Form.RECORD, fields)
        case, seen = fields.number("case") or 0, fields.number("seen") or 0
        if wrong := faults_of(Form.RECORD, given, book):
            typed = Typed(given, wrong, book.text("webdesk.faults"), _UNUSABLE)
            return self._show(visit, typed, case, seen)
        try:
            kept = await write_record(
                given, visit.member, books=self._books, case=case or None, seen=seen or None
            )
        except Refusal as refusal:
            told = self._frame.say(refusal.key, **refusal.values)
            file = await self._books.cases.case(case)  # sent once more it counts for how things stand now
            stands = file.case.revision if file else 0
            return self._show(visit, Typed(given, told=told, status=_CONFLICT), case, stands)
        if isinstance(kept, tuple):
            wrong = {name: book.text(fault.key, **fault.values) for name, fault in kept}
            typed = Typed(given, wrong, book.text("webdesk.faults"), _UNUSABLE)
            return self._show(visit, typed, case, seen)
        return _done(kept)

    def _show(self, visit: Visit, typed: Typed, case: int, seen: int) -> web.Response:
        book = self._frame.book
        title = book.text("webdesk.write_for", case=str(case)) if case else book.text("form.title.record")
        return self._frame.page(
            visit,
            "write.html",
            title=title,
            at=LIBRARY,
            notices=(Notice(typed.told),) if typed.told else (),
            status=typed.status,
            path=self.PATH,
            form=show_form(Form.RECORD, book, values=typed.values, wrong=typed.wrong),
            case=case,
            seen=seen,
        )


def _done(kept: Kept) -> web.StreamResponse:
    if kept.case is not None:
        return see_other(f"{HOME}/case/{kept.case.id}", done=done_by("decide", kept.case))
    return see_other(path_of(kept.record.id), done="kept")
