"""Entries as rows of the CSV format of docs/importing.md, which read again give the same entries.

A text that a spreadsheet would run as a formula is written behind an apostrophe, which the reading takes away again.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from bot.feeds.leaving import Leaving, known
from bot.library.event import Event
from bot.library.filing import Figure, Filing
from bot.library.names import Actor, Place
from bot.library.record import Entry, Record
from bot.library.series import Series
from bot.library.source import Rating, Source, is_desk_rater
from bot.library.statement import Statement

_FORMULA = re.compile(r"'*[=+\-@]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ID = re.compile(r"[^\s|]{1,100}")
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)

Rows = Iterator[tuple[str, Mapping[str, str]]]
"""The kind of file, and the cells by their columns."""


def rows_of(entry: Entry, leaving: Leaving, *, newsroom: str) -> Rows:
    """The rows of an entry: of a record also those of its parts. None for an id that the format cannot hold.

    `newsroom` stands for the desk where somebody has to be named: as the publisher of what it wrote itself, and as the rater.
    """
    if not isinstance(entry, Rating) and not _ID.fullmatch(entry.id):
        return
    if isinstance(entry, Event | Statement | Series):
        yield from _rows_of_record(entry, leaving, newsroom)
        return
    match entry:
        case Place():
            yield "places", _place(entry, leaving)
        case Actor():
            yield "actors", _actor(entry, leaving)
        case Source():
            yield "sources", _source(entry, leaving)
        case Rating():
            if entry.source in leaving.sources:
                yield "ratings", _rating(entry, newsroom)


def _rows_of_record(record: Record, leaving: Leaving, newsroom: str) -> Rows:
    match record:
        case Event():
            yield "events", _event(record, leaving) | _filing(record, newsroom)
            yield from _parts(record, record.figures)
        case Statement():
            yield "statements", _statement(record, leaving) | _filing(record, newsroom)
            yield from _parts(record, record.figures)
        case Series():
            if record.who_counts in leaving.sources and record.points:
                yield "series", _series(record, leaving) | _filing(record, newsroom)
                yield from _points(record)
                yield from _parts(record, ())


def _place(place: Place, leaving: Leaving) -> dict[str, str]:
    latitude, longitude = _point(place.latitude, place.longitude)
    return {
        "id": place.id,
        "name": harmless(place.name),
        "kind": place.kind.value,
        "aliases": _items(place.aliases),
        "parent": _one(place.parent, leaving.places) if place.parent != place.id else "",
        "latitude": latitude,
        "longitude": longitude,
        "reference": harmless(place.reference),
        "link": _link(place.link),
    }


def _actor(actor: Actor, leaving: Leaving) -> dict[str, str]:
    return {
        "id": actor.id,
        "name": harmless(actor.name),
        "aliases": _items(actor.aliases),
        "parent": _one(actor.parent, leaving.actors) if actor.parent != actor.id else "",
        "is_party": "yes" if actor.is_party else "",
        "reference": harmless(actor.reference),
        "link": _link(actor.link),
    }


def _source(source: Source, leaving: Leaving) -> dict[str, str]:
    return {
        "id": source.id,
        "name": harmless(source.name),
        "kind": source.kind.value,
        "aliases": _items(source.aliases),
        "domains": _items(source.domains),
        "handles": _items(source.handles),
        "actor": _one(source.actor, leaving.actors),
        "is_party": "yes" if source.is_party else "",
        "descriptor": harmless(source.descriptor),
        "reference": harmless(source.reference),
        "link": _link(source.link),
    }


def _rating(rating: Rating, newsroom: str) -> dict[str, str]:
    return {
        "source": rating.source,
        "letter": rating.letter.value,
        "rater": harmless(newsroom if is_desk_rater(rating.rater) else rating.rater),
        "rated_on": _day(rating.rated_on),
        "reason": harmless(rating.reason),
        "until": _day(rating.until),
    }


def _event(event: Event, leaving: Leaving) -> dict[str, str]:
    where = event.where
    latitude, longitude = _point(where.latitude, where.longitude) if where else ("", "")
    actors = (one for one in event.actors if one.actor in leaving.actors)
    return {
        "id": event.id,
        "title": harmless(event.title),
        "summary": harmless(event.summary),
        "kind": event.kind.value,
        "corroboration": _value(event.corroboration),
        "first_day": _day(event.when.first),
        "last_day": _day(event.when.last),
        "date_precision": event.when.precision.value,
        "place": _one(where.place, leaving.places) if where else "",
        "place_name": harmless(where.name) if where else "",
        "place_precision": where.precision.value if where else "",
        "latitude": latitude,
        "longitude": longitude,
        "actors": "|".join(f"{one.actor}:{one.role.value}" for one in actors),
        "origins": "" if event.origins is None else str(event.origins),
        "phrasings": _items(event.phrasings),
    }


def _statement(statement: Statement, leaving: Leaving) -> dict[str, str]:
    said = statement.said_on
    return {
        "id": statement.id,
        "text": harmless(statement.text),
        "verdict": _value(statement.verdict),
        "reason": harmless(statement.reason),
        "said_by": _one(statement.said_by, leaving.sources, leaving.actors),
        "stance": statement.stance.value,
        "said_first": _day(said.first) if said else "",
        "said_last": _day(said.last) if said else "",
        "said_precision": said.precision.value if said else "",
        "about": _items(known(statement.about, leaving.records)),
        "places": _items(known(statement.places, leaving.places)),
        "actors": _items(known(statement.actors, leaving.actors)),
        "phrasings": _items(statement.phrasings),
    }


def _series(series: Series, leaving: Leaving) -> dict[str, str]:
    return {
        "id": series.id,
        "title": harmless(series.title),
        "measure": series.measure.value,
        "unit": harmless(series.unit),
        "who_counts": series.who_counts,
        "definition": harmless(series.definition),
        "since": _day(series.since),
        "until": _day(series.until),
        "places": _items(known(series.places, leaving.places)),
        "actors": _items(known(series.actors, leaving.actors)),
        "phrasings": _items(series.phrasings),
    }


def _filing(record: Record, newsroom: str) -> dict[str, str]:
    filing: Filing = record.filing
    return {
        "status": filing.status.value,
        "visibility": filing.visibility.value,
        "language": filing.language,
        "publisher": harmless(filing.publisher or newsroom),
        "published": _day(filing.published),
        "reference": harmless(filing.reference),
        "link": _link(filing.link),
        "licence": harmless(filing.licence),
        "reviewed_on": _day(filing.reviewed_on),
        "review_due": _day(filing.review_due),
        "provisional": "yes" if filing.is_provisional else "",
    }


def _parts(record: Record, figures: Iterable[Figure]) -> Rows:
    for figure in figures:
        if figure.unit:
            yield (
                "figures",
                {
                    "record": record.id,
                    "measure": figure.measure.value,
                    "unit": harmless(figure.unit),
                    "best": _number(figure.best),
                    "low": _number(figure.low if figure.low is None or figure.low <= figure.best else None),
                    "high": _number(
                        figure.high if figure.high is None or figure.high >= figure.best else None
                    ),
                    "who_counts": harmless(figure.who_counts),
                    "as_of": _day(figure.as_of),
                },
            )
    for evidence in record.filing.evidence:
        yield (
            "evidence",
            {
                "record": record.id,
                "publisher": harmless(evidence.publisher),
                "published": _day(evidence.published),
                "reference": harmless(evidence.reference),
                "link": _link(evidence.link),
                "origin": harmless(evidence.origin),
                "stance": evidence.stance.value,
            },
        )


def _points(series: Series) -> Rows:
    for point in series.points:
        yield (
            "points",
            {
                "series": series.id,
                "as_of": _day(point.as_of),
                "value": _number(point.value),
                "low": _number(point.low if point.low is None or point.low <= point.value else None),
                "high": _number(point.high if point.high is None or point.high >= point.value else None),
                "published": _day(point.published),
                "reference": harmless(point.reference),
                "link": _link(point.link),
            },
        )


def harmless(text: str) -> str:
    """Levelled, and behind an apostrophe where a spreadsheet would run it."""
    levelled = " ".join(_UNSEEN.sub(" ", text).split())
    return f"'{levelled}" if _FORMULA.match(levelled) else levelled


def _items(items: Iterable[str]) -> str:
    return harmless("|".join(" ".join(item.replace("|", "/").split()) for item in items))


def _one(reference: str, *shelves: Collection[str]) -> str:
    return reference if any(reference in shelf for shelf in shelves) else ""


def _link(link: str) -> str:
    return link if _LINK.fullmatch(link) else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _value(choice: Enum | None) -> str:
    return str(choice.value) if choice else ""


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.9f}".rstrip("0").rstrip(".") or "0"


def _point(latitude: float | None, longitude: float | None) -> tuple[str, str]:
    if latitude is None or longitude is None:
        return "", ""
    return _number(latitude), _number(longitude)
