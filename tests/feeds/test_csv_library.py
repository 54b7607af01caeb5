from datetime import date

import pytest

from bot.claims.claim import Stance
from bot.claims.interval import Interval, Precision
from bot.claims.quantity import Measure
from bot.feeds.csv_library import CsvReading, Known, read_csv_library
from bot.library.event import Event, EventKind, Involvement, Location, PlacePrecision, Role
from bot.library.filing import Evidence, Figure, Filing, Provenance, Status
from bot.library.names import Actor, Place
from bot.library.series import Point, Series
from bot.library.source import Rating, Reliability, Source
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience

PLACES = "id,name,kind,parent,aliases\nregion,Region,region,,\ntown,Town,town,region,Old Town | Ville\n"
ACTORS = "id,name,is_party\narmy,The army,yes\n"
SOURCES = "id,name,kind,domains\nrecorder,Recorder,recorder,Recorder.example\n"
EVENTS = (
    "id,title,kind,first_day,place,actors,killed_low,killed,killed_high,civilians_killed,who_counts,publisher\n"
    "strike,Air strike on Town,air_strike,2023-04-11,town,army:attacker,150,170,200,140,recorder,Recorder\n"
)
SERIES = "id,title,measure,unit,who_counts,definition,publisher\ntotal,Killed,killed,People,recorder,All dead,Recorder\n"
POINTS = "series,as_of,value\ntotal,2024-02-01,20\ntotal,2024-01-01,10\n"
NAMES = {"places.csv": PLACES, "actors.csv": ACTORS, "sources.csv": SOURCES}


def read(**files: str | bytes) -> CsvReading:
    return read_with(Known({}, (), (), ()), **files)


def read_with(known: Known, /, **files: str | bytes) -> CsvReading:
    named = {f"{name}.csv": content for name, content in files.items()}
    return read_csv_library(
        named,
        provenance=Provenance.DATA_SET,
        visibility=Audience.NEWSROOM,
        known=known,
    )


def complaints(**files: str | bytes) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.row, problem.column) for problem in read(**files).problems]


def said(**files: str | bytes) -> str:
    return " / ".join(problem.message for problem in read(**files).problems)


def test_event_is_read_whole() -> None:
    evidence = "record,publisher,published,origin\nstrike,Outlet,2023-04-12,Recorder\n"
    figures = "record,measure,unit,best\nstrike,destroyed,Houses,3\n"

    read_in = read(
        places=PLACES, actors=ACTORS, sources=SOURCES, events=EVENTS, evidence=evidence, figures=figures
    )

    assert read_in.problems == ()
    assert read_in.entries[-1] == Event(
        id="strike",
        title="Air strike on Town",
        kind=EventKind.AIR_STRIKE,
        when=Interval(date(2023, 4, 11), date(2023, 4, 11), Precision.DAY),
        where=Location("town", "Town", PlacePrecision.EXACT),
        filing=Filing(
            status=Status.VERIFIED,
            provenance=Provenance.DATA_SET,
            visibility=Audience.NEWSROOM,
            publisher="Recorder",
            evidence=(Evidence("Outlet", date(2023, 4, 12), origin="Recorder"),),
        ),
        actors=(Involvement("army", Role.ATTACKER),),
        figures=(
            Figure(Measure.KILLED, "people", 170, 150, 200, "recorder"),
            Figure(Measure.KILLED, "civilians", 140, who_counts="recorder"),
            Figure(Measure.DESTROYED, "houses", 3),
        ),
    )


def test_names_come_before_what_refers_to_them() -> None:
    entries = read(events=EVENTS, sources=SOURCES, actors=ACTORS, places=PLACES).entries

    assert [type(entry) for entry in entries] == [Place, Place, Actor, Source, Event]
    assert isinstance(entries[1], Place)
    assert entries[1].aliases == ("Old Town", "Ville")
    assert isinstance(entries[3], Source)
    assert entries[3].domains == ("recorder.example",)


def test_denial_is_read() -> None:
    statements = (
        "id,text,verdict,reason,said_by,stance,said_first,said_last,about,publisher,visibility,language\n"
        "denial,It was not us,denial,They deny it,army,denial,2023-04-12,2023-04-13,strike,Outlet,public,my\n"
    )

    statement = read(
        places=PLACES, actors=ACTORS, sources=SOURCES, events=EVENTS, statements=statements
    ).entries[-1]

    assert isinstance(statement, Statement)
    assert (statement.verdict, statement.stance, statement.about) == (
        Verdict.DENIAL,
        Stance.DENIAL,
        ("strike",),
    )
    assert statement.said_on == Interval(date(2023, 4, 12), date(2023, 4, 13))
    assert (statement.filing.visibility, statement.filing.language) == (Audience.PUBLIC, "my")


