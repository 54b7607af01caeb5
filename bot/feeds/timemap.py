"""Incidents as maps of open-source investigators offer them: JSON in the form of Bellingcat's TimeMap, events with or without their sources.

Dates are written month/day/year there, or as 2022-03-16.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.claims.claim import NameKind
from bot.claims.interval import Interval, Precision
from bot.feeds.cleaned import clean, read_day, read_point
from bot.feeds.csv_rows import RowProblem
from bot.feeds.event_kinds import kind_named
from bot.feeds.feed import Item, Terms
from bot.feeds.gazetteer import id_part
from bot.feeds.json_document import NoDocument, elements, members, read_document, text
from bot.library.event import Event, EventKind, Location, PlacePrecision
from bot.library.filing import Evidence, Filing, Provenance

_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9])")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_MOST_SOURCES = 30
_TITLE = 140

Document = Mapping[str, object]


def read_timemap(chunks: Iterable[bytes], terms: Terms) -> Iterator[Item]:
    """Items are numbered in the order of the events."""
    try:
        document = read_document(chunks)
    except NoDocument as error:
        yield Item(1, (), (RowProblem("", 1, "", str(error)),))
        return
    inner = members(document)
    events = elements(inner.get("events", document))
    sources = _sources(inner.get("sources"))
    for number, event in enumerate(events, start=1):
        yield _item(members(event), number, sources, terms)


def _sources(listed: object) -> dict[str, Document]:
    if isinstance(listed, Mapping):
        return {str(key): members(source) for key, source in listed.items()}
    return {text(members(source).get("id")): members(source) for source in elements(listed)}


def _item(event: Document, number: int, sources: Mapping[str, Document], terms: Terms) -> Item:
    own = clean(text(event.get("id")) or text(event.get("civId")), most=60)
    day = _day(text(event.get("date")))
    told = clean(text(event.get("description")), most=4000)
    wrong = []
    if not own:
        wrong.append(("id", "This event has no id."))
    if day is None or day > terms.latest:
        wrong.append(
            ("date", "This is no day, or one in the future. It is written as 3/16/2022 or 2022-03-16.")
        )
    if wrong or day is None:
        return Item(number, (), tuple(RowProblem("", number, name, message) for name, message in wrong))
    place = clean(text(event.get("location")), most=200)
    record = Event(
        id=f"timemap-{id_part(terms.data_set)}-{id_part(own)}",
        title=_title(told, place, day, terms),
        kind=kind_named([told], EventKind.OTHER),
        when=Interval(day, day, Precision.DAY),
        where=_where(event, place, terms),
        filing=Filing(
            provenance=Provenance.DATA_SET,
            visibility=terms.visibility,
            publisher=terms.data_set,
            reference=own,
            licence=terms.book.text("imported.timemap.licence", data_set=terms.data_set),
            evidence=_evidence(event, sources),
        ),
        summary=told,
    )
    return Item(number, (record,))


def _title(told: str, place: str, day: date, terms: Terms) -> str:
    first = clean(_SENTENCE.split(told, maxsplit=1)[0], most=_TITLE).rstrip(".")
    if first:
        return first
    if place:
        return terms.book.text("imported.timemap.titleless", place=place)
    return terms.book.text("imported.timemap.nowhere", day=str(day))


def _where(event: Document, place: str, terms: Terms) -> Location | None:
    point = read_point(text(event.get("latitude")), text(event.get("longitude")))
    if not place:
        return None
    found = terms.names.bearers(NameKind.PLACE, place) or terms.names.bearers(
        NameKind.PLACE, place.partition(",")[0]
    )
    return Location(found[0] if len(found) == 1 else "", place, PlacePrecision.NEAR, *point)


def _evidence(event: Document, sources: Mapping[str, Document]) -> tuple[Evidence, ...]:
    found: dict[Evidence, None] = {}
    for one in elements(event.get("sources"))[:_MOST_SOURCES]:
        source = members(one) or sources.get(text(one), {})
        named = clean(text(source.get("title")) or text(source.get("author")) or text(one), most=200)
        link = text(source.get("url")) or text(source.get("paths"))
        kept = link.strip() if _LINK.fullmatch(link.strip()) else ""
        if named:
            found[Evidence(named, _day(text(source.get("date"))), link=kept)] = None
    return tuple(found)


def _day(said: str) -> date | None:
    if american := _AMERICAN.match(said.strip()):
        month, day, year = (int(part) for part in american.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return read_day(said)
