import pytest

from tests.starter.tables import ids, items, rows


def records() -> set[str]:
    return ids("events") | ids("statements") | ids("series")


def speakers() -> set[str]:
    return ids("sources") | ids("actors")


def test_record_ids_are_unique_across_tables() -> None:
    assert len(records()) == len(ids("events")) + len(ids("statements")) + len(ids("series"))


def test_every_event_stands_at_a_known_place() -> None:
    assert {row["place"] for row in rows("events")} - ids("places") <= {""}


def test_every_event_names_known_actors() -> None:
    named = {entry.rpartition(":")[0] for row in rows("events") for entry in items(row["actors"])}

    assert named <= ids("actors")


@pytest.mark.parametrize("table", ["statements", "series"])
def test_places_and_actors_are_known(table: str) -> None:
    for row in rows(table):
        assert set(items(row["places"])) <= ids("places"), row["id"]
        assert set(items(row["actors"])) <= ids("actors"), row["id"]


def test_statements_point_to_known_records_and_speakers() -> None:
    for row in rows("statements"):
        assert set(items(row["about"])) <= records(), row["id"]
        assert row["said_by"] in speakers() | {""}, row["id"]


@pytest.mark.parametrize("table", ["figures", "evidence"])
def test_attachments_belong_to_a_record(table: str) -> None:
    assert {row["record"] for row in rows(table)} <= records()


def test_points_belong_to_a_series_and_back() -> None:
    assert {row["series"] for row in rows("points")} == ids("series")


@pytest.mark.parametrize("table", ["events", "series", "figures"])
def test_counters_are_known_sources(table: str) -> None:
    assert {row["who_counts"] for row in rows(table)} <= ids("sources") | {""}


def test_every_source_has_exactly_one_rating() -> None:
    rated = [row["source"] for row in rows("ratings")]

    assert sorted(rated) == sorted(ids("sources"))


def test_cited_publishers_are_sources() -> None:
    known = {spelling for row in rows("sources") for spelling in [row["name"], *items(row["aliases"])]}

    assert {row["publisher"] for row in rows("evidence")} <= known


@pytest.mark.parametrize("table", ["places", "actors"])
def test_parents_lead_upwards_without_circles(table: str) -> None:
    parents = {row["id"]: row["parent"] for row in rows(table)}

    for start in parents:
        seen: list[str] = []
        here = start
        while here:
            assert here in parents
            assert here not in seen
            seen.append(here)
            here = parents[here]


def test_actors_of_sources_are_known_and_agree_on_party() -> None:
    parties = {row["id"] for row in rows("actors") if row["is_party"] == "yes"}

    for row in rows("sources"):
        assert row["actor"] in ids("actors") | {""}, row["id"]
        assert not row["actor"] or (row["is_party"] == "yes") == (row["actor"] in parties), row["id"]
