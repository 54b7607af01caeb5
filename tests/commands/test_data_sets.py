import json
from pathlib import Path

import pytest

from bot.commandline.data_sets_said import how_long
from tests.commands.conftest import Secondsource
from tests.feeds.data_sets import acled_file, ged_file
from tests.feeds.test_claim_review import REVIEW

PARAPHRASE = (
    "Nine people died and many were injured when shells destroyed the market in Kyaw Hta on 11 April 2023."
)


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    file = tmp_path / "GEDEvent_v25_1.csv"
    file.write_bytes(ged_file({}, {"id": "900002", "where_coordinates": "Second village"}))
    return file


def test_data_set_is_taken(secondsource: Secondsource, ged: Path) -> None:
    result = secondsource("import", "ucdp-ged", str(ged))

    assert result.exit_code == 0
    assert "events: 2 new" in result.stdout
    assert "places: 5 new" in result.stdout
    assert "is now at version 2" in result.stdout
    assert "Only the newsroom sees what is new" in result.stdout


def test_second_import_changes_nothing(secondsource: Secondsource, ged: Path) -> None:
    secondsource("import", "ucdp-ged", str(ged))

    result = secondsource("import", "ucdp-ged", str(ged))

    assert "events: 2 unchanged" in result.stdout
    assert "stays at version 2" in result.stdout


def test_changed_row_is_told(secondsource: Secondsource, ged: Path) -> None:
    secondsource("import", "ucdp-ged", str(ged))
    ged.write_bytes(ged_file({}, {"id": "900002", "where_coordinates": "Second village", "best": "10"}))

    assert "events: 1 changed, 1 unchanged" in secondsource("import", "ucdp-ged", str(ged)).stdout


def test_imported_attack_is_found_by_a_paraphrase(secondsource: Secondsource, ged: Path) -> None:
    secondsource("import", "ucdp-ged", str(ged))

    told = " ".join(secondsource("check", PARAPHRASE, "--audience", "newsroom").stdout.split())

    assert "Same event, consistent with our record" in told
    assert "When: 11 Apr 2023" in told
    assert "Where: Kyaw Hta village, Lower region" in told
    assert "9 (8–14) people" in told
    assert "2 independent origins" in told
    assert "Recorded by UCDP GED 25.1, not reviewed by our desk" in told
    assert "CC BY 4.0" in told


def test_public_is_not_told(secondsource: Secondsource, ged: Path) -> None:
    secondsource("import", "ucdp-ged", str(ged))

    assert "Nothing in our library" in secondsource("check", PARAPHRASE).stdout


def test_data_set_can_be_shown_to_all(secondsource: Secondsource, ged: Path) -> None:
    secondsource("import", "ucdp-ged", str(ged), "--visibility", "public")

    assert "Same event" in secondsource("check", PARAPHRASE).stdout


def test_dry_run_imports_nothing(secondsource: Secondsource, ged: Path) -> None:
    result = secondsource("import", "ucdp-ged", str(ged), "--dry-run")

    assert "events: 2 new" in result.stdout
    assert "events: 2 new" in secondsource("import", "ucdp-ged", str(ged)).stdout


def test_standard_input_is_read(secondsource: Secondsource, ged: Path) -> None:
    result = secondsource("import", "ucdp-ged", "-", "--source", "UCDP GED 25.1", text=ged.read_bytes())

    assert "events: 2 new" in result.stdout


def test_one_country_is_taken(secondsource: Secondsource, ged: Path) -> None:
    ged.write_bytes(ged_file({}, {"id": "2", "country": "Elsewhere"}))

    result = secondsource("import", "ucdp-ged", str(ged), "--country", "TESTLAND")

    assert "events: 1 new" in result.stdout
    assert "1 row not asked for." in result.stdout


