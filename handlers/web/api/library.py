"""Records and sources as far as the audience of a key may see them: drafts never."""

from bisect import bisect_right
from datetime import date
from typing import Final

from aiohttp import web

from bot.desk.edit import Sought
from bot.desk.sources import find_sources
from bot.errors import Refusal
from bot.library.event import Event
from bot.library.filing import Evidence
from bot.library.record import Record, kind_of, title_of
from bot.library.series import Series
from bot.library.source import Source
from bot.library.statement import Statement
from bot.matching.query import Query
from bot.moderation import Records
from bot.people.audience import Audience
from bot.ports import CandidateIndex, Clock, Library, Shelf
from bot.verdicts.document import figures_of, rating_of, when_of, where_of
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.api.asked import Nothing, RecordsAsked, SourcesAsked
from handlers.web.api.cursors import close_cursor, open_cursor
from handlers.web.api.gate import Answer, Call
from handlers.web.api.shown import EvidenceEntry, RecordDocument, RecordPage, SourceDocument, SourcePage

MOST_FOUND: Final = 200
"""Records that a search by words comes to: what is further down the list has little to do with them."""


class LibraryFront:
    def __init__(
        self, library: Library, records: Records, index: CandidateIndex, clock: Clock, book: Phrasebook
    ) -> None:
        self._library = library
        self._records = records
        self._index = index
        self._clock = clock
        self._book = book

    async def list_records(self, call: Call[Nothing, RecordsAsked]) -> Answer:
        asked, audience = call.query, call.key.audience
        version = await self._library.version()
        found, after = await (
            self._found(asked, audience) if asked.q.strip() else self._listed(asked, audience)
        )
        return Answer(RecordPage(tuple(map(show_record, found)), close_cursor(after), version))

    async def get_record(self, call: Call[Nothing, Nothing]) -> Answer:
        id_ = call.place["record"]
        record = (await self._library.records({id_}, call.key.audience)).get(id_) if is_id(id_) else None
        if record is None:
            raise web.HTTPNotFound
        return Answer(show_record(record))

    async def list_sources(self, call: Call[Nothing, SourcesAsked]) -> Answer:
        asked, shelf = call.query, await self._library.shelf()
        every = find_sources(asked.q, shelf.sources) if asked.q.strip() else shelf.sources.values()
        ordered = sorted(every, key=_place_of)
        start = bisect_right(ordered, open_cursor(asked.cursor), key=_place_of) if asked.cursor else 0
        page, more = ordered[start : start + asked.limit], len(ordered) > start + asked.limit
        shown = tuple(self._show_source(source, shelf) for source in page)
        return Answer(SourcePage(shown, close_cursor(_place_of(page[-1]) if more else ""), shelf.version))

    async def get_source(self, call: Call[Nothing, Nothing]) -> Answer:
        shelf = await self._library.shelf()
        source = shelf.sources.get(call.place["source"])
        if source is None:
            raise web.HTTPNotFound
        return Answer(self._show_source(source, shelf))

    async def _listed(self, asked: RecordsAsked, audience: Audience) -> tuple[tuple[Record, ...], str]:
        sought = Sought(asked.kind, seen_by=audience)
        page = await self._records.listed(sought, limit=asked.limit, after=open_cursor(asked.cursor))
        return page.records, page.after

    async def _found(self, asked: RecordsAsked, audience: Audience) -> tuple[tuple[Record, ...], str]:
        """The cursor is how many were shown: where the library changed meanwhile one may come twice, or be missed."""
        shown = open_cursor(asked.cursor) or "0"
        if not shown.isascii() or not shown.isdecimal() or int(shown) > MOST_FOUND:
            raise Refusal("desk.no_such_page")
        (offered,) = await self._index.find(
            [Query(asked.q)], audience=audience, limit=MOST_FOUND, most=MOST_FOUND
        )
        hits = offered.by_words
        records = await self._library.records([hit.id for hit in hits], audience)
        there = [records[hit.id] for hit in hits if hit.id in records]
        fits = [one for one in there if asked.kind in {"", kind_of(one)}]
        until = int(shown) + asked.limit
        return tuple(fits[int(shown) : until]), str(until) if until < len(fits) else ""

    def _show_source(self, source: Source, shelf: Shelf) -> SourceDocument:
        today = self._clock.today()
        return SourceDocument(
            id=source.id,
            name=source.name,
            kind=source.kind.value,
            descriptor=source.descriptor,
            is_party=source.is_party,
            aliases=source.aliases,
            domains=source.domains,
            link=source.link,
            ratings=tuple(
                rating_of(rating, self._book, is_expired=rating.is_expired(today))
                for rating in shelf.ratings.get(source.id, ())
            ),
        )


def is_id(text: str) -> bool:
    """What no id of ours looks like, a database need not be asked for."""
    return bool(text) and len(text) <= 512 and "\0" not in text


def show_record(record: Record) -> RecordDocument:
    filing, said = record.filing, record if isinstance(record, Statement) else None
    return RecordDocument(
        id=record.id,
        kind=kind_of(record),
        title=title_of(record),
        text=_text(record),
        status=filing.status.value,
        verdict=said.verdict.value if said and said.verdict else None,
        stance=said.stance.value if said else None,
        said_by=said.said_by or None if said else None,
        provenance=filing.provenance.value,
        visibility=filing.visibility.value,
        language=filing.language,
        is_provisional=filing.is_provisional,
        when=when_of(record),
        where=where_of(record),
        figures=figures_of(record),
        origins=record.origins if isinstance(record, Event) else None,
        about=said.about if said else (),
        publisher=filing.publisher,
        published=_day(filing.published),
        reference=filing.reference,
        link=filing.link,
        licence=filing.licence,
        reviewed=_day(filing.reviewed_on),
        review_due=_day(filing.review_due),
        evidence=tuple(map(_evidence, filing.evidence)),
    )


def _text(record: Record) -> str:
    match record:
        case Event(summary=text) | Statement(reason=text) | Series(definition=text):
            return text


def _evidence(one: Evidence) -> EvidenceEntry:
    return EvidenceEntry(
        one.publisher, _day(one.published), one.reference, one.link, one.origin, one.stance.value
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _place_of(source: Source) -> str:
    return f"{source.name.casefold()}\n{source.id}"
