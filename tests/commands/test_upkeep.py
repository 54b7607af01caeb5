import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.commandline import packages
from tests.commands.conftest import Secondsource


def test_check_config_says_ok(secondsource: Secondsource, config: Path) -> None:
    assert secondsource("check-config").stdout == f"OK: {config}\n"


def test_check_config_lists_every_mistake(secondsource: Secondsource, config: Path) -> None:
    config.write_text("[web]\nprot = 1\n[log]\nlevel = 3\n", encoding="utf-8")

    result = secondsource("check-config")

    assert result.exit_code == 2
    assert "web.prot" in result.stderr
    assert "log.level" in result.stderr


def test_migrate_is_done_once(secondsource: Secondsource) -> None:
    first, second = secondsource("migrate"), secondsource("migrate")

    assert "was brought up to date" in first.stdout
    assert "is up to date" in second.stdout


def test_doctor_finds_nothing_before_the_first_start(secondsource: Secondsource, tmp_path: Path) -> None:
    result = secondsource("doctor")

    assert result.exit_code == 0
    assert "not there yet" in result.stdout
    assert not (tmp_path / "kept").exists()


@pytest.mark.usefixtures("library")
def test_doctor_looks_at_every_part(secondsource: Secondsource) -> None:
    result = secondsource("doctor")

    subjects = [line.split(":")[0][7:] for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert subjects == [
        "Python", "packages", "Burmese in Zawgyi", "settings", "folder", "disk", "rights", "database", "index", "encoder", "attribution", "cache", "starter library", "keys",
        "calibration", "waiting", "laid aside", "not delivered", "telegram", "slack", "port",
    ]  # fmt: skip


@pytest.mark.usefixtures("library")
def test_doctor_names_what_is_wrong(secondsource: Secondsource, config: Path, tmp_path: Path) -> None:
    (tmp_path / "kept" / "library.db").write_bytes(b"not a database" * 1000)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        config.write_text(
            f'[storage]\nfolder = "kept"\n[encoder]\nenabled = false\n[web]\nport = {port}\n',
            encoding="utf-8",
        )
        result = secondsource("doctor")

    wrong = [line for line in result.stdout.splitlines() if line.startswith("wrong")]
    assert result.exit_code == 69
    assert ["database" in wrong[0], "port" in wrong[1]] == [True, True]
    assert result.stdout.count("What to do:") == 2


@pytest.mark.usefixtures("library")
def test_doctor_tells_a_lost_library(secondsource: Secondsource, tmp_path: Path) -> None:
    secondsource("check", "A man was killed.")
    (tmp_path / "kept" / "library.db").unlink()

    result = secondsource("doctor")

    assert result.exit_code == 69
    assert "there was a library here" in result.stdout
    assert not (tmp_path / "kept" / "library.db").exists()


def test_doctor_tells_the_database_of_another_program(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with closing(sqlite3.connect(tmp_path / "kept" / "library.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")

    result = secondsource("doctor")

    assert result.exit_code == 69
    assert "belongs to another program" in result.stdout


def test_doctor_names_a_cache_that_is_away(
    secondsource: Secondsource, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_REDIS", "redis://127.0.0.1:1/0")
    secondsource("migrate")
    with config.open("a", encoding="utf-8") as file:
        file.write('[cache]\nredis_url_env = "TEST_REDIS"\n')

    result = secondsource("doctor")

    assert result.exit_code == 69
    assert "cache: the server does not answer" in result.stdout


def test_foreign_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = tmp_path / "foreign_storage"
    foreign.mkdir()
    (foreign / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(packages, "OURS", ("foreign_storage", "missing_storage"))

    assert str(foreign) in packages.misplaced()


def test_own_packages_are_in_place() -> None:
    assert packages.misplaced() == ""
