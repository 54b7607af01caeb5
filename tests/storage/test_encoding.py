import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.errors import Unavailable
from storage.database import Database
from storage.index.encode import BATCH
from storage.sqlite import open_engine
from storage.vectors import SqlVectors
from tests.fakes.clocks import FixedClock
from tests.fakes.encoders import WordEncoder
from tests.fakes.entries import an_event
from tests.fakes.memory_library import MemoryLibrary
from tests.fakes.memory_vectors import MemoryVectors
from tests.storage.nearness import opened_near

ROOT = Path(__file__).parents[2]
MANY = tuple(
    an_event(f"{number:03}", f"Soldiers burned house number {number}") for number in range(3 * BATCH)
)


class KillingEncoder(WordEncoder):
    """Ends the process when it is asked for the third time."""

    async def encode(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        if len(self.asked) == 2:
            os._exit(9)
        return await super().encode(texts)


class AwayEncoder(WordEncoder):
    is_away = True

    async def encode(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        if self.is_away:
            raise Unavailable("encoder")
        return await super().encode(texts)


async def encode_until_killed(database: str) -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish(MANY)
    engine = open_engine(Path(database))
    async with opened_near(
        None, library, store=SqlVectors(Database(engine)), encoder=KillingEncoder()
    ) as near:
        await near.catch_up()


@pytest.fixture
def half_encoded(database: Path) -> Path:
    """A database whose process was killed while it encoded the third batch."""
    code = (
        "import asyncio\nfrom tests.storage.test_encoding import encode_until_killed\n"
        f"asyncio.run(encode_until_killed({str(database)!r}))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert killed.returncode == 9, killed.stderr
    return database


async def test_killed_encoding_goes_on_where_it_was(half_encoded: Path) -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish(MANY)
    engine = open_engine(half_encoded)

    async with opened_near(None, library, store=SqlVectors(Database(engine))) as near:
        await near.catch_up()
        found = await near.find("house number 5", limit=200)
    await engine.dispose()

    assert sum(len(texts) for texts in near.encoder.asked[:-1]) == len(MANY) - 2 * BATCH
    assert all(scores.near is not None for scores in found.values())


async def test_words_are_found_while_the_encoder_is_away() -> None:
    encoder = AwayEncoder()
    async with opened_near(None, encoder=encoder) as near:
        await near.library.publish(MANY[:1])
        await near.follower.catch_up()
        with pytest.raises(Unavailable):
            await near.follower.encode_all()
        assert near.index.version == 1
        encoder.is_away = False

        await near.catch_up()

        assert near.index.near_version == 1


async def test_record_withdrawn_while_waiting_is_left_out() -> None:
    async with opened_near(None) as near:
        await near.library.publish(MANY[:2])
        await near.follower.catch_up()
        await near.library.publish((), remove=[MANY[0].id])

        await near.follower.encode_all()
        await near.catch_up()

        assert set(await near.find("house")) == {MANY[1].id}


async def test_progress_tells_how_many_are_done() -> None:
    told: list[int] = []
    async with opened_near(None) as near:
        await near.library.publish(MANY)
        await near.follower.catch_up()

        await near.follower.encode_all(told.append)

    assert told == [BATCH, 2 * BATCH, 3 * BATCH]


async def test_removed_records_leave_no_vectors() -> None:
    store = MemoryVectors()
    async with opened_near(None, store=store) as near:
        await near.publish(*MANY[:3])

        await near.publish(remove=(MANY[0].id,))

    assert {record for _, record in store.kept} == {MANY[1].id, MANY[2].id}
