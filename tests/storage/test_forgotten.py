"""After /forget nothing in any table leads to the person: every row of every table is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.speech.outcome import Forget, Prefer
from storage.api_tables import API_KEYS
from storage.database import Database
from storage.every_table import EVERY_TABLE
from storage.keys.open import FileKeys, open_keys
from storage.replica_tables import HOLDS
from storage.shown_tables import CARDS
from storage.tables import AUDIT, CASES, MEMBERS, SIGN_INS
from storage.traces import trace_of_answer, trace_of_message, traces_of
from tests.fakes.clocks import FixedClock
from tests.storage.canaries import (
    ANSWER,
    CANARIES,
    CODE,
    HANDLE,
    MESSAGE,
    PERSON,
    RECEIPT,
    SENDER,
    fill,
)  # fmt: skip
from tests.storage.keeping import KeptOnDisk, on_database

OF_THE_DESK = {API_KEYS, CARDS, HOLDS, MEMBERS, SIGN_INS}
"""In these rows the person stands as a colleague, or their chat as the desk's: they are known by their work, until that ends.
A hold is on the conversation that a process works on just now, and goes with the work."""


@pytest.fixture
def keys(tmp_path: Path) -> FileKeys:
    return open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)


@pytest.fixture
def database(engine: AsyncEngine) -> Database:
    return Database(engine)


@pytest.fixture
async def kept(database: Database, keys: FileKeys) -> KeptOnDisk:
    kept = on_database(database, keys, FixedClock())
    await fill(kept)
    return kept


def marks(keys: FileKeys) -> dict[str, str]:
    """All that stands in plain columns and leads to the person, by what it is."""
    traces = traces_of(SENDER.address, keys)
    return {
        "person": PERSON,
        "lane": traces.lane,
        "chat": traces.chat,
        "answer": trace_of_answer(ANSWER, keys),
        "message": trace_of_message(SENDER.address, HANDLE, keys),
        "question": keys.digest("code", CODE),
        "tip": keys.digest("code", RECEIPT),
    }


async def everything(database: Database) -> list[tuple[str, str, object]]:
    """Table, column and value of every cell that holds something."""
    found: list[tuple[str, str, object]] = []
    async with database.reading() as connection:
        for table in EVERY_TABLE:
            for row in (await connection.execute(select(table))).mappings():
                found += [(table.name, name, value) for name, value in row.items() if value]
    return found


def traces_in(cells: list[tuple[str, str, object]], wanted: dict[str, str]) -> set[tuple[str, str, str]]:
    desks = {table.name for table in OF_THE_DESK}
    return {
        (table, column, what)
        for table, column, value in cells
        for what, mark in wanted.items()
        if table not in desks and mark in str(value)
    }


def sealed(cells: list[tuple[str, str, object]]) -> Iterator[tuple[str, object]]:
    """Sealed values, which open for whoever has the keys."""
    columns = {
        (table.name, column.name)
        for table in EVERY_TABLE
        for column in table.columns
        if isinstance(column.type, LargeBinary) and table not in OF_THE_DESK
    }
    yield from ((table, value) for table, column, value in cells if (table, column) in columns)


async def test_forgotten_person_is_in_no_row(kept: KeptOnDisk, database: Database, keys: FileKeys) -> None:
    wanted = marks(keys)
    before = traces_in(await everything(database), wanted)
    await kept.finish(MESSAGE, deeds=[Forget(SENDER)])

    left = await everything(database)

    assert {what for _, _, what in before} == {*wanted}
    assert traces_in(left, wanted) == set()
    assert [word for word in CANARIES for _, _, value in left if word in str(value)] == []


async def test_what_was_sealed_of_them_is_gone(kept: KeptOnDisk, database: Database) -> None:
    before = {value for _, value in sealed(await everything(database))}
    await kept.finish(MESSAGE, deeds=[Forget(SENDER)])

    left = [(table, value) for table, value in sealed(await everything(database)) if value in before]

    # Of what colleagues did beside cases the words stay with whoever did it.
    assert {table for table, _ in left} <= {AUDIT.name}


async def test_cases_of_the_forgotten_are_empty(kept: KeptOnDisk, database: Database) -> None:
    await kept.finish(MESSAGE, deeds=[Forget(SENDER)])

    async with database.reading() as connection:
        cases = (await connection.execute(select(CASES.c.body, CASES.c.told, CASES.c.record))).all()
    assert {(bytes(body), bytes(told), record) for body, told, record in cases} == {(b"", b"", "")}


async def test_others_are_not_forgotten_along(kept: KeptOnDisk, database: Database) -> None:
    await kept.finish(MESSAGE, deeds=[Prefer(Pseudonym("fedcba9876543210"), Person("my"))])
    await kept.finish(MESSAGE, deeds=[Forget(SENDER)])

    assert [column for table, column, _ in await everything(database) if table == "people"].count(
        "person"
    ) == 1
