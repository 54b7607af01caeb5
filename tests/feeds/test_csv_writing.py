"""What is exported as CSV is imported again unchanged."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_library import CsvReading, Known, read_csv_library
from bot.feeds.csv_writing import rows_of
from bot.feeds.leaving import Leaving, known
from bot.library.event import Event
from bot.library.filing import Evidence, Provenance
from bot.library.names import Place, PlaceKind
from bot.library.record import Entry, Record
from bot.library.series import Series
from bot.library.source import desk_rater
from bot.library.statement import Statement
from bot.people.audience import Audience
from tests.desk.records import RECORDS
from tests.fakes.entries import a_place, a_rating, a_source, an_actor, an_event

THERE = Leaving({"pazigyi", "twin-1", "twin-2"}, {"junta", "odd"}, {"aapp"}, {"ged-1", "ged-2"})
FILED = Known(
    {"pazigyi": "Pazigyi", "twin-1": "Twin", "twin-2": "Twin"}, THERE.actors, THERE.sources, THERE.records
)


def written(entries: Iterable[Entry], leaving: Leaving = THERE) -> dict[str, str]:
    rows = defaultdict(list)
    for entry in entries:
        for kind, cells in rows_of(entry, leaving, newsroom="Our newsroom"):
            rows[kind].append(cells)
    files = {}
    for kind, found in rows.items():
        file = io.StringIO()
        writer = csv.DictWriter(file, TABLES[kind].columns, restval="")
        writer.writeheader()
        writer.writerows(found)
        files[f"{kind}.csv"] = file.getvalue()
    return files


def read(files: dict[str, str], filed: Known = FILED) -> CsvReading:
    return read_csv_library(files, provenance=Provenance.DESK, visibility=Audience.PUBLIC, known=filed)


def exportable(record: Record) -> Record:
    """The record as far as the format can hold it: named publishers, counted things, references to what is there, no | within an item."""
    filing = replace(record.filing, publisher=record.filing.publisher or "Outlet")
    record = replace(
        record,
        filing=filing,
        phrasings=tuple(dict.fromkeys(said.replace("|", "/") for said in record.phrasings)),
    )
    match record:
        case Event():
            where = record.where
            if where and where.place not in THERE.places:
                where = replace(where, place="")
            actors = tuple(one for one in record.actors if one.actor in THERE.actors)
            return replace(
                record, where=where, actors=actors, figures=tuple(one for one in record.figures if one.unit)
            )
        case Statement():
            return replace(
                record,
                said_by=record.said_by if record.said_by in THERE.sources | THERE.actors else "",
                places=known(record.places, THERE.places),
                actors=known(record.actors, THERE.actors),
                figures=tuple(one for one in record.figures if one.unit),
            )
        case Series():
            return replace(
                record,
                who_counts="aapp",
                places=known(record.places, THERE.places),
                actors=known(record.actors, THERE.actors),
            )


@given(record=RECORDS.map(exportable))
def test_exported_record_is_imported_unchanged(record: Record) -> None:
    reading = read(written([record]))

    assert reading.problems == ()
    assert reading.entries == (record,)


def test_names_are_imported_unchanged() -> None:
    entries = (
        Place("region", "Region", PlaceKind.REGION, ("Old, Region",), "", 16.5, 95.25, Provenance.DESK, "r", "https://a.example/"),
        a_place("town", "Town", parent="region"),
        an_actor("army"),
        replace(a_source("paper"), actor="army", is_party=True, domains=("paper.example",), handles=("@paper",)),
        a_rating("paper", rater="An Index"),
    )  # fmt: skip
    leaving = Leaving({"region", "town"}, {"army"}, {"paper"}, set())

    reading = read(written(entries, leaving), Known({}, (), (), ()))

    assert (reading.entries, reading.problems) == (entries, ())


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "'=", "''@"])
@given(rest=st.text("abc(!|", max_size=5))
def test_formulas_come_back_as_what_they_were(begin: str, rest: str) -> None:
    record = an_event(title=f"{begin}{rest.strip()}x", filing=replace(an_event().filing, publisher="Outlet"))

    files = written([record])

    assert not any(
        cell[:1] in set("=+-@") for row in csv.reader(io.StringIO(files["events.csv"])) for cell in row
    )
    assert read(files).entries == (record,)


def test_reference_to_what_stays_is_left_out() -> None:
    record = an_event(place="secret-place", actor="secret-actor")

    assert "secret-actor" not in str(written([record]))


def test_desk_rates_under_the_newsrooms_name() -> None:
    files = written([a_rating("aapp", rater=desk_rater("somebody"))])

    assert "Our newsroom" in files["ratings.csv"]
    assert "desk-" not in files["ratings.csv"]


def test_evidence_goes_along() -> None:
    filing = replace(an_event().filing, publisher="Outlet", evidence=(Evidence("Paper", origin="residents"),))

    (event,) = read(written([an_event(filing=filing)])).entries

    assert isinstance(event, Event)
    assert event.filing.evidence == filing.evidence
