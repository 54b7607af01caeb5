import json
from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource
from tests.feeds.data_sets import acled_file, ged_file

STATEMENTS = (
    "id,text,verdict,reason,publisher,visibility\n"
    "dam,A dam </script> broke above Testville.,false,It stands,Our newsroom,public\n"
    "secret,Nobody may read this.,false,Why,Our newsroom,restricted\n"
)


@pytest.fixture
def kept(secondsource: Secondsource, tmp_path: Path) -> None:
    """A library with the starter's records, those of two data sets, and two statements of the desk's own."""
    (tmp_path / "statements.csv").write_text(STATEMENTS, encoding="utf-8")
    (tmp_path / "GEDEvent_v25_1.csv").write_bytes(ged_file({}))
    (tmp_path / "acled.csv").write_bytes(acled_file({}))
    secondsource("import", "csv", str(tmp_path / "statements.csv"), "--provenance", "desk")
    secondsource("import", "ucdp-ged", str(tmp_path / "GEDEvent_v25_1.csv"))
    secondsource("import", "acled", str(tmp_path / "acled.csv"))


@pytest.mark.usefixtures("kept")
def test_csv_is_imported_again_unchanged(secondsource: Secondsource, tmp_path: Path) -> None:
    exported = secondsource("export", "csv", "--to", str(tmp_path / "out"), "--audience", "newsroom")

    again = secondsource("import", "csv", str(tmp_path / "out"), "--dry-run")

    assert exported.exit_code == 0
    assert (again.exit_code, again.stderr.strip()) == (0, "")
    assert " new" not in again.stdout
    assert " changed" not in again.stdout


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_may_not_leave_stays(secondsource: Secondsource, tmp_path: Path, form: str) -> None:
    secondsource("export", form, "--to", str(tmp_path / "out"), "--audience", "newsroom")

    files = [tmp_path / "out"] if form == "jsonl" else sorted((tmp_path / "out").iterdir())
    told = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert "ged-900001" in told
    assert "CC BY 4.0" in told
    assert "acled" not in told.lower()
    assert "Nobody may read this" not in told


@pytest.mark.usefixtures("kept")
def test_public_is_asked_for_by_itself(secondsource: Secondsource, tmp_path: Path) -> None:
    secondsource("export", "jsonl", "--to", str(tmp_path / "out.jsonl"))

    told = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "A dam" in told
    assert "ged-900001" not in told
    assert all(json.loads(line)["kind"] for line in told.splitlines())


@pytest.mark.usefixtures("kept")
def test_reviews_can_stand_in_a_page(secondsource: Secondsource, tmp_path: Path) -> None:
    homeless = secondsource("export", "claimreview", "--to", str(tmp_path / "none.json"))
    result = secondsource(
        "export", "claimreview", "--to", str(tmp_path / "out.json"), "--site", "https://newsroom.example"
    )

    assert "--site" in homeless.stdout
    assert "ClaimReview: 1" in result.stdout
    told = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert "</script>" not in told
    (review,) = json.loads(told)["@graph"]
    assert (review["claimReviewed"], review["url"]) == (
        "A dam </script> broke above Testville.",
        "https://newsroom.example/dam",
    )


def test_nothing_is_overwritten(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine", encoding="utf-8")

    results = [
        secondsource("export", form, "--to", str(tmp_path / "there"))
        for form in ("csv", "jsonl", "claimreview")
    ]

    assert [result.exit_code for result in results] == [2, 2, 2]
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"
