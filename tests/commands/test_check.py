import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource

CLAIM = "12 people were killed in a raid on the market of Testville on 11 April 2023."
SECRET = "A raid on the harbour of Testville killed 3 people on 20 June 2023."

pytestmark = pytest.mark.usefixtures("library")


def test_report_goes_to_standard_output(secondsource: Secondsource) -> None:
    result = secondsource("check", CLAIM)

    assert result.exit_code == 0
    assert "Raid on the market of Testville" in result.stdout
    assert result.stderr == ""


def test_json_holds_the_relation(secondsource: Secondsource) -> None:
    report = json.loads(secondsource("check", "--json", CLAIM).stdout)

    assert report["schema"] == 1
    assert report["findings"][0]["relation"] == "same_event"
    assert report["findings"][0]["matches"][0]["record"] == "raid"


def test_dash_reads_standard_input(secondsource: Secondsource) -> None:
    result = secondsource("check", "--json", "-", text=b"\xef\xbb\xbf" + CLAIM.encode())

    assert json.loads(result.stdout)["findings"][0]["claim"] == CLAIM


def test_nothing_found_is_a_check_too(secondsource: Secondsource) -> None:
    result = secondsource("check", "A bakery opened in Otherville on 3 May 2020.")

    assert result.exit_code == 0
    assert "Nothing in our library" in result.stdout


def test_audience_decides_what_is_matched(secondsource: Secondsource) -> None:
    public = secondsource("check", "--json", SECRET).stdout
    newsroom = secondsource("check", "--json", "--audience", "newsroom", SECRET).stdout
    public_again = secondsource("check", "--json", SECRET).stdout

    assert "harbour" not in json.dumps(json.loads(public)["findings"][0]["matches"])
    assert "harbour" in json.dumps(json.loads(newsroom)["findings"][0]["matches"])
    assert public_again == public


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (("--as-of", "31.1.2024", CLAIM), None, "2024-01-31"),
        (("--as-of", "2999-01-01", CLAIM), None, "future"),
        (("--as-of", "20230105", CLAIM), None, "year-month-day"),
        (("--as-of", "0001-01-01", CLAIM), None, "before 1900"),
        (("--lang", "fr", CLAIM), None, "Reports are written in: en."),
        (("   ",), None, "no text"),
        (("-",), b"\xff\xfe\x00", "UTF-8"),
        (("-",), b"a" * (8 * 1024 * 1024 + 1), "too long"),
    ],
)
def test_bad_input_is_a_sentence(
    secondsource: Secondsource, arguments: tuple[str, ...], text: bytes | None, said: str
) -> None:
    result = secondsource("check", *arguments, text=text)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_lost_library_is_no_finding(secondsource: Secondsource, tmp_path: Path) -> None:
    secondsource("check", CLAIM)
    (tmp_path / "kept" / "library.db").unlink()

    result = secondsource("check", CLAIM)

    assert (result.exit_code, result.stdout) == (69, "")
    assert "secondsource migrate --new" in result.stderr
    assert secondsource("migrate", "--new").exit_code == 0
    assert secondsource("check", CLAIM).exit_code == 0


def test_locked_database_is_waited_for_by_the_person(secondsource: Secondsource, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "kept" / "library.db", isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        checked, doctor = secondsource("check", CLAIM), secondsource("doctor")

    assert checked.exit_code == doctor.exit_code == 69
    assert "Wait until it is done" in checked.stderr
    assert "is locked" in doctor.stdout
    assert "backup" not in checked.stderr + doctor.stdout


def test_cache_that_is_away_is_logged_once(
    secondsource: Secondsource, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_REDIS", "redis://127.0.0.1:1/0")
    with config.open("a", encoding="utf-8") as file:
        file.write('[cache]\nredis_url_env = "TEST_REDIS"\n')

    result = secondsource("check", CLAIM)

    assert result.exit_code == 0
    assert result.stderr.count("part unavailable") == 1
    assert "part=cache" in result.stderr


def test_damaged_database_is_no_finding(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "kept" / "library.db").write_bytes(b"not a database" * 1000)

    result = secondsource("check", CLAIM)

    assert (result.exit_code, result.stdout) == (69, "")
    assert "could not be made" in result.stderr


def test_debug_shows_the_traceback(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "kept" / "library.db").write_bytes(b"not a database" * 1000)

    assert "Traceback" in secondsource("check", "--debug", CLAIM).stderr


def test_missing_index_is_rebuilt(secondsource: Secondsource, tmp_path: Path) -> None:
    for file in (tmp_path / "kept" / "index").rglob("*"):
        if file.is_file():
            file.unlink()

    assert "Raid on the market" in secondsource("check", CLAIM).stdout
