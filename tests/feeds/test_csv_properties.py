import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_library import CsvReading, read_csv_library
from bot.feeds.csv_parts import HOMES
from bot.library.filing import Provenance
from bot.people.audience import Audience

Rows = dict[str, list[dict[str, str]]]

GOOD: Rows = {
    "places": [
        {"id": "region", "name": "Region", "kind": "region"},
        {"id": "town", "name": "Town", "kind": "town", "parent": "region"},
    ],
    "actors": [{"id": "army", "name": "Army"}],
    "sources": [{"id": "recorder", "name": "Recorder", "kind": "recorder", "actor": "army"}],
    "ratings": [
        {"source": "recorder", "letter": "B", "rater": "Desk", "rated_on": "2024-01-01", "reason": "Names"}
    ],
    "events": [
        {"id": "e1", "title": "Raid", "kind": "raid", "first_day": "2023-04-11", "place": "town", "publisher": "P"},
        {"id": "e2", "title": "Clash", "kind": "clash", "first_day": "2023-05-11", "killed": "3", "publisher": "P"},
    ],
    "statements": [{"id": "s1", "text": "No", "reason": "Why", "about": "e1|e2", "publisher": "P"}],
    "series": [
        {"id": "t1", "title": "Total", "measure": "killed", "unit": "people", "who_counts": "recorder",
         "definition": "All", "publisher": "P"}
    ],
    "points": [{"series": "t1", "as_of": "2024-01-01", "value": "3"}, {"series": "t1", "as_of": "2024-02-01", "value": "4"}],
    "figures": [{"record": "e1", "measure": "destroyed", "unit": "houses", "best": "2"}],
    "evidence": [{"record": "e1", "publisher": "Outlet"}],
}  # fmt: skip

SPOTS = [
    (kind, row, column) for kind in GOOD for row in range(len(GOOD[kind])) for column in TABLES[kind].columns
]
CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["", "e1", "town", "army:target", "2023-04-12", "2022-01-01", "7", "-0.5", "yes", "region"]
    ),
)


def read(rows: Rows) -> CsvReading:
    files = {f"{kind}.csv": written(kind, rows[kind]) for kind in rows}
    return read_csv_library(files, provenance=Provenance.DESK, visibility=Audience.PUBLIC)


def written(kind: str, rows: list[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, TABLES[kind].columns, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


@st.composite
def spoilt(draw: st.DrawFn) -> Rows:
    """A good library with some cells overwritten."""
    rows = {kind: [dict(row) for row in GOOD[kind]] for kind in GOOD}
    for kind, row, column in draw(st.lists(st.sampled_from(SPOTS), max_size=4)):
        rows[kind][row][column] = draw(CELLS)
    return rows


def without_bad_rows(rows: Rows, reading: CsvReading) -> Rows:
    """The rows without those that have a mistake, and without the parts of these."""
    bad = {(problem.file, problem.row) for problem in reading.problems}
    left = {
        kind: [row for number, row in enumerate(rows[kind], start=2) if (f"{kind}.csv", number) not in bad]
        for kind in rows
    }
    for kind, homes in HOMES.items():
        owner = TABLES[kind].required[0]
        owners = {row["id"].strip() for home in homes for row in left[home]}
        left[kind] = [row for row in left[kind] if row[owner].strip() in owners]
    return left


@given(
    st.dictionaries(st.sampled_from([f"{kind}.csv" for kind in TABLES]), st.binary(max_size=200), max_size=3)
)
def test_no_bytes_crash_the_reading(files: dict[str, bytes | str]) -> None:
    reading = read_csv_library(files, provenance=Provenance.DESK, visibility=Audience.PUBLIC)

    assert all(problem.message and problem.file in files for problem in reading.problems)


def test_good_library_has_no_problem() -> None:
    assert read(GOOD).problems == ()


@given(spoilt())
def test_each_row_is_taken_or_explained(rows: Rows) -> None:
    reading = read(rows)

    left = without_bad_rows(rows, reading)
    assert len(reading.entries) == sum(len(left[kind]) for kind in left if kind not in HOMES)


@given(spoilt())
def test_rows_taken_read_the_same_alone(rows: Rows) -> None:
    reading = read(rows)

    again = read(without_bad_rows(rows, reading))

    assert again == CsvReading(reading.entries, ())
