"""Databases of older versions, with data in place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.desk.case import UNDECIDED, CaseKind, CaseState
from bot.desk.question import QuestionState
from bot.desk.queue import Wanted
from bot.people.audience import Audience
from bot.speech.outcome import Ask
from storage.examine import examine_database
from storage.keys.open import open_keys
from storage.migrate import migrate
from storage.revisions import FOLDER
from storage.sealed import Seal
from storage.spoken import encode
from storage.sqlite import open_file, sqlite_address
from storage.tables import REVISION
from tests.contract.kept import a_message, a_question, a_sender
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.storage.keeping import kept_in_database
from tests.storage.opening import opened_library


def _upgrade(path: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.upgrade(config, revision)
    engine.dispose()


@pytest.fixture
async def first_version(tmp_path: Path) -> Path:
    """A database as the first version made it, with an event in its library."""
    path = tmp_path / "library.db"
    _upgrade(path, "0001")
    async with opened_library(path) as library:
        await library.publish([an_event()])
    return path


async def test_older_library_is_kept(first_version: Path) -> None:
    async with opened_library(first_version) as library:
        identity = await library.identity()

    assert migrate(first_version)

    async with opened_library(first_version) as library:
        assert await library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event()}
        assert (await library.version(), await library.identity()) == (1, identity)


def test_older_database_is_ours_and_not_up_to_date(first_version: Path) -> None:
    examination = examine_database(first_version)

    assert examination.is_ours
    assert not examination.is_up_to_date


async def test_older_database_can_take_things_in(first_version: Path, tmp_path: Path) -> None:
    migrate(first_version)

    async with kept_in_database(first_version, tmp_path / "keys.json", FixedClock()) as kept:
        assert await kept.inbox.backlog() == 0
    assert examine_database(first_version).revision == REVISION


async def test_votes_of_before_are_taken_for_the_publics(first_version: Path, tmp_path: Path) -> None:
    _upgrade(first_version, "0003")
    columns = "claim, record, judgement, features, score, probability, language, relation"
    with closing(sqlite3.connect(first_version)) as connection:
        connection.execute(
            f"INSERT INTO judgements ({columns}, weights_version, library_version, judged_on)"
            " VALUES ('c', 'strike', 'right', '[]', 1.0, 0.7, 'en', 'related', '1', 1, '2026-03-01')"
        )
        connection.commit()
    migrate(first_version)

    async with kept_in_database(first_version, tmp_path / "keys.json", FixedClock()) as kept:
        assert await kept.feedback.votes(limit=10) == ()


async def test_cases_of_before_live_on(first_version: Path, tmp_path: Path) -> None:
    """Two had asked the same, one something else that was closed, as the version before wrote it."""
    _upgrade(first_version, "0004")
    keys = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)
    question, sender = a_question(), a_sender()
    code = keys.digest("code", question.code)
    sealed = Seal(keys, "askers.question").close(encode(question), of=code)
    way_back = Seal(keys, "askers.sender").close(encode(sender), of=code)
    claim, now = (
        keys.digest("claim", "en", "a bridge was hit"),
        1_772_366_400_000_000,
    )  # the noon of the clock
    with closing(sqlite3.connect(first_version)) as connection:
        cases = "INSERT INTO cases (id, claim, state, opened_at) VALUES (?, ?, ?, ?)"
        connection.executemany(cases, [(1, claim, "open", now - 5), (2, "other", "closed", now - 9)])
        columns = "code, case_id, chat, realm, person, asked_at, expires_at, question, sender"
        rows = [
            (code, 1, "c", "r", "ann", now - 5, now + 10**9, sealed, way_back),
            ("another", 1, "c", "r", "bob", now - 4, now + 10**9, sealed, way_back),
            ("third", 2, "c", "r", "ann", now - 9, now + 10**9, sealed, way_back),
        ]
        connection.executemany(f"INSERT INTO askers ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    migrate(first_version)

    async with kept_in_database(first_version, tmp_path / "keys.json", FixedClock()) as kept:
        await kept.finish(a_message(), deeds=[Ask(a_question("BBBB-BBBB"), a_sender(person="eve"))])
        file = await kept.desk.case(1)
        standing = await kept.desk.standing(question.code)
        queue = await kept.desk.queue(Wanted(UNDECIDED), limit=5)

    assert file is not None
    assert (file.case.kind, file.case.state, file.case.askers) == (CaseKind.CLAIM, CaseState.OPEN, 3)
    assert [one.matter.code for one in file.matters] == [
        question.code,
        "BBBB-BBBB",
    ]  # the other was sealed for its own row
    assert standing is not None
    assert standing.state is QuestionState.OPEN
    assert [line.case.id for line in queue.lines] == [1]


def test_new_database_is_for_its_user_only(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE library SET version = version")
        connection.commit()
        modes = {path.stat().st_mode & 0o777 for path in database.parent.glob("library.db*")}

    assert modes == {0o600}


def test_commits_reach_the_disk(database: Path) -> None:
    with closing(open_file(sqlite_address(database), 1)) as connection:
        (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()

    assert (synchronous, journal) == (2, "wal")
