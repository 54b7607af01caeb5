import re
from collections import Counter

from tests.starter.tables import Row, items, rows

_FLOOR = re.compile(r"\b(?:at least|more than)\b", re.IGNORECASE)


def test_floors_are_filed_as_floors() -> None:
    floors = {row["id"] for row in rows("statements") if _FLOOR.search(row["text"])}
    figures = [row for row in rows("figures") if row["record"] in floors]

    assert figures
    assert [row["record"] for row in figures if row["low"] != row["best"] or row["high"]] == []


def test_phrasings_belong_to_one_record() -> None:
    phrasings = [
        phrasing.lower()
        for table in ("events", "statements", "series")
        for row in rows(table)
        for phrasing in items(row["phrasings"])
    ]

    assert [phrasing for phrasing, times in Counter(phrasings).items() if times > 1] == []


def test_exact_points_are_of_no_other_place() -> None:
    owners = {point(row): row["id"] for row in rows("places") if row["kind"] in {"town", "village"}}

    for row in rows("events"):
        if row["latitude"] and row["place_precision"] == "exact":
            assert owners.get(point(row), row["place"]) == row["place"], row["id"]


def test_attacks_without_author_say_so() -> None:
    for row in rows("events"):
        roles = {entry.rpartition(":")[2] for entry in items(row["actors"])}
        if row["kind"] in {"attack", "shelling", "explosion"} and roles == {"party"}:
            assert "do not say" in row["summary"], row["id"]


def test_spans_are_not_dated_to_a_day() -> None:
    restated = [row for row in rows("events") if row["id"].startswith("ged-")]

    assert [row["id"] for row in restated if row["last_day"] and row["date_precision"] == "day"] == []


def point(row: Row) -> tuple[float, float] | None:
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else None
