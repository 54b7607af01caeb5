"""The log in a database: what is changed in it is noticed, and what is due goes without breaking the chain."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.speech.outcome import TakeBack
from tests.contract.cases import handed_in
from tests.contract.desk import ANA, decide
from tests.contract.kept import Kept, a_message
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import kept_in_database


@pytest.fixture
async def kept(database: Path, tmp_path: Path) -> AsyncIterator[Kept]:
    async with kept_in_database(database, tmp_path / "keys.json", FixedClock()) as opened:
        for number in range(1, 5):
            await opened.audit.note("rate", f"source {number}", "B: names verified", ANA)
        yield opened


def change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement)
        connection.commit()


async def test_log_verifies(kept: Kept) -> None:
    assert await kept.audit.verify() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET act = 'appoint' WHERE number = 3",
        "UPDATE audit SET by = 'ben' WHERE number = 3",
        "UPDATE audit SET subject = 'source 1' WHERE number = 3",
        "UPDATE audit SET at = at + 1 WHERE number = 3",
        "UPDATE audit SET words_hash = 'x' WHERE number = 3",
        "UPDATE audit SET hash = 'x' WHERE number = 3",
        "DELETE FROM audit WHERE number = 3",
    ],
)
async def test_changed_entry_is_found(kept: Kept, database: Path, statement: str) -> None:
    change(database, statement)

    assert await kept.audit.verify() == 3


async def test_words_of_another_entry_are_not_taken(kept: Kept, database: Path) -> None:
    change(database, "UPDATE audit SET words = (SELECT words FROM audit WHERE number = 1) WHERE number = 3")

    (entry,) = await kept.audit.entries(limit=1, before=4)
    assert (entry.number, entry.words) == (3, None)


async def test_words_go_with_what_they_tell_of(kept: Kept, database: Path) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide("We saw the bridge."), ANA)
    await kept.finish(a_message(), deeds=[TakeBack("TTTT-TTTT")])

    (entry,) = await kept.audit.entries(limit=5, subject="case 1")
    assert (entry.act, entry.by, entry.words) == ("decide", "ana", None)
    assert await kept.audit.verify() is None


async def test_same_words_have_another_hash_each_time(kept: Kept) -> None:
    hashes = {entry.words_hash for entry in await kept.audit.entries(limit=5)}

    assert len(hashes) == 4
