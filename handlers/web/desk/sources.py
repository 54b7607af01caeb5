"""Sources: which are to be rated again, what is known of each, and the form in which editors rate."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.desk.rating import LASTS, faults_of_rating
from bot.desk.sources import find_sources
from bot.editing.books import Books
from bot.editing.sources import SourceSheet, give_rating, source_sheet, sources_due
from bot.people.role import Right
from bot.speech.forms import Form
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields
from handlers.web.desk.forms import ShownForm, faults_of, show_form, values_of
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.naming import path_of as path_of_record
from handlers.web.desk.once import see_other, was_done

PATH: Final = f"{HOME}/sources"
_MOST: Final = 500
_MOST_SAID: Final = 50
_LONGEST: Final = 300
_UNUSABLE: Final = 422


def path_of(source: str) -> str:
    return f"{HOME}/source/{quote(source, safe='')}"


class SourcesFront:
    def __init__(self, books: Books, frame: Frame) -> None:
        self._books = books
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        """Those to be rated again first; of all others by name as many as a page bears."""
        words = request.query.get("words", "").strip()[:_LONGEST]
        shelf = await self._books.library.shelf()
        by_name = sorted(shelf.sources.values(), key=lambda source: source.name.casefold())
        found = find_sources(words, shelf.sources) if words else tuple(by_name[:_MOST])
        return self._frame.page(
            visit,
            "sources.html",
            title=self._frame.book.text("webdesk.nav.sources"),
            at=PATH,
            path=PATH,
            words=words,
            due=() if words else await sources_due(visit.member, books=self._books),
            found=found,
            today=self._books.clock.today(),
            path_of=path_of,
        )

    async def show(self, request: web.Request, visit: Visit) -> web.Response:
        return await self._show(request, visit)

    async def look(self, request: web.Request, visit: Visit, _fields: Fields) -> web.Response:
        """With what others gave, before an own letter: noted in the audit log."""
        return await self._show(request, visit, looks=True)

    async def rate(self, request: web.Request, visit: Visit, fields: Fields) -> web.StreamResponse:
        given, book = values_of(Form.RATE, fields), self._frame.book
        wrong = faults_of(Form.RATE, given, book)
        if not wrong:
            today = self._books.clock.today()
            wrong = {name: book.text(one.key, **one.values) for name, one in faults_of_rating(given, today)}
        if wrong:
            return await self._show(request, visit, given=given, wrong=wrong)
        source = request.match_info["source"]
        await give_rating(source, given, visit.member, books=self._books)
        return see_other(path_of(source), done="rated")

    async def _show(
        self,
        request: web.Request,
        visit: Visit,
        *,
        looks: bool = False,
        given: Mapping[str, str] | None = None,
        wrong: Mapping[str, str] | None = None,
    ) -> web.Response:
        source = request.match_info["source"]
        sheet = await source_sheet(source, visit.member, books=self._books, looks=looks)
        if sheet is None:
            typed = tuple((given or {}).values())
            return self._frame.message(visit, "source.gone", status=404, typed=typed)
        return self._frame.page(
            visit,
            "source.html",
            title=sheet.source.name,
            at=PATH,
            notices=self._notices(request, wrong),
            status=_UNUSABLE if wrong else 200,
            path=path_of(source),
            sheet=sheet,
            said=[(path_of_record(one.id), one) for one in sheet.said[:_MOST_SAID]],
            counts=self._counts(sheet),
            may_read=visit.member.may(Right.WRITE_RECORDS),
            form=self._form(given, wrong) if visit.member.may(Right.RATE) else None,
        )

    def _form(self, given: Mapping[str, str] | None, wrong: Mapping[str, str] | None) -> ShownForm:
        usual = {"until": (self._books.clock.today() + LASTS).isoformat()}
        return show_form(Form.RATE, self._frame.book, values=given or usual, wrong=wrong)

    def _notices(self, request: web.Request, wrong: Mapping[str, str] | None) -> tuple[Notice, ...]:
        if wrong:
            return (Notice(self._frame.book.text("webdesk.faults")),)
        done = was_done(request) == "rated"
        return (Notice(self._frame.book.text("webdesk.source_rated"), "done"),) if done else ()

    def _counts(self, sheet: SourceSheet) -> list[tuple[str, int]]:
        book = self._frame.book
        return [
            (book.text(f"verdict.name.{verdict.value}" if verdict else "source.no_verdict"), count)
            for verdict, count in sorted(sheet.counts.items(), key=lambda each: -each[1])
        ]
