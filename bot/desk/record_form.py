"""A record as a form that shows all of it. Which fields there are stands in `bot/speech/edit_fields.py`; the way back is `record_reading`.

Provenance and day of review are no fields: what is kept from here was reviewed by this desk today.
"""

from collections.abc import Iterator

from bot.claims.claim import NameKind
from bot.claims.interval import Interval, Precision
from bot.desk.form_values import write_day, write_items, write_number
from bot.desk.record_parts import write_evidence, write_figures, write_parties, write_points
from bot.desk.references import SPEAKERS, Filed
from bot.library.event import Event
from bot.library.record import Record, kind_of
from bot.library.series import Series
from bot.library.statement import Statement


def fill_form(record: Record, filed: Filed) -> dict[str, str]:
    """What stands in the form; fields that are empty are left out."""
    given = dict(_written(record, filed))
    return {name: text for name, text in given.items() if text}


def _written(record: Record, filed: Filed) -> Iterator[tuple[str, str]]:
    yield "kind", kind_of(record)
    match record:
        case Event():
            yield from _written_event(record, filed)
        case Statement():
            yield from _written_statement(record, filed)
        case Series():
            yield from _written_series(record, filed)
    filing = record.filing
    yield "phrasings", write_items(record.phrasings)
    yield "evidence", write_evidence(filing.evidence)
    for name in ("publisher", "reference", "link", "licence", "language"):
        yield name, getattr(filing, name)
    yield "published", write_day(filing.published)
    yield "review_due", write_day(filing.review_due)
    yield "status", filing.status.value
    yield "visibility", filing.visibility.value


def _written_event(event: Event, filed: Filed) -> Iterator[tuple[str, str]]:
    yield "title", event.title
    yield "event_kind", event.kind.value
    yield "summary", event.summary
    yield from _written_days(event.when, "day")
    if event.where is not None:
        where = event.where
        yield "place", filed.write(where.place, NameKind.PLACE)
        is_usual = where.place and where.name == filed.name_of(NameKind.PLACE, where.place)
        yield "place_name", "" if is_usual else where.name
        yield "place_precision", where.precision.value
        yield "latitude", write_number(where.latitude)
        yield "longitude", write_number(where.longitude)
    yield "parties", write_parties(event.actors, filed)
    yield "figures", write_figures(event.figures, filed)
    yield "corroboration", event.corroboration.value if event.corroboration else ""
    yield "origins", "" if event.origins is None else str(event.origins)


def _written_statement(said: Statement, filed: Filed) -> Iterator[tuple[str, str]]:
    yield "title", said.text
    yield "verdict", said.verdict.value if said.verdict else ""
    yield "ground", said.reason
    yield "said_by", filed.write(said.said_by, *SPEAKERS)
    yield "stance", said.stance.value
    if said.said_on is not None:
        yield from _written_days(said.said_on, "day")
    yield "about", write_items(said.about)
    yield "places", write_items(filed.write(one, NameKind.PLACE) for one in said.places)
    yield "actors", write_items(filed.write(one, NameKind.ACTOR) for one in said.actors)
    yield "figures", write_figures(said.figures, filed)


def _written_series(series: Series, filed: Filed) -> Iterator[tuple[str, str]]:
    yield "title", series.title
    yield "measure", series.measure.value
    yield "unit", series.unit
    yield "who_counts", filed.write(series.who_counts, NameKind.SOURCE)
    yield "definition", series.definition
    yield "since", write_day(series.since)
    yield "until", write_day(series.until)
    yield "points", write_points(series.points)
    yield "places", write_items(filed.write(one, NameKind.PLACE) for one in series.places)
    yield "actors", write_items(filed.write(one, NameKind.ACTOR) for one in series.actors)


def _written_days(when: Interval, name: str) -> Iterator[tuple[str, str]]:
    yield name, write_day(when.first)
    yield "last_day", write_day(when.last) if when.last != when.first else ""
    yield "date_precision", when.precision.value if when.precision is not Precision.DAY else ""
