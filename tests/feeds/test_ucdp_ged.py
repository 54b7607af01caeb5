from datetime import date

import pytest

from bot.claims.claim import NameKind
from bot.claims.interval import Interval, Precision
from bot.claims.names import Name
from bot.feeds.ucdp_ged import name_of, read_ucdp_ged
from bot.library.event import Corroboration, Event, EventKind, PlacePrecision, Role
from bot.library.filing import Provenance
from bot.library.names import Actor, Place
from bot.library.source import Source
from bot.people.audience import Audience
from tests.feeds.data_sets import entries, events, ged_file, read, terms


def the_event(**row: str) -> Event:
    (event,) = events(read(read_ucdp_ged, ged_file(row), terms(data_set="UCDP GED 25.1")))
    return event


def test_row_becomes_an_event() -> None:
    event = the_event()

    assert event.id == "ged-900001"
    assert event.when == Interval.of_day(date(2023, 4, 11))
    assert event.where is not None
    assert event.where.name == "Kyaw Hta village, Lower region"
    assert (event.where.latitude, event.where.longitude) == (16.5, 95.25)
    assert event.kind is EventKind.SHELLING
    assert "Government of Testland and Harbour Front, Kyaw Hta village" in event.title


def test_record_says_whose_it_is() -> None:
    filing = the_event().filing

    assert (filing.provenance, filing.visibility) == (Provenance.DATA_SET, Audience.NEWSROOM)
    assert filing.publisher == "UCDP GED 25.1"
    assert filing.reference == "UCDP GED 25.1 row 900001"
    assert "CC BY 4.0" in filing.licence


def test_deaths_become_figures() -> None:
    figures = the_event().figures

    assert [(one.unit, one.best, one.low, one.high) for one in figures] == [
        ("people", 9, 8, 14),
        ("civilians", 7, None, None),
        ("fighters", 2, None, None),
    ]
    assert {one.who_counts for one in figures} == {"ucdp"}


def test_origins_are_counted_and_not_outlets() -> None:
    event = the_event()

    assert len(event.filing.evidence) == 2
    assert event.origins == 2
    assert event.corroboration is Corroboration.FAIR


def test_one_origin_of_several_reports_is_unknown() -> None:
    assert the_event(source_original="Harbour Front").origins is None


def test_numbers_out_of_order_are_taken_with_a_remark() -> None:
    item = read(read_ucdp_ged, ged_file({"low": "10", "best": "9", "high": "14"}))[-1]

    (event,) = events([item])
    assert (event.figures[0].low, event.figures[0].best, event.figures[0].high) == (None, 9, 14)
    assert "out of order" in item.problems[0].message
    assert item.problems[0].row == 2


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", Precision.DAY), ("2", Precision.FEW_DAYS), ("3", Precision.WEEK), ("4", Precision.MONTH), ("5", Precision.YEAR)],
)  # fmt: skip
def test_precision_of_dates_is_kept(code: str, precision: Precision) -> None:
    event = the_event(date_prec=code, date_start="2023-04-01", date_end="2023-04-30")

    assert event.when == Interval(date(2023, 4, 1), date(2023, 4, 30), precision)


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", PlacePrecision.EXACT), ("2", PlacePrecision.NEAR), ("3", PlacePrecision.DISTRICT), ("4", PlacePrecision.REGION),
     ("5", PlacePrecision.AREA), ("6", PlacePrecision.COUNTRY), ("7", PlacePrecision.AREA)],
)  # fmt: skip
def test_precision_of_places_is_kept(code: str, precision: PlacePrecision) -> None:
    where = the_event(where_prec=code).where

    assert where is not None
    assert where.precision is precision


def test_one_sided_violence_has_an_attacker() -> None:
    event = the_event(type_of_violence="3", side_b="Civilians", source_article="")

    assert [actor.role for actor in event.actors] == [Role.ATTACKER]
    assert event.kind is EventKind.KILLING
    assert "by Government of Testland against civilians" in event.title


