"""Databases on a server: made together, upgraded from the first version with data in place, and left alone where they are somebody else's."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.desk.case import CaseKind, CaseState
from bot.errors import Cause, Misconfigured, Unavailable
from bot.people.audience import Audience
from storage.columns import METADATA
from storage.database import Database
from storage.database_place import bring_up, examine_place
from storage.keys.open import open_keys
from storage.library import SqlLibrary
from storage.postgres import Server
from storage.revisions import FOLDER
from storage.sealed import Seal
from storage.spoken import encode
from tests.contract.kept import a_question, a_sender
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.postgres import Databases, opened, run
from tests.storage.keeping import on_engine


@pytest.fixture
async def server(databases: Databases) -> AsyncIterator[Server]:
    """With nothing on it yet."""
    made = await databases.make()
    yield made
    await databases.drop(made)


async def _upgrade(server: Server, revision: str) -> None:
    def upgrade(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.upgrade(config, revision)

    async with opened(server) as engine, engine.begin() as connection:
        await connection.run_sync(upgrade)


async def test_migrations_make_the_tables_we_use(server: Server) -> None:
    assert await bring_up(server)

    async with opened(server) as engine, engine.connect() as connection:
        differences = await connection.run_sync(
            lambda used: compare_metadata(MigrationContext.configure(used), METADATA)
        )
    assert differences == []


async def test_first_library_is_kept(server: Server) -> None:
    await _upgrade(server, "0001")
    async with opened(server) as engine:
        await SqlLibrary(Database(engine), FixedClock()).publish([an_event()])
    before = await examine_place(server)

    assert [await bring_up(server), await bring_up(server)] == [True, False]

    async with opened(server) as engine:
        library = SqlLibrary(Database(engine), FixedClock())
        assert await library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event()}
    after = await examine_place(server)
    assert before is not None
    assert after is not None
    assert (before.is_up_to_date, after.is_up_to_date, after.is_ours) == (False, True, True)


async def test_cases_of_before_live_on(server: Server, tmp_path: Path) -> None:
    await _upgrade(server, "0004")
    keys = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)
    question, sender, now = a_question(), a_sender(), 1_772_366_400_000_000
    code = keys.digest("code", question.code)
    sealed = Seal(keys, "askers.question").close(encode(question), of=code).hex()
    way_back = Seal(keys, "askers.sender").close(encode(sender), of=code).hex()
    await run(
        server.url,
        f"INSERT INTO cases (claim, state, opened_at) VALUES ('claim', 'open', {now}), ('other', 'closed', {now});"
        "INSERT INTO askers (code, case_id, chat, realm, person, asked_at, expires_at, question, sender) VALUES"
        f" ('{code}', 1, 'c', 'r', 'ann', {now}, {now + 10**9}, '\\x{sealed}', '\\x{way_back}'),"
        f" ('another', 1, 'c', 'r', 'bob', {now}, {now + 10**9}, '\\x{sealed}', '\\x{way_back}')",
    )
    await bring_up(server)

    async with opened(server) as engine:
        file = await on_engine(engine, tmp_path / "keys.json", FixedClock()).desk.case(1)

    assert file is not None
    assert (file.case.kind, file.case.state, file.case.askers) == (CaseKind.CLAIM, CaseState.OPEN, 2)
    assert [one.matter.code for one in file.matters] == [question.code]


async def test_replicas_that_start_together_wait_for_each_other(server: Server) -> None:
    did_something = await asyncio.gather(*(bring_up(server) for _ in range(4)))

    assert sorted(did_something) == [False, False, False, True]


async def test_database_of_another_program_is_left_alone(server: Server) -> None:
    await run(server.url, "CREATE TABLE notes (words text)")

    with pytest.raises(Misconfigured, match="another program"):
        await bring_up(server)


async def test_newer_database_is_refused(server: Server) -> None:
    await bring_up(server)
    await run(server.url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(Misconfigured, match="newer version"):
        await bring_up(server)


async def test_lost_library_is_not_begun_anew(server: Server, tmp_path: Path) -> None:
    (tmp_path / "trace").touch()

    with pytest.raises(Unavailable) as raised:
        await bring_up(server, traces=[tmp_path / "trace"])
    assert raised.value.cause is Cause.GONE
    assert await examine_place(server) is None
    assert await bring_up(server, traces=[tmp_path / "trace"], begins_anew=True)
