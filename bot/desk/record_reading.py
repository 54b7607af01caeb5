"""A form that shows a whole record (`record_form`), read into the record."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.claims.claim import NameKind, Stance
from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.desk.form_values import Values
from bot.desk.record_parts import read_evidence, read_figures, read_parties, read_points
from bot.desk.references import SPEAKERS, Filed
from bot.errors import Refusal
from bot.library.event import Corroboration, Event, EventKind, Location, PlacePrecision
from bot.library.filing import Filing, Provenance, Status
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience

Faults = tuple[tuple[str, Refusal], ...]
"""What cannot be used, by the name of the field."""

_LANGUAGE = re.compile(r"[a-z]{2}")


def read_form(record: str, given: Mapping[str, str], filed: Filed) -> Record | Faults:
    """The record of this id that the form describes, or everything that is wrong with it. Never raises."""
    values = Values(given)
    read: Record
    match given.get("kind", ""):
        case "event":
            read = _event(record, values, filed)
        case "statement":
            read = _statement(record, values, filed)
        case "series":
            read = _series(record, values, filed)
        case _:
            return (("kind", Refusal("form.fault.choice")),)
    return tuple(values.faults) or read


def reviewed(record: Record, today: date) -> Record:
    """The record as this desk's own, reviewed today. A review that was due by then is done."""
    filing = record.filing
    due = filing.review_due if filing.review_due and filing.review_due > today else None
    kept = replace(filing, provenance=Provenance.DESK, reviewed_on=today, review_due=due)
    return replace(record, filing=kept)


def _event(record: str, values: Values, filed: Filed) -> Event:
    title = values.text("title", required=True)
    kind = values.choice_or_none("event_kind", EventKind)
    when = values.interval("day", "last_day", "date_precision")
    for name, found in (("event_kind", kind), ("day", when)):
        if found is None and not values.given.get(name, "").strip():
            values.complain(name, Refusal("form.fault.required"))
    return Event(
        record,
        title,
        kind or EventKind.OTHER,
        when or Interval.of_day(date.min),
        _where(values, filed),
        _filing(values),
        summary=values.text("summary"),
        corroboration=values.choice_or_none("corroboration", Corroboration),
        actors=read_parties(values, filed),
        figures=read_figures(values, filed),
        origins=_whole(values, "origins"),
        phrasings=values.items("phrasings"),
    )


def _statement(record: str, values: Values, filed: Filed) -> Statement:
    speaker = values.text("said_by")
    about = values.items("about")
    for one in about:
        if one not in filed.records:
            values.complain("about", Refusal("form.fault.no_record", record=one))
    return Statement(
        record,
        values.text("title", required=True),
        values.choice_or_none("verdict", Verdict),
        values.text("ground", required=True),
        _filing(values),
        said_by=filed.file(values, "said_by", speaker, *SPEAKERS) if speaker else "",
        stance=values.choice("stance", Stance, Stance.REPORT),
        said_on=values.interval("day", "last_day", "date_precision"),
        about=about,
        places=_all(values, "places", NameKind.PLACE, filed),
        actors=_all(values, "actors", NameKind.ACTOR, filed),
        figures=read_figures(values, filed),
        phrasings=values.items("phrasings"),
    )


def _series(record: str, values: Values, filed: Filed) -> Series:
    since, until = values.day("since"), values.day("until")
    if since and until and until < since:
        values.complain("until", Refusal("form.fault.order"))
    measure = values.choice_or_none("measure", Measure)
    if measure is None and not values.given.get("measure", "").strip():
        values.complain("measure", Refusal("form.fault.required"))
    who = values.text("who_counts", required=True)
    return Series(
        record,
        values.text("title", required=True),
        measure or Measure.OTHER,
        values.text("unit", required=True).lower(),
        filed.file(values, "who_counts", who, NameKind.SOURCE) if who else "",
        values.text("definition", required=True),
        since,
        read_points(values),
        _filing(values),
        until=until,
        places=_all(values, "places", NameKind.PLACE, filed),
        actors=_all(values, "actors", NameKind.ACTOR, filed),
        phrasings=values.items("phrasings"),
    )


def _filing(values: Values) -> Filing:
    language = values.text("language") or "en"
    if not _LANGUAGE.fullmatch(language):
        values.complain("language", Refusal("form.fault.language"))
    return Filing(
        status=values.choice("status", Status, Status.VERIFIED),
        visibility=values.choice("visibility", Audience, Audience.NEWSROOM),
        language=language,
        publisher=values.text("publisher"),
        published=values.day("published"),
        reference=values.text("reference"),
        link=values.link("link"),
        licence=values.text("licence"),
        review_due=values.day("review_due"),
        evidence=read_evidence(values),
    )


def _where(values: Values, filed: Filed) -> Location | None:
    """A place that the library does not know is kept by its name."""
    said, name = values.text("place"), values.text("place_name")
    latitude, longitude = (
        values.number("latitude", least=-90, most=90),
        values.number("longitude", least=-180, most=180),
    )
    if (latitude is None) != (longitude is None):
        values.complain("latitude", Refusal("form.fault.both"))
    if not said and not name:
        if latitude is not None:
            values.complain("place", Refusal("form.fault.required"))
        return None
    place = filed.file(values, "place", said, NameKind.PLACE) if said else ""
    known = filed.name_of(NameKind.PLACE, place)
    if not known and not name:
        place, name = "", said
    precision = values.choice("place_precision", PlacePrecision, PlacePrecision.EXACT)
    return Location(place, name or known, precision, latitude, longitude)


def _all(values: Values, field: str, kind: NameKind, filed: Filed) -> tuple[str, ...]:
    found = (filed.file(values, field, one, kind) for one in values.items(field))
    return tuple(dict.fromkeys(one for one in found if one))


def _whole(values: Values, name: str) -> int | None:
    number = values.number(name, least=0)
    if number is not None and not number.is_integer():
        values.complain(name, Refusal("form.fault.number"))
        return None
    return None if number is None else int(number)