def test_unusable_rows_are_told_and_the_others_taken(
    secondsource: Secondsource, ged: Path, tmp_path: Path
) -> None:
    ged.write_bytes(ged_file({}, {"id": "2", "best": "many"}, {"id": "3", "low": "20"}, {}))
    listed = tmp_path / "problems.csv"

    result = secondsource("import", "ucdp-ged", str(ged), "--problems", str(listed))

    assert result.exit_code == 65
    assert "events: 2 new" in result.stdout
    assert "row 3, best: This is not a whole number." in result.stderr
    assert "row 5, id: An earlier row has this id" in result.stderr
    assert [line.split(",")[0] for line in listed.read_text(encoding="utf-8").splitlines()] == [
        "row",
        "3",
        "4",
        "5",
    ]


def test_file_of_another_format_is_bad_input(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("id,title\n1,Raid\n", encoding="utf-8")

    result = secondsource("import", "ucdp-ged", str(tmp_path / "other.csv"))

    assert result.exit_code == 2
    assert "this is no file of this format" in result.stderr


def test_missing_file_is_a_sentence(secondsource: Secondsource, tmp_path: Path) -> None:
    result = secondsource("import", "ucdp-ged", str(tmp_path / "nowhere.csv"))

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_acled_is_never_public(secondsource: Secondsource, tmp_path: Path) -> None:
    file = tmp_path / "acled.csv"
    file.write_bytes(acled_file({}))

    refused = secondsource("import", "acled", str(file), "--visibility", "public")
    taken = secondsource("import", "acled", str(file))

    assert (refused.exit_code, taken.exit_code) == (2, 0)
    assert "forbid showing it to the public" in refused.stderr
    claim = "An air strike on Thabyay killed 4 people on 16 February 2023."
    assert "Source: ACLED" in secondsource("check", claim, "--audience", "newsroom").stdout
    assert "Thabyay, Upper" not in secondsource("check", claim).stdout


def test_rating_of_a_list_stands_beside_the_desks(secondsource: Secondsource, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("source,rating\nirrawaddy,very high\n", encoding="utf-8")

    result = secondsource("import", "ratings", str(file), "--source", "An Index", "--dated", "2024-05-01")

    assert "ratings: 1 new" in result.stdout
    told = secondsource("check", "Soldiers burned a village, according to The Irrawaddy.").stdout
    assert "An Index" in told


def test_what_nobody_can_hide_is_not_called_hidden(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("domain,rating\nnews.example,mixed\n", encoding="utf-8")
    result = secondsource(
        "import", "ratings", str(tmp_path / "list.csv"), "--source", "Example Index", "--dated", "2024-05-01"
    )

    assert "ratings: 1 new" in result.stdout
    assert "Only the newsroom" not in result.stdout


@pytest.mark.parametrize(
    ("entries", "is_file", "said"),
    [(14_000, True, ""), (496_000, True, "about 99 seconds"), (496_000, False, "")],
)
def test_pause_is_announced(entries: int, is_file: bool, said: str) -> None:
    told = how_long(entries, is_file=is_file)

    assert said in told
    assert bool(told) is bool(said)


def test_words_are_given_a_meaning(secondsource: Secondsource, tmp_path: Path) -> None:
    file = tmp_path / "review.json"
    file.write_text(json.dumps(REVIEW | {"reviewRating": {"alternateName": "Two bananas"}}), encoding="utf-8")

    unknown = secondsource("import", "claimreview", str(file), "--dry-run")
    known = secondsource("import", "claimreview", str(file), "--means", "Two bananas=misleading")
    wrong = secondsource("import", "claimreview", str(file), "--means", "nonsense")

    assert "Two bananas" in unknown.stderr
    assert (known.exit_code, known.stderr.strip()) == (0, "")
    assert wrong.exit_code == 2


def test_list_of_problems_is_harmless(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("rating,=cmd(),=cmd()\n", encoding="utf-8")
    listed = tmp_path / "problems.csv"

    secondsource("import", "ratings", str(tmp_path / "list.csv"), "--problems", str(listed))

    assert "1,'=cmd()," in listed.read_text(encoding="utf-8")
