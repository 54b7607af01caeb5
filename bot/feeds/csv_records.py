"""Rows of events.csv, statements.csv and series.csv. Only good for keeping when the cells noted no problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.claims.claim import Stance
from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.feeds.csv_cells import Cells, Reference, Shelf
from bot.feeds.csv_names import coordinates
from bot.feeds.csv_parts import Parts
from bot.library.event import (
    Corroboration,
    Event,
    EventKind,
    Involvement,
    Location,
    PlacePrecision,
    Role,
)
from bot.library.filing import Figure, Filing, Provenance, Status
from bot.library.series import Series
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience

_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row of an import. `place_names` are the names of places by id, those of the same import included; `visibilities`
    those of the records that are there already, for rows that name none."""

    provenance: Provenance
    visibility: Audience
    place_names: Mapping[str, str]
    visibilities: Mapping[str, Audience] = field(default_factory=dict)


def read_event(cells: Cells, parts: Parts, terms: Terms) -> Event:
    return Event(
        id=cells.id("id"),
        title=cells.text("title"),
        kind=cells.one_of("kind", EventKind),
        when=cells.interval("first_day", "last_day", "date_precision") or Interval.of_day(date.min),
        where=_read_location(cells, terms),
        filing=_read_filing(cells, parts, terms),
        summary=cells.text("summary"),
        corroboration=cells.choice_or_none("corroboration", Corroboration),
        actors=_read_actors(cells),
        figures=_read_figures(cells) + parts.figures,
        origins=cells.whole("origins"),
        phrasings=cells.items("phrasings"),
    )


def read_statement(cells: Cells, parts: Parts, terms: Terms) -> Statement:
    return Statement(
        id=cells.id("id"),
        text=cells.text("text"),
        verdict=cells.choice_or_none("verdict", Verdict),
        reason=cells.text("reason"),
        filing=_read_filing(cells, parts, terms),
        said_by=cells.refer("said_by", Shelf.SPEAKER),
        stance=cells.choice("stance", Stance, Stance.REPORT),
        said_on=cells.interval("said_first", "said_last", "said_precision"),
        about=cells.refer_all("about", Shelf.RECORD),
        places=cells.refer_all("places", Shelf.PLACE),
        actors=cells.refer_all("actors", Shelf.ACTOR),
        figures=parts.figures,
        phrasings=cells.items("phrasings"),
    )


def read_series(cells: Cells, parts: Parts, terms: Terms) -> Series:
    since, until = cells.past_day("since"), cells.day("until")
    if since and until and until < since:
        cells.complain("until", "This is before since.")
    if not parts.points:
        cells.complain("id", "points.csv has no usable row for this series.")
    return Series(
        id=cells.id("id"),
        title=cells.text("title"),
        measure=cells.one_of("measure", Measure),
        unit=cells.text("unit").lower(),
        who_counts=cells.refer("who_counts", Shelf.SOURCE),
        definition=cells.text("definition"),
        since=since,
        points=tuple(sorted(parts.points, key=lambda point: point.as_of)),
        filing=_read_filing(cells, parts, terms),
        until=until,
        places=cells.refer_all("places", Shelf.PLACE),
        actors=cells.refer_all("actors", Shelf.ACTOR),
        phrasings=cells.items("phrasings"),
    )


def _read_filing(cells: Cells, parts: Parts, terms: Terms) -> Filing:
    language = cells.text("language") or "en"
    if not _LANGUAGE.fullmatch(language):
        cells.complain("language", "Write the two letters of ISO 639-1, such as en or my.")
    return Filing(
        status=cells.choice("status", Status, Status.VERIFIED),
        provenance=terms.provenance,
        visibility=cells.choice(
            "visibility",
            Audience,
            terms.visibilities.get(cells.row.cells["id"].strip(), terms.visibility),
        ),
        language=language,
        publisher=cells.text("publisher"),
        published=cells.past_day("published"),
        reference=cells.text("reference"),
        link=cells.link("link"),
        licence=cells.text("licence"),
        reviewed_on=cells.past_day("reviewed_on"),
        review_due=cells.day("review_due"),
        evidence=parts.evidence,
        is_provisional=cells.yes("provisional"),
    )


def _read_location(cells: Cells, terms: Terms) -> Location | None:
    place, name = cells.refer("place", Shelf.PLACE), cells.text("place_name")
    precision = cells.choice("place_precision", PlacePrecision, PlacePrecision.EXACT)
    latitude, longitude = coordinates(cells)
    shown = name or terms.place_names.get(place, "")
    if not shown and latitude is not None:
        cells.complain("place_name", "There are coordinates but neither a place nor a name for them.")
    if not shown:
        return None
    return Location(place=place, name=shown, precision=precision, latitude=latitude, longitude=longitude)


def _read_actors(cells: Cells) -> tuple[Involvement, ...]:
    involved: list[Involvement] = []
    for item in cells.items("actors"):
        actor, _, role = (part.strip() for part in item.rpartition(":"))
        if not actor or role not in set(Role):
            cells.complain("actors", f"Write each as actor-id:role, the role one of: {', '.join(Role)}.")
            continue
        cells.references.append(Reference(cells.row, "actors", Shelf.ACTOR, actor))
        involved.append(Involvement(actor, Role(role)))
    return tuple(involved)


def _read_figures(cells: Cells) -> tuple[Figure, ...]:
    who, day = cells.text("who_counts"), cells.past_day("counted_on")
    low, killed, high = cells.estimate("killed_low", "killed", "killed_high")
    civilians = cells.number("civilians_killed", least=0)
    most_killed = high if high is not None else killed
    if civilians is not None and most_killed is not None and civilians > most_killed:
        cells.complain(
            "civilians_killed", "More civilians than people cannot have been killed. Correct one of the two."
        )
    counts = (
        (Measure.KILLED, "people", low, killed, high),
        (Measure.KILLED, "civilians", None, civilians, None),
        (Measure.INJURED, "people", None, cells.number("injured", least=0), None),
        (Measure.DETAINED, "people", None, cells.number("detained", least=0), None),
    )
    return tuple(
        Figure(measure, unit, best, least, most, who, day)
        for measure, unit, least, best, most in counts
        if best is not None
    )
