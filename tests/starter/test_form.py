from datetime import date
from enum import StrEnum

import pytest

from bot.claims.claim import Stance
from bot.claims.interval import Precision
from bot.claims.quantity import Measure
from bot.library.event import Corroboration, EventKind, PlacePrecision, Role
from bot.library.filing import Status
from bot.library.names import PlaceKind
from bot.library.source import Reliability, SourceKind
from bot.library.statement import Verdict
from tests.starter.tables import FOLDER, items, rows

REQUIRED = {
    "events": ("id", "title", "kind", "first_day", "publisher", "summary"),
    "statements": ("id", "text", "reason", "publisher"),
    "series": ("id", "title", "measure", "unit", "who_counts", "definition", "publisher"),
    "points": ("series", "as_of", "value", "reference"),
    "figures": ("record", "measure", "unit", "best"),
    "evidence": ("record", "publisher"),
    "sources": ("id", "name", "kind", "reference"),
    "ratings": ("source", "letter", "rater", "rated_on", "reason"),
    "places": ("id", "name", "kind", "reference"),
    "actors": ("id", "name", "reference"),
}
DATES = {
    "events": ("first_day", "last_day", "published"),
    "statements": ("said_first", "said_last", "published"),
    "series": ("since", "until", "published"),
    "points": ("as_of", "published"),
    "figures": ("as_of",),
    "evidence": ("published",),
    "ratings": ("rated_on", "until"),
}
CHOICES: list[tuple[str, str, type[StrEnum]]] = [
    ("events", "kind", EventKind),
    ("events", "corroboration", Corroboration),
    ("events", "date_precision", Precision),
    ("events", "place_precision", PlacePrecision),
    ("events", "status", Status),
    ("statements", "verdict", Verdict),
    ("statements", "stance", Stance),
    ("statements", "status", Status),
    ("evidence", "stance", Stance),
    ("series", "measure", Measure),
    ("figures", "measure", Measure),
    ("sources", "kind", SourceKind),
    ("ratings", "letter", Reliability),
    ("places", "kind", PlaceKind),
]


@pytest.mark.parametrize("table", REQUIRED)
def test_required_columns_are_filled(table: str) -> None:
    empty = [(row, column) for row in rows(table) for column in REQUIRED[table] if not row[column].strip()]

    assert empty == []


@pytest.mark.parametrize("table", ["events", "statements", "series", "sources", "places", "actors"])
def test_ids_are_unique_and_plain(table: str) -> None:
    found = [row["id"] for row in rows(table)]

    assert len(found) == len(set(found))
    assert [name for name in found if " " in name] == []


@pytest.mark.parametrize("table", DATES)
def test_dates_are_iso_days(table: str) -> None:
    cells = [row[column] for row in rows(table) for column in DATES[table] if row[column]]

    assert [cell for cell in cells if date.fromisoformat(cell).isoformat() != cell] == []
    assert cells


@pytest.mark.parametrize(("table", "column", "choices"), CHOICES)
def test_codes_are_from_their_lists(table: str, column: str, choices: type[StrEnum]) -> None:
    allowed = {choice.value for choice in choices} | {""}

    assert {row[column] for row in rows(table)} <= allowed


def test_roles_are_from_their_list() -> None:
    roles = {entry.rpartition(":")[2] for row in rows("events") for entry in items(row["actors"])}

    assert roles <= {role.value for role in Role}


@pytest.mark.parametrize("table", REQUIRED)
def test_no_table_claims_a_provenance(table: str) -> None:
    header = (FOLDER / f"{table}.csv").read_text(encoding="utf-8").partition("\n")[0]

    assert "provenance" not in header.split(",")


@pytest.mark.parametrize("table", REQUIRED)
def test_cells_hold_one_line_without_margins(table: str) -> None:
    untidy = [cell for row in rows(table) for cell in row.values() if cell != cell.strip() or "\n" in cell]

    assert untidy == []
