import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Secondsource


@pytest.fixture
def database(secondsource: Secondsource, library: None, tmp_path: Path) -> Path:
    """With one answer, whose time is over."""
    secondsource("chat", text="A raid on the market of Testville killed 12 people on 11 April 2023.")
    database = tmp_path / "kept" / "library.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE answers SET expires_at = 1")
        connection.commit()
    return database


def answers(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
    return int(count)


def test_dry_run_counts_and_deletes_nothing(secondsource: Secondsource, database: Path) -> None:
    result = secondsource("retention", "--dry-run")

    assert (result.exit_code, answers(database)) == (0, 1)
    assert "1  answers with their texts" in result.stdout
    assert "it was done last: not yet" in result.stdout


def test_what_is_due_goes_as_was_counted(secondsource: Secondsource, database: Path) -> None:
    due = json.loads(secondsource("retention", "--dry-run", "--json").stdout)["due"]

    deleted = json.loads(secondsource("retention", "--json").stdout)["deleted"]

    assert (deleted, answers(database)) == (due, 0)


def test_what_went_is_shown_later(secondsource: Secondsource, database: Path) -> None:
    secondsource("retention")

    (before,) = json.loads(secondsource("retention", "--json").stdout)["before"]

    assert before["deleted"]["answers"] == 1
