from itertools import pairwise

from tests.starter.tables import ids, items, rows

PLAIN_WORDS = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "any",
            "are",
            "at",
            "by",
            "can",
            "child",
            "chin",
            "day",
            "for",
            "from",
            "has",
            "he",
            "in",
            "is",
            "it",
        ),
        *(
            "kale",
            "karen",
            "man",
            "may",
            "mine",
            "mon",
            "no",
            "not",
            "now",
            "of",
            "on",
            "one",
            "or",
            "our",
            "out",
            "palate",
        ),
        *(
            "pale",
            "pan",
            "police",
            "saw",
            "see",
            "she",
            "so",
            "tan",
            "the",
            "they",
            "to",
            "town",
            "village",
            "was",
            "we",
            "ye",
        ),
    }
)


def test_library_is_large_enough_to_answer() -> None:
    assert len(rows("events")) >= 150
    assert len(rows("series")) >= 4
    assert len(rows("statements")) >= 25
    assert len(rows("places")) >= 250


def test_events_lie_between_coup_and_end_of_2024() -> None:
    for row in rows("events"):
        assert "2021-02-01" <= row["first_day"] <= (row["last_day"] or row["first_day"]) <= "2024-12-31", row[
            "id"
        ]


def test_tolls_lie_between_their_estimates() -> None:
    for row in rows("events"):
        if row["killed"]:
            assert int(row["killed_low"]) <= int(row["killed"]) <= int(row["killed_high"]), row["id"]
            assert int(row["civilians_killed"] or 0) <= int(row["killed"]), row["id"]


def test_titles_do_not_give_the_toll() -> None:
    for row in rows("events"):
        title = row["title"].split()
        assert row["killed"] not in title or row["killed"] == "", row["id"]


def test_everything_is_public_and_in_force() -> None:
    for table in ("events", "statements", "series"):
        assert {row["visibility"] for row in rows(table)} == {"public"}
        assert {row["status"] for row in rows(table)} <= {"verified", "contested"}


def test_every_record_says_where_it_comes_from() -> None:
    for table in ("events", "statements", "series"):
        assert [row["id"] for row in rows(table) if not (row["reference"] or row["link"])] == []


def test_restated_rows_carry_their_licence() -> None:
    restated = [row for row in [*rows("events"), *rows("series")] if row["publisher"] == "UCDP GED 24.1"]

    assert restated
    assert [row["id"] for row in restated if "CC BY 4.0" not in row["licence"]] == []


def test_single_reports_are_called_weak() -> None:
    reports: dict[str, int] = {}
    for row in rows("evidence"):
        reports[row["record"]] = reports.get(row["record"], 0) + 1

    for row in rows("events"):
        if row["id"].startswith("ged-") and reports[row["id"]] == 1:
            assert row["corroboration"] == "weak", row["id"]


def test_degrees_lie_in_or_near_myanmar() -> None:
    for table in ("events", "places"):
        for row in rows(table):
            if row["latitude"]:
                assert 9 < float(row["latitude"]) < 29, row["id"]
                assert 92 < float(row["longitude"]) < 102, row["id"]


def test_names_are_no_plain_words() -> None:
    for table in ("places", "actors", "sources"):
        for row in rows(table):
            names = {name.lower() for name in [row["name"], *items(row["aliases"])]}
            assert not names & PLAIN_WORDS, row["id"]


def test_known_spellings_lead_to_their_places() -> None:
    spellings = {
        "Laukkaing": "laukkai",
        "Depayin": "tabayin-township",
        "Pa Zi Gyi": "pazigyi",
        "Rangoon": "yangon",
        "Karenni State": "kayah-state",
        "Magwe": "magway",
        "Burma": "myanmar",
        "မန္တလေး": "mandalay",
    }
    known = {row["id"]: [row["name"], *items(row["aliases"])] for row in rows("places")}

    assert [place for spelling, place in spellings.items() if spelling not in known[place]] == []


def test_points_of_a_series_are_in_order() -> None:
    for series in ids("series"):
        days = [row["as_of"] for row in rows("points") if row["series"] == series]
        assert all(earlier < later for earlier, later in pairwise(days)), series


def test_denials_have_the_stance_of_one() -> None:
    denials = [row for row in rows("statements") if row["verdict"] == "denial"]

    assert denials
    assert [row["id"] for row in denials if row["stance"] != "denial"] == []


def test_garbled_and_misleading_statements_say_why() -> None:
    marked = [row for row in rows("statements") if row["verdict"] in {"garbled", "misleading"}]

    assert marked
    assert [row["id"] for row in marked if len(row["reason"]) < 40 or not row["about"]] == []


def test_parties_are_not_rated() -> None:
    parties = {row["id"] for row in rows("sources") if row["is_party"] == "yes"}

    assert parties
    assert {row["letter"] for row in rows("ratings") if row["source"] in parties} == {"F"}
