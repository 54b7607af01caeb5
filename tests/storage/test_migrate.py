import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.errors import Cause, Misconfigured, Unavailable
from bot.people.audience import Audience
from storage.columns import METADATA
from storage.migrate import migrate
from storage.revisions import FOLDER
from storage.tables import REVISION
from tests.fakes.entries import an_event
from tests.storage.opening import opened_library


def test_expected_revision_is_the_last_one() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_migrations_make_the_tables_we_use(database: Path) -> None:
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()

    assert differences == []


def test_second_migration_has_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "library.db"

    assert [migrate(path), migrate(path)] == [True, False]


async def test_migrating_keeps_what_is_there(database: Path) -> None:
    async with opened_library(database) as library:
        await library.publish([an_event()])

    migrate(database)

    async with opened_library(database) as library:
        assert await library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event()}
        assert await library.version() == 1


async def test_libraries_have_their_own_identity(tmp_path: Path) -> None:
    identities = set()
    for name in ("one.db", "two.db"):
        migrate(tmp_path / name)
        async with opened_library(tmp_path / name) as library:
            identities.add(await library.identity())

    assert len(identities) == 2


def test_newer_database_is_refused(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = database.read_bytes()

    with pytest.raises(Misconfigured) as raised:
        migrate(database)

    assert raised.value.problems[0].path == "database"
    assert database.read_bytes() == before


def test_processes_that_start_together_wait_for_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        did_something = list(pool.map(lambda _: migrate(tmp_path / "library.db"), range(4)))

    assert sorted(did_something) == [False, False, False, True]


def test_garbage_is_unavailable_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"somebody's notes " * 100)

    with pytest.raises(Unavailable) as raised:
        migrate(path)

    assert (raised.value.part, raised.value.cause) == ("database", Cause.DAMAGED)
    assert path.read_bytes() == b"somebody's notes " * 100


def test_emptied_database_is_not_filled_again(database: Path) -> None:
    database.write_bytes(b"")

    with pytest.raises(Unavailable) as raised:
        migrate(database)

    assert raised.value.cause is Cause.GONE
    assert database.read_bytes() == b""


def test_lost_database_is_begun_anew_when_asked(tmp_path: Path) -> None:
    path, trace = tmp_path / "library.db", tmp_path / "trace"
    trace.touch()
    (tmp_path / "library.db-wal").write_bytes(b"not yet taken in")

    assert migrate(path, traces=[trace], begins_anew=True)
    assert (tmp_path / "library.db-wal.left").read_bytes() == b"not yet taken in"


def test_emptied_database_is_begun_anew_when_asked(database: Path) -> None:
    database.write_bytes(b"")

    assert migrate(database, begins_anew=True)
    assert migrate(database) is False


def test_library_is_not_begun_anew_over_another(database: Path) -> None:
    with pytest.raises(Misconfigured, match="holds a library"):
        migrate(database, begins_anew=True)


def test_journal_without_a_database_is_a_loss(tmp_path: Path) -> None:
    (tmp_path / "library.db-wal").touch()

    with pytest.raises(Unavailable):
        migrate(tmp_path / "library.db")


def test_half_made_database_is_made_again(tmp_path: Path) -> None:
    (tmp_path / ".library.db.new").write_bytes(b"killed while it was made")

    assert migrate(tmp_path / "library.db")
    assert not (tmp_path / ".library.db.new").exists()


@pytest.mark.parametrize("begins_anew", [False, True])
@pytest.mark.parametrize("table", ["notes", "library", "alembic_version"])
def test_database_of_another_program_is_left_alone(tmp_path: Path, table: str, *, begins_anew: bool) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE {table} (version_num TEXT)")
        connection.commit()
    before = path.read_bytes()

    with pytest.raises(Misconfigured, match="another program"):
        migrate(path, begins_anew=begins_anew)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["library.db"]


def test_path_with_odd_characters_works(tmp_path: Path) -> None:
    path = tmp_path / "100% räd ?x=1#y" / "library.db"

    assert migrate(path)
    assert path.is_file()


def test_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unavailable) as raised:
        migrate(tmp_path / "file" / "library.db")

    assert raised.value.part == "disk"
