from pathlib import Path

from tests.commands.conftest import Secondsource


def test_import_says_what_was_taken(secondsource: Secondsource, records: Path) -> None:
    result = secondsource("import", "csv", str(records))

    assert result.exit_code == 0
    assert "events: 2 new" in result.stdout
    assert "places: 1 new" in result.stdout
    assert "now at version 1" in result.stdout


def test_same_files_again_change_nothing(secondsource: Secondsource, records: Path) -> None:
    secondsource("import", "csv", str(records))

    result = secondsource("import", "csv", str(records))

    assert "events: 2 unchanged" in result.stdout
    assert "stays at version 1" in result.stdout


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
    assert "Skipped: 1 row" in result.stdout


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
    claim = "The military took power in Myanmar on 1 February 2021."
    with_starter = secondsource("check", claim).stdout

    result = secondsource("import", "csv", "--remove-starter")

    assert "Nothing in our library" not in with_starter
    assert "starter library was taken out" in result.stdout
    assert "Nothing in our library" in secondsource("check", claim).stdout


def test_nothing_to_import_is_a_sentence(secondsource: Secondsource, tmp_path: Path) -> None:
    results = [
        secondsource("import", "csv"),
        secondsource("import", "csv", str(tmp_path / "nowhere.csv")),
        secondsource("import", "csv", str(tmp_path)),
        secondsource("import", "csv", str(tmp_path), "--kind", "people"),
    ]

    assert [result.exit_code for result in results] == [2, 2, 2, 2]
    assert all(result.stderr and "Traceback" not in result.stderr for result in results)
