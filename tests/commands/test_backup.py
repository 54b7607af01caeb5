from pathlib import Path
from shutil import move

import pytest

from tests.commands.conftest import Secondsource

CLAIM = "A raid on the market of Testville killed 12 people on 11 April 2023."


@pytest.fixture
def backup(secondsource: Secondsource, library: None, tmp_path: Path) -> Path:
    """With its keys beside it, and the library itself gone."""
    secondsource("chat", text=CLAIM)
    file = tmp_path / "backup.db"
    result = secondsource("backup", str(file), "--with-keys", str(tmp_path / "keys.copy"))
    assert (result.exit_code, "opens this backup" in result.stdout) == (0, True)
    move(tmp_path / "kept", tmp_path / "lost")
    return file


def test_keys_stay_out_unless_asked(secondsource: Secondsource, library: None, tmp_path: Path) -> None:
    result = secondsource("backup", str(tmp_path / "backup.db"))

    assert (result.exit_code, "is not in it" in result.stdout) == (0, True)
    assert not [path for path in tmp_path.iterdir() if "key" in path.name]


def test_library_is_back_with_its_index(secondsource: Secondsource, backup: Path, tmp_path: Path) -> None:
    restored = secondsource("restore", str(backup), "--keys", str(tmp_path / "keys.copy"))

    checked, verified = secondsource("check", CLAIM), secondsource("audit", "verify")

    assert (restored.exit_code, checked.exit_code, verified.exit_code) == (0, 0, 0)
    assert "Raid on the market of Testville" in checked.stdout


def test_missing_keys_are_named(secondsource: Secondsource, backup: Path) -> None:
    assert "keys.json is missing" in secondsource("restore", str(backup)).stdout


def test_library_that_is_there_stays(secondsource: Secondsource, backup: Path) -> None:
    secondsource("restore", str(backup))

    again = secondsource("restore", str(backup))

    assert (again.exit_code, "move it away" in again.stderr) == (2, True)


def test_server_is_left_to_its_tools(
    secondsource: Secondsource, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    config.write_text('[storage]\nfolder = "kept"\nurl_env = "TEST_DATABASE"\n', encoding="utf-8")

    result = secondsource("backup", str(tmp_path / "backup.db"))

    assert (result.exit_code, "pg_dump" in result.stderr) == (2, True)
