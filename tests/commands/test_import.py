from datetime import date
from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource
from tests.feeds.test_workbook import a_workbook

COUP = "The military took power in Myanmar on 1 February 2021."


def test_import_says_what_was_taken(secondsource: Secondsource, records: Path) -> None:
    result = secondsource("import", "csv", str(records))

    assert result.exit_code == 0
    assert "events: 2 new" in result.stdout
    assert "places: 1 new" in result.stdout
    assert "now at version 2" in result.stdout


def test_same_files_again_change_nothing(secondsource: Secondsource, records: Path) -> None:
    secondsource("import", "csv", str(records))

    result = secondsource("import", "csv", str(records))

    assert "events: 2 unchanged" in result.stdout
    assert "stays at version 2" in result.stdout


def test_changed_row_is_counted(secondsource: Secondsource, records: Path) -> None:
    secondsource("import", "csv", str(records))
    events = records / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace(",12,", ",13,"), encoding="utf-8")

    result = secondsource("import", "csv", str(events))

    assert "events: 1 changed, 1 unchanged" in result.stdout


def test_one_mistake_stops_the_import(secondsource: Secondsource, records: Path) -> None:
    with (records / "events.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Bad,raid,yesterday,nowhere,1,Outlet,public\n")

    result = secondsource("import", "csv", str(records))

    assert result.exit_code == 2
    assert "events.csv, row 4, first_day" in result.stderr
    assert "events.csv, row 4, place" in result.stderr
    assert "2 new" in secondsource("import", "csv", str(records), "--dry-run", "--skip-bad").stdout


def test_good_rows_are_taken_when_asked(secondsource: Secondsource, records: Path) -> None:
    with (records / "events.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Bad,raid,yesterday,testville,1,Outlet,public\n")

    result = secondsource("import", "csv", str(records), "--skip-bad")

    assert result.exit_code == 0
    assert "events: 2 new" in result.stdout
    assert "Skipped: 1 row with mistakes." in result.stdout


def test_dry_run_publishes_nothing(secondsource: Secondsource, records: Path) -> None:
    secondsource("import", "csv", str(records), "--dry-run")

    assert "events: 2 new" in secondsource("import", "csv", str(records)).stdout


def test_file_of_another_name_needs_its_kind(secondsource: Secondsource, records: Path) -> None:
    file = (records / "places.csv").rename(records / "2024.csv")

    unnamed = secondsource("import", "csv", str(file))
    named = secondsource("import", "csv", str(file), "--kind", "places")

    assert (unnamed.exit_code, named.exit_code) == (2, 0)
    assert "places: 1 new" in named.stdout


def test_starter_library_can_be_taken_out(secondsource: Secondsource) -> None:
    with_starter = secondsource("check", COUP).stdout

    foreseen = secondsource("import", "csv", "--remove-starter", "--dry-run").stdout
    result = secondsource("import", "csv", "--remove-starter")

    assert "Nothing in our library" not in with_starter
    assert foreseen.split(":")[1].strip() in result.stdout
    assert "would be taken out" in foreseen
    assert "starter library was taken out" in result.stdout
    assert "Nothing in our library" in secondsource("check", COUP).stdout


def test_first_import_loads_the_starter(secondsource: Secondsource, records: Path) -> None:
    result = secondsource("import", "csv", str(records))

    assert "starter library was loaded into it" in result.stdout
    assert "Nothing in our library" not in secondsource("check", COUP).stdout


def test_starter_taken_out_first_never_comes(secondsource: Secondsource) -> None:
    secondsource("import", "csv", "--remove-starter")

    assert "Nothing in our library" in secondsource("check", COUP).stdout
    assert "not in the library" in secondsource("doctor").stdout


def test_starter_places_can_be_referred_to(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "id,title,kind,first_day,place,publisher\nfire,Fire in Yangon,disaster,2023-04-11,yangon,Outlet\n",
        encoding="utf-8",
    )

    assert secondsource("import", "csv", str(tmp_path / "events.csv")).exit_code == 0


