"""Writing a record, for a case or for none: first what it is, then the questions that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from bot.desk.case import CaseFile
from bot.desk.edit import Sought
from bot.desk.writing import RecordKind, usual_visibility
from bot.editing.books import Books
from bot.editing.records import Kept, prefilled, write_record
from bot.errors import Refusal
from bot.library.record import title_of
from bot.speech.excerpt import excerpt
from bot.speech.form_fields import ONLY_FOR_CASES
from bot.speech.forms import Form
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.case import done_by
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.forms import Choices, faults_of, show_form, values_of
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.library import PATH as LIBRARY
from handlers.web.desk.naming import path_of
from handlers.web.desk.once import see_other

_CONFLICT: Final = 409
_UNUSABLE: Final = 422
_MOST_SERIES: Final = 200
"""Running totals that are offered by name. Where there are more their id is asked for."""

_HINT: Final = 75


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is filled in: for which case, what stands in it, what is wrong with that, and why nothing was kept."""

    file: CaseFile | None
    values: Mapping[str, str]
    seen: int = 0
    wrong: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    status: int = 200


class WritingFront:
    PATH: Final = f"{HOME}/write"

    def __init__(self, books: Books, frame: Frame) -> None:
        self._books = books
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        file = await self._file(request.query.get("case", ""))
        values = await prefilled(file, books=self._books) if file else {}
        values |= {
            "kind": request.query.get("kind", ""),
            "visibility": usual_visibility(file, is_sensitive=self._is_sensitive(file)).value,
        }
        return await self._show(visit, Draft(file, values, file.case.revision if file else 0))

    async def post(self, _request: web.Request, visit: Visit, fields: Fields) -> web.StreamResponse:
        book, given = self._frame.book, values_of(Form.RECORD, fields)
        file, seen = await self._file(fields.first("case")), fields.number("seen") or 0
        if wrong := _faults(given, file, book):
            return await self._show(
                visit, Draft(file, given, seen, wrong, book.text("webdesk.faults"), _UNUSABLE)
            )
        case = fields.number("case")
        try:
            kept = await write_record(given, visit.member, books=self._books, case=case, seen=seen or None)
        except Refusal as refusal:
            told = self._frame.say(refusal.key, **refusal.values)
            file = await self._file(fields.first("case"))  # sent once more it counts for how things stand now
            stands = file.case.revision if file else 0
            return await self._show(visit, Draft(file, given, stands, told=told, status=_CONFLICT))
        if isinstance(kept, tuple):
            wrong = {name: book.text(fault.key, **fault.values) for name, fault in kept}
            return await self._show(
                visit, Draft(file, given, seen, wrong, book.text("webdesk.faults"), _UNUSABLE)
            )
        return _done(kept)

    async def _show(self, visit: Visit, draft: Draft) -> web.Response:
        book, kind = self._frame.book, draft.values.get("kind", "")
        case = draft.file.case.id if draft.file else 0
        title = book.text("webdesk.write_for", case=str(case)) if case else book.text("form.title.record")
        is_chosen = kind in {each.value for each in RecordKind}
        series = await self._series() if kind == RecordKind.POINT else ()
        form = show_form(
            Form.RECORD,
            book,
            values=draft.values,
            wrong=draft.wrong,
            given={"series": series},
            only_for={"kind": kind},
        )
        apart = {"kind"} if case else {"kind", *ONLY_FOR_CASES}
        return self._frame.page(
            visit,
            "write.html" if is_chosen else "write_what.html",
            title=title,
            at=LIBRARY,
            notices=(Notice(draft.told),) if draft.told else (),
            status=draft.status,
            path=self.PATH,
            form=form,
            fields=[one for one in form.fields if one.name not in apart],
            kind=kind,
            kinds=[(each.value, self._path(case, each.value)) for each in self._kinds(draft.file)],
            other=self._path(case),
            case=case,
            seen=draft.seen,
            is_sensitive=self._is_sensitive(draft.file),
        )

    def _is_sensitive(self, file: CaseFile | None) -> bool:
        return file is not None and not file.case.labels.isdisjoint(self._books.sensitive)

    def _kinds(self, file: CaseFile | None) -> Sequence[RecordKind]:
        """A value of a running total cannot wait for a second person."""
        return [each for each in RecordKind if each is not RecordKind.POINT or not self._is_sensitive(file)]

    def _path(self, case: int, kind: str = "") -> str:
        given = {name: str(value) for name, value in (("case", case), ("kind", kind)) if value}
        return f"{self.PATH}?{urlencode(given)}" if given else self.PATH

    async def _file(self, case: str) -> CaseFile | None:
        number = read_number(case)
        return await self._books.cases.case(number) if number is not None else None

    async def _series(self) -> Choices:
        page = await self._books.records.listed(Sought("series"), limit=_MOST_SERIES)
        named = ((one.id, excerpt(title_of(one), _HINT)) for one in page.records)
        return () if page.after else sorted(named, key=lambda one: one[1].casefold())


def _faults(given: Mapping[str, str], file: CaseFile | None, book: Phrasebook) -> dict[str, str]:
    found = faults_of(Form.RECORD, given, book)
    return {name: fault for name, fault in found.items() if file or name not in ONLY_FOR_CASES}


def _done(kept: Kept) -> web.StreamResponse:
    if kept.case is not None:
        return see_other(f"{HOME}/case/{kept.case.id}", done=done_by("decide", kept.case))
    return see_other(path_of(kept.record.id), done="kept")
