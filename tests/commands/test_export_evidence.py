from pathlib import Path

from tests.commands.conftest import Secondsource


def test_unknown_case_is_refused(secondsource: Secondsource, tmp_path: Path) -> None:
    printed = secondsource("export", "evidence", "7", "--to", str(tmp_path / "case.zip"))

    assert printed.exit_code == 2
    assert "There is no case 7." in printed.output
    assert not (tmp_path / "case.zip").exists()


def test_nothing_is_overwritten(secondsource: Secondsource, tmp_path: Path) -> None:
    there = tmp_path / "case.zip"
    there.write_bytes(b"mine")
    printed = secondsource("export", "evidence", "7", "--to", str(there))

    assert printed.exit_code == 2
    assert there.read_bytes() == b"mine"