def test_nothing_refers_to_what_is_taken_out(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "id,title,kind,first_day,place,publisher\nfire,Fire in Yangon,disaster,2023-04-11,yangon,Outlet\n",
        encoding="utf-8",
    )

    result = secondsource("import", "csv", str(tmp_path / "events.csv"), "--remove-starter")

    assert result.exit_code == 2
    assert "No place has the id 'yangon'" in result.stderr
    assert "Nothing in our library" not in secondsource("check", COUP).stdout


def test_unknown_column_hides_no_mistake(secondsource: Secondsource, records: Path) -> None:
    (records / "events.csv").write_text(
        "id,title,kind,first_day,publisher,colour\nraid,Raid,raid,2023-04-11,Outlet,red\nbad,Bad,raid,soon,Outlet,\n",
        encoding="utf-8",
    )

    strict = secondsource("import", "csv", str(records))
    lenient = secondsource("import", "csv", str(records), "--skip-bad")

    assert (strict.exit_code, lenient.exit_code) == (2, 0)
    assert "row 1, colour" in strict.stderr
    assert "row 3, first_day" in strict.stderr
    assert "2 mistakes" in strict.stderr
    assert "events: 1 new" in lenient.stdout


def test_skipping_every_row_is_a_failure(secondsource: Secondsource, records: Path) -> None:
    (records / "places.csv").unlink()
    (records / "events.csv").write_text("id,title\nraid,Raid\n", encoding="utf-8")

    result = secondsource("import", "csv", str(records), "--skip-bad")

    assert result.exit_code == 2
    assert "No row could be used" in result.stderr


def test_name_of_a_file_may_be_in_capitals(secondsource: Secondsource, records: Path) -> None:
    (records / "events.csv").rename(records / "Events.CSV")

    assert "events: 2 new" in secondsource("import", "csv", str(records)).stdout


def test_one_mistake_is_one(secondsource: Secondsource, records: Path) -> None:
    with (records / "events.csv").open("a", encoding="utf-8") as file:
        file.write("bad,Bad,raid,2999-01-01,testville,1,Outlet,public\n")

    assert "1 mistake." in secondsource("import", "csv", str(records)).stderr


@pytest.fixture
def restricted(secondsource: Secondsource, records: Path) -> Path:
    """One restricted record in the library, and a file that says something else of it and names no visibility."""
    file = records / "events.csv"
    file.write_text("id,title,kind,first_day,publisher\nraid,Raid,raid,2023-04-11,Outlet\n", encoding="utf-8")
    secondsource("import", "csv", str(file), "--visibility", "restricted", "--provenance", "desk")
    file.write_text(file.read_text(encoding="utf-8").replace(",Raid,", ",A raid,"), encoding="utf-8")
    return file


def test_restricted_record_stays_restricted(secondsource: Secondsource, restricted: Path) -> None:
    result = secondsource("import", "csv", str(restricted), "--provenance", "desk")

    assert "events: 1 changed" in result.stdout
    assert "Still restricted, as before and not newsroom: raid" in result.stdout


def test_visibility_changes_when_asked(secondsource: Secondsource, restricted: Path) -> None:
    result = secondsource("import", "csv", str(restricted), "--provenance", "desk", "--visibility", "public")

    assert "Still" not in result.stdout
    assert "A raid" in secondsource("check", "There was a raid on 11 April 2023.").stdout


@pytest.fixture
def public(secondsource: Secondsource, records: Path) -> Path:
    """One public record in the library, since its row says so, and a file that says something else of it."""
    file = records / "events.csv"
    file.write_text(
        "id,title,kind,first_day,publisher,visibility\nraid,Raid,raid,2023-04-11,Outlet,public\n",
        encoding="utf-8",
    )
    secondsource("import", "csv", str(file))
    file.write_text(file.read_text(encoding="utf-8").replace(",Raid,", ",A raid,"), encoding="utf-8")
    return file


def test_option_does_not_change_what_a_row_says(secondsource: Secondsource, public: Path) -> None:
    said = secondsource("import", "csv", str(public)).stdout
    again = secondsource("import", "csv", str(public), "--visibility", "newsroom").stdout

    assert "Public, as their rows say and not newsroom: raid. Only their cells" in said
    assert "1 unchanged" in again
    assert "Public, as their rows say and not newsroom: raid. Only their cells" in again
    assert "Still" not in said + again


