"""Looking for records: by words through the index, else by what they are. Drafts and what few may see are there too."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from aiohttp import web
from multidict import MultiMapping

from bot.desk.edit import Shelved, Sought
from bot.editing.books import Books
from bot.errors import Refusal, Unavailable
from bot.library.filing import Provenance, Status
from bot.library.record import KINDS, Record, kind_of
from bot.matching.query import Query
from bot.people.audience import Audience
from bot.ports import CandidateIndex
from handlers.web.desk.doors import Visit
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.naming import name_of

PATH: Final = f"{HOME}/library"
PAGE: Final = 30
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for, as it stands in the address of the page."""

    words: str = ""
    kind: str = ""
    provenance: str = ""
    status: str = ""
    after: str = ""

    def sought(self) -> Sought:
        return Sought(
            self.kind,
            Provenance(self.provenance) if self.provenance else None,
            Status(self.status) if self.status else None,
        )

    def further(self, after: str) -> str:
        given = {"kind": self.kind, "provenance": self.provenance, "status": self.status, "after": after}
        return f"{PATH}?{urlencode({name: text for name, text in given.items() if text})}"

    def fits(self, record: Record) -> bool:
        filing = record.filing
        return (
            self.kind in {"", kind_of(record)}
            and self.provenance in {"", filing.provenance.value}
            and self.status in {"", filing.status.value}
        )


def read_wish(query: MultiMapping[str]) -> Wish:
    """What is strange in an address counts as not given."""

    def among(name: str, values: tuple[str, ...]) -> str:
        return text if (text := query.get(name, "")) in values else ""

    return Wish(
        query.get("words", "").strip()[:_LONGEST],
        among("kind", KINDS),
        among("provenance", tuple(Provenance)),
        among("status", tuple(Status)),
        query.get("after", "")[:_LONGEST],
    )


class LibraryFront:
    def __init__(self, books: Books, index: CandidateIndex, frame: Frame) -> None:
        self._books = books
        self._index = index
        self._frame = frame

    async def get(self, request: web.Request, visit: Visit) -> web.Response:
        wish, notices = read_wish(request.query), tuple[Notice, ...]()
        try:
            page = await self._search(wish)
        except Refusal as refusal:  # the place where the page went on from is none any more
            notices = (Notice(self._frame.say(refusal.key, **refusal.values)),)
            page = await self._search(Wish())
        except Unavailable:
            notices, page = (Notice(self._frame.say("webdesk.not_looked")),), Shelved(())
        return self._frame.page(
            visit,
            "library.html",
            title=self._frame.book.text("webdesk.nav.library"),
            at=PATH,
            notices=notices,
            path=PATH,
            wish=wish,
            records=[(one, name_of(one, self._frame.book)) for one in page.records],
            further=wish.further(page.after) if page.after else "",
            kinds=KINDS,
            provenances=tuple(Provenance),
            statuses=tuple(Status),
        )

    async def _search(self, wish: Wish) -> Shelved:
        if not wish.words:
            return await self._books.records.listed(wish.sought(), limit=PAGE, after=wish.after)
        by_id = await self._books.records.records({wish.words})
        (found,) = await self._index.find([Query(wish.words)], audience=Audience.RESTRICTED, limit=PAGE * 2)
        hits = [hit.id for hit in found.by_words]
        records = by_id | await self._books.records.records(hits)
        ids = dict.fromkeys((*by_id, *hits))
        there = [records[one] for one in ids if one in records and wish.fits(records[one])]
        return Shelved(tuple(there[:PAGE]))