def test_points_of_series_are_put_in_order() -> None:
    series = read(sources=SOURCES, series=SERIES, points=POINTS).entries[-1]

    assert isinstance(series, Series)
    assert series.points == (Point(date(2024, 1, 1), 10), Point(date(2024, 2, 1), 20))
    assert series.unit == "people"


def test_rating_is_read() -> None:
    ratings = (
        "source,letter,rater,rated_on,reason,until\nrecorder,B,Desk,2024-01-01,Names verified,2025-01-01\n"
    )

    assert read(sources=SOURCES, ratings=ratings).entries[-1] == Rating(
        "recorder",
        Reliability.B,
        "Desk",
        date(2024, 1, 1),
        "Names verified",
        date(2025, 1, 1),
        Provenance.DATA_SET,
    )


def test_references_may_point_to_the_library() -> None:
    known = Known({"town": "Known Town"}, {"army"}, {"recorder"}, set())

    event = read_with(known, events=EVENTS).entries[0]

    assert isinstance(event, Event)
    assert event.where is not None
    assert event.where.name == "Known Town"


def test_unresolved_references_are_reported() -> None:
    assert complaints(events=EVENTS) == [("events.csv", 2, "place"), ("events.csv", 2, "actors")]


def test_every_mistake_of_a_row_is_reported() -> None:
    events = (
        "id,title,kind,first_day,last_day,latitude,longitude,origins,killed_low,killed,killed_high,publisher,link\n"
        "a b,,airstrike,11/04/2023,2023-01-01,91,,1.5,30,20,10,,ftp://x\n"
    )

    assert {column for _, _, column in complaints(events=events)} == {
        "id", "title", "kind", "first_day", "latitude", "longitude", "origins", "killed", "publisher", "link",
    }  # fmt: skip


def test_bad_row_takes_what_needs_it_along() -> None:
    places = "id,name,kind,parent\nregion,Region,province,\ntown,Town,town,region\nother,Other,town,\n"

    reading = read(places=places)

    assert [entry.id for entry in reading.entries if isinstance(entry, Place)] == ["other"]
    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, "kind"), (3, "parent")]


def test_ids_are_unique_over_all_records() -> None:
    statements = "id,text,reason,publisher\nstrike,Words,Why,Outlet\n"

    assert complaints(
        **{name[:-4]: text for name, text in NAMES.items()}, events=EVENTS, statements=statements
    ) == [("statements.csv", 2, "id")]


def test_parts_need_their_record() -> None:
    assert complaints(points="series,as_of,value\nx,2024-01-01,1\n") == [("points.csv", 2, "series")]


def test_series_without_points_is_refused() -> None:
    assert complaints(sources=SOURCES, series=SERIES) == [("series.csv", 2, "id")]


def test_two_values_of_one_day_are_refused() -> None:
    points = POINTS + "total,2024-02-01,21\n"

    assert complaints(sources=SOURCES, series=SERIES, points=points) == [("points.csv", 4, "as_of")]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("2023-4-11", "2023-04-11"),
        ("20230411", "2023-04-11"),
        ("2023-02-30", "2023-04-11"),
        ("၂၀၂၃-၀၄-၁၁", "2023-04-11"),
    ],
)
def test_only_iso_dates_are_taken(cell: str, message: str) -> None:
    assert message in said(events=f"id,title,kind,first_day,publisher\na,A,raid,{cell},P\n")


def in_time(**files: str) -> list[str]:
    named = {f"{name}.csv": content for name, content in files.items()}
    reading = read_csv_library(
        named, provenance=Provenance.DATA_SET, visibility=Audience.NEWSROOM, latest=date(2024, 1, 1)
    )
    return [f"{problem.column}: {problem.message}" for problem in reading.problems]


@pytest.mark.parametrize(
    ("column", "files"),
    [
        ("first_day", {"events": "id,title,kind,first_day,publisher\na,A,raid,2024-01-02,P\n"}),
        (
            "published",
            {"events": "id,title,kind,first_day,publisher,published\na,A,raid,2024-01-01,P,2033-01-01\n"},
        ),
        ("as_of", {"sources": SOURCES, "series": SERIES, "points": POINTS}),
        (
            "rated_on",
            {
                "sources": SOURCES,
                "ratings": "source,letter,rater,rated_on,reason\nrecorder,B,Desk,2033-01-01,R\n",
            },
        ),
    ],
)
def test_what_has_happened_lies_not_in_the_future(column: str, files: dict[str, str]) -> None:
    assert any(told.startswith(f"{column}: This lies in the future") for told in in_time(**files))