def test_fighting_has_no_direction() -> None:
    assert [actor.role for actor in the_event().actors] == [Role.PARTY, Role.PARTY]


def test_monthly_data_are_provisional() -> None:
    monthly = terms(data_set=name_of("GEDEvent_v26_0_4.csv"))

    (event,) = events(read(read_ucdp_ged, ged_file({}), monthly))

    assert event.filing.publisher == "UCDP Candidate 26.0.4"
    assert event.filing.is_provisional
    assert not the_event().filing.is_provisional


@pytest.mark.parametrize(
    ("file", "name"),
    [("GEDEvent_v25_1.csv", "UCDP GED 25.1"), ("ged241-csv.csv", "UCDP GED 24.1"), ("ged.csv", "UCDP GED"),
     ("ucdp_ged241_testland_2021-02_2023-12.csv", "UCDP GED 24.1")],
)  # fmt: skip
def test_version_is_read_from_the_file_name(file: str, name: str) -> None:
    assert name_of(file) == name


def test_names_of_the_library_are_used() -> None:
    library = (
        Name("land", NameKind.PLACE, "Testland"),
        Name("lower", NameKind.PLACE, "Lower Region", ("Lower",), "land"),
        Name("kyaw-hta", NameKind.PLACE, "Kyaw Hta", (), "lower"),
        Name("army", NameKind.ACTOR, "Army of Testland", ("Government of Testland",)),
    )

    items = read(read_ucdp_ged, ged_file({}), terms(*library))

    (event,) = events(items)
    assert event.where is not None
    assert event.where.place == "kyaw-hta"
    assert event.actors[0].actor == "army"
    assert [entry.id for entry in entries(items) if isinstance(entry, Actor)] == ["ucdp-actor-78"]


def test_new_places_lie_in_each_other() -> None:
    places = {
        entry.id: entry
        for entry in entries(read(read_ucdp_ged, ged_file({}, {"id": "900002"})))
        if isinstance(entry, Place)
    }

    (village,) = (place for place in places.values() if place.name == "Kyaw Hta village")
    district = places[village.parent]
    assert village.aliases == ("Kyaw Hta",)
    assert (district.name, places[district.parent].name) == ("Delta district", "Lower region")
    assert places[places[district.parent].parent].name == "Testland"
    assert len(places) == 4


def test_data_set_is_filed_as_a_source() -> None:
    assert [
        entry.id for entry in entries(read(read_ucdp_ged, ged_file({}))) if isinstance(entry, Source)
    ] == ["ucdp"]


def test_other_countries_are_left_out() -> None:
    wanted = terms(countries=frozenset({"testland"}))

    items = read(read_ucdp_ged, ged_file({}, {"id": "2", "country": "Elsewhere"}), wanted)

    assert [event.id for event in events(items)] == ["ged-900001"]
    assert (items[-1].entries, items[-1].problems) == ((), ())


@pytest.mark.parametrize(
    "wrong",
    [{"id": ""}, {"best": "many"}, {"date_start": "soon"}, {"date_end": "2020-01-01"}, {"where_prec": "9"}, {"date_prec": ""},
     {"type_of_violence": "4"}, {"where_coordinates": "", "country": ""}],
)  # fmt: skip
def test_unusable_row_is_named(wrong: dict[str, str]) -> None:
    items = read(read_ucdp_ged, ged_file({}, wrong))

    assert len(events(items)) == 1
    assert items[-1].problems[0].row == 3


def test_future_is_not_taken() -> None:
    items = read(read_ucdp_ged, ged_file({}), terms(latest=date(2023, 1, 1)))

    assert events(items) == []


def test_file_of_another_format_is_refused() -> None:
    (item, *others) = read(read_ucdp_ged, b"id,title\n1,Raid\n")[1:]

    assert "type_of_violence" in item.problems[0].column
    assert others == []
