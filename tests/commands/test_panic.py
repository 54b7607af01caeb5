import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource
from tests.commands.test_run import address_of, finish, start

WORD = "Zebrafinchword"


@pytest.fixture
def asked(secondsource: Secondsource, library: None) -> None:
    """A question lies in the database."""
    secondsource("chat", text=f"{WORD} bombed the market of Testville on 11 April 2023.")


def rows(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


@pytest.mark.usefixtures("asked")
def test_keys_and_rows_of_people_are_gone(secondsource: Secondsource, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    before, records = rows(kept / "library.db", "answers"), rows(kept / "library.db", "entries")

    result = secondsource("panic", "--yes")

    assert (result.exit_code, before) == (0, 1)
    assert "What this does NOT undo:" in result.stdout
    assert sorted(path.name for path in kept.glob("keys*")) == ["keys.json.destroyed"]
    assert [rows(kept / "library.db", table) for table in ("answers", "sessions", "key_mark")] == [0, 0, 0]
    assert rows(kept / "library.db", "entries") == records
    assert not (kept / "library.db-wal").exists() or (kept / "library.db-wal").stat().st_size == 0


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("typed", ["", "yes\n"])
def test_nothing_is_destroyed_unconfirmed(secondsource: Secondsource, tmp_path: Path, typed: str) -> None:
    result = secondsource("panic", text=typed)

    assert (result.exit_code, (tmp_path / "kept" / "keys.json").exists()) == (2, True)
    assert "Nothing was destroyed" in result.stderr


@pytest.mark.usefixtures("asked")
def test_typed_word_confirms(secondsource: Secondsource, tmp_path: Path) -> None:
    assert secondsource("panic", text="destroy\n").exit_code == 0
    assert not (tmp_path / "kept" / "keys.json").exists()


@pytest.mark.usefixtures("asked")
def test_nothing_begins_anew_by_itself(secondsource: Secondsource) -> None:
    secondsource("panic", "--yes")

    again, anew = secondsource("run", "--once"), secondsource("run", "--once", "--new-keys")

    assert (again.exit_code, anew.exit_code) == (2, 0)
    assert "The keys were destroyed on purpose" in again.stderr


@pytest.mark.usefixtures("asked")
def test_settings_that_are_wrong_do_not_hinder(
    secondsource: Secondsource, config: Path, tmp_path: Path
) -> None:
    with config.open("a", encoding="utf-8") as file:
        file.write('[telegram]\ntoken_env = "NOT_SET_HERE"\n[nonsense]\n')

    assert secondsource("panic", "--yes").exit_code == 0
    assert not (tmp_path / "kept" / "keys.json").exists()


@pytest.mark.usefixtures("asked")
def test_keys_that_cannot_be_destroyed_are_told(
    secondsource: Secondsource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("storage.keys.file.destroy", refuse)
    result = secondsource("panic", "--yes")

    assert result.exit_code == 69
    assert "The keys were NOT destroyed" in result.stdout
    assert "shred -u" in result.stdout
    assert rows(tmp_path / "kept" / "library.db", "answers") == 1


@pytest.mark.usefixtures("asked")
def test_keys_are_destroyed_without_a_database(secondsource: Secondsource, tmp_path: Path) -> None:
    (tmp_path / "kept" / "library.db").unlink()

    result = secondsource("panic", "--yes")

    assert result.exit_code == 65
    assert not (tmp_path / "kept" / "keys.json").exists()


@pytest.mark.usefixtures("asked")
async def test_running_program_ends(config: Path, tmp_path: Path) -> None:
    server = await start("run", "--config", str(config))
    try:
        await address_of(server)
        code, out, _ = await finish("panic", "--yes", "--config", str(config))
        async with asyncio.timeout(30):
            _, err = await server.communicate()
    finally:
        if server.returncode is None:
            server.send_signal(signal.SIGKILL)
            await server.communicate()

    assert (code, server.returncode) == (0, 0)
    assert "No program serves it any more." in out
    assert "The keys were destroyed" in err.decode()
    assert "Traceback" not in err.decode()
    assert rows(tmp_path / "kept" / "library.db", "answers") == 0
