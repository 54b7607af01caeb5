"""The log in a database: what is changed in it is noticed, and what is due goes without breaking the chain."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.speech.outcome import TakeBack
from tests.contract.cases import handed_in
from tests.contract.desk import ANA, decide
from tests.contract.kept import Kept, a_message
from tests.fakes.clocks import FixedClock
from tests.storage.engines import change
from tests.storage.keeping import on_engine


@pytest.fixture
async def kept(engine: AsyncEngine, tmp_path: Path) -> Kept:
    opened = on_engine(engine, tmp_path / "keys.json", FixedClock())
    for number in range(1, 5):
        await opened.audit.note("rate", f"source {number}", "B: names verified", ANA)
    return opened


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
async def test_changed_entry_is_found(kept: Kept, engine: AsyncEngine, statement: str) -> None:
    await change(engine, statement)

    assert await kept.audit.verify() == 3


async def test_words_of_another_entry_are_not_taken(kept: Kept, engine: AsyncEngine) -> None:
    await change(
        engine, "UPDATE audit SET words = (SELECT words FROM audit WHERE number = 1) WHERE number = 3"
    )

    (entry,) = await kept.audit.entries(limit=1, before=4)
    assert (entry.number, entry.words) == (3, None)


async def test_words_go_with_what_they_tell_of(kept: Kept, engine: AsyncEngine) -> None:
    await handed_in(kept)
    await kept.desk.act(1, decide("We saw the bridge."), ANA)
    await kept.finish(a_message(), deeds=[TakeBack("TTTT-TTTT")])

    (entry,) = await kept.audit.entries(limit=5, subject="case 1")
    assert (entry.act, entry.by, entry.words) == ("decide", "ana", None)
    assert await kept.audit.verify() is None


async def test_same_words_have_another_hash_each_time(kept: Kept) -> None:
    hashes = {entry.words_hash for entry in await kept.audit.entries(limit=5)}

    assert len(hashes) == 4