def test_row_without_visibility_follows_the_option(secondsource: Secondsource, public: Path) -> None:
    public.write_text(public.read_text(encoding="utf-8").replace(",public", ","), encoding="utf-8")

    kept = secondsource("import", "csv", str(public)).stdout
    changed = secondsource("import", "csv", str(public), "--visibility", "newsroom").stdout

    assert "Still public, as before and not newsroom: raid. --visibility newsroom changes it." in kept
    assert "Only the newsroom sees 1 record" in changed


def test_wider_than_before_is_named(secondsource: Secondsource, restricted: Path) -> None:
    said = secondsource(
        "import", "csv", str(restricted), "--provenance", "desk", "--visibility", "public"
    ).stdout

    assert "Now public, restricted before: raid." in said


def test_desk_record_is_not_replaced_by_a_data_set(secondsource: Secondsource, restricted: Path) -> None:
    refused = secondsource("import", "csv", str(restricted))
    allowed = secondsource("import", "csv", str(restricted), "--replace-desk")

    assert (refused.exit_code, allowed.exit_code) == (2, 0)
    assert "Reviewed by the desk, and not to be replaced by a data set: raid." in refused.stderr
    assert "Replaced, reviewed by the desk before: raid." in allowed.stdout


def test_same_content_keeps_its_provenance(secondsource: Secondsource, records: Path) -> None:
    secondsource("import", "csv", str(records), "--provenance", "desk")

    assert "events: 2 unchanged" in secondsource("import", "csv", str(records)).stdout


def test_import_says_who_can_see_it(secondsource: Secondsource, records: Path) -> None:
    said = secondsource("import", "csv", str(records)).stdout

    assert (
        "Only the newsroom sees 1 record of these: ask with `secondsource check --audience newsroom`" in said
    )
    assert "Everybody sees 1 record" in said


def test_failed_import_is_no_failed_check(secondsource: Secondsource, records: Path, tmp_path: Path) -> None:
    secondsource("migrate")
    (tmp_path / "kept" / "library.db").write_bytes(b"not a database" * 1000)

    result = secondsource("import", "csv", str(records))

    assert result.exit_code == 69
    assert "Nothing was imported." in result.stderr
    assert "put a backup in its place" in result.stderr
    assert "Try again in" not in result.stderr


def test_nothing_to_import_is_a_sentence(secondsource: Secondsource, tmp_path: Path) -> None:
    results = [
        secondsource("import", "csv"),
        secondsource("import", "csv", str(tmp_path / "nowhere.csv")),
        secondsource("import", "csv", str(tmp_path)),
        secondsource("import", "csv", str(tmp_path), "--kind", "people"),
    ]

    assert [result.exit_code for result in results] == [2, 2, 2, 2]
    assert all(result.stderr and "Traceback" not in result.stderr for result in results)


def test_spreadsheet_is_imported(secondsource: Secondsource, tmp_path: Path) -> None:
    file = tmp_path / "own.xlsx"
    file.write_bytes(
        a_workbook(
            ["id", "title", "kind", "first_day", "publisher"],
            ["e1", "Raid", "raid", date(2023, 4, 11), "Outlet"],
        )
    )

    result = secondsource("import", "xlsx", str(file))

    assert result.exit_code == 0
    assert "events: 1 new" in result.stdout


def test_columns_of_other_names_are_mapped(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "id,Headline,kind,When,publisher\ne1,Raid,raid,2023-04-11,Outlet\n", encoding="utf-8"
    )

    mapped = secondsource(
        "import", "csv", str(tmp_path / "events.csv"), "--map", "title=Headline", "--map", "first_day=when"
    )
    wrong = secondsource("import", "csv", str(tmp_path / "events.csv"), "--map", "colour=Headline")

    assert "events: 1 new" in mapped.stdout
    assert wrong.exit_code == 2


def test_spoilt_spreadsheet_is_a_sentence(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "events.xlsx").write_bytes(b"PK\x03\x04 not really")

    result = secondsource("import", "xlsx", str(tmp_path / "events.xlsx"))

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
