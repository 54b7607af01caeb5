import json
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