def test_review_may_be_due_in_the_future() -> None:
    events = "id,title,kind,first_day,publisher,review_due\na,A,raid,2024-01-01,P,2033-01-01\n"

    assert in_time(events=events) == []


def test_no_more_civilians_than_people_are_killed() -> None:
    events = (
        "id,title,kind,first_day,killed,killed_high,civilians_killed,publisher\na,A,raid,2023-01-01,{},P\n"
    )

    assert complaints(events=events.format("3,,4")) == [("events.csv", 2, "civilians_killed")]
    assert complaints(events=events.format("3,5,4")) == []


def test_unknown_column_hides_no_mistake() -> None:
    actors = "id,name,colour,is_party\na,A,red,\nb,B,,perhaps\n"

    assert complaints(actors=actors) == [("actors.csv", 1, "colour"), ("actors.csv", 3, "is_party")]
    assert [entry.id for entry in read(actors=actors).entries if isinstance(entry, Actor)] == ["a"]


def test_missing_column_is_told_once() -> None:
    reading = read(actors="id,is_party\na,\nb,perhaps\n")

    assert [(problem.row, problem.column) for problem in reading.problems] == [(1, "name"), (3, "is_party")]
    assert reading.entries == ()


def test_rows_under_a_doubled_column_are_not_taken() -> None:
    assert read(actors="id,name,name\na,A,B\n").entries == ()


def test_record_keeps_the_visibility_that_it_has() -> None:
    known = Known({"town": "T"}, {"army"}, {"recorder"}, {"strike"}, {"strike": Audience.RESTRICTED})

    event = read_with(known, events=EVENTS).entries[0]

    assert isinstance(event, Event)
    assert event.filing.visibility is Audience.RESTRICTED


def test_files_may_be_named_in_capitals() -> None:
    reading = read_csv_library(
        {"Actors.CSV": "id,name\na,A\n", "actors.csv": "id,name\na,B\n"},
        provenance=Provenance.DATA_SET,
        visibility=Audience.NEWSROOM,
    )

    assert [entry.id for entry in reading.entries if isinstance(entry, Actor)] == ["a"]
    assert [(problem.file, problem.column) for problem in reading.problems] == [("actors.csv", "id")]


@pytest.mark.parametrize("cell", ['"4,468"', "4468 people", "1e3", "NaN", "inf", "-1", "٤"])
def test_only_plain_numbers_are_taken(cell: str) -> None:
    events = f"id,title,kind,first_day,killed,publisher\na,A,raid,2023-01-01,{cell},P\n"

    assert complaints(events=events) == [("events.csv", 2, "killed")]


@pytest.mark.parametrize("cell", ['=HYPERLINK("x")', "=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "#NAME?"])
def test_formulas_are_refused(cell: str) -> None:
    quoted = cell.replace('"', '""')

    assert complaints(actors=f'id,name\na,"{quoted}"\n') == [("actors.csv", 2, "name")]


def test_enumeration_lists_what_is_allowed() -> None:
    assert "town, village, area" in said(places="id,name,kind\na,A,city\n")


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfid,name\r\na,A\r\n", "\ufeffname,id\nA,a\n", b"id,name\n\n\na,A"]
)
def test_mark_and_line_ends_do_not_matter(content: bytes | str) -> None:
    assert read(actors=content).entries == (Actor("a", "A", provenance=Provenance.DATA_SET),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must name the columns"),
        (b"id;name\na;A\n", "separated by commas"),
        (b"id,name,zzz\n", "Known: id, name"),
        (b"id,name,alias\n", "Did you mean aliases?"),
        (b"id\na\n", "missing"),
        (b"id,name,name\n", "more than once"),
        (b"id,name\na,A,B\n", "3 cells"),
        (b'id,name\na,"A\n', "quotation marks"),
        (b"id,name\na,\xff\n", "line 2"),
        ("id,name\na,A".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"id,name\na,A\x00\n", "control character"),
    ],
)
def test_unusable_file_is_explained(content: bytes, message: str) -> None:
    assert message in said(actors=content)


def test_unknown_file_is_refused() -> None:
    assert "not one of" in said(people="id,name\na,A\n")


def test_row_numbers_count_empty_rows() -> None:
    assert complaints(actors="id,name\n\n,\na b,A\n") == [("actors.csv", 4, "id")]
