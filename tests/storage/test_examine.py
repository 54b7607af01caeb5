from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import Cause, Unavailable
from storage.database import Database
from storage.examine import examine_database, find_entries
from storage.library import SqlLibrary
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_place, an_event


def test_sound_database_is_ours(database: Path) -> None:
    examination = examine_database(database)

    assert examination.is_up_to_date
    assert examination.is_ours
    assert examination.damage == ""


def test_emptied_database_is_gone(database: Path) -> None:
    database.write_bytes(b"")

    with pytest.raises(Unavailable) as raised:
        examine_database(database)

    assert raised.value.cause is Cause.GONE
    assert raised.value.file == str(database)


async def test_entries_are_found_by_provenance(engine: AsyncEngine) -> None:
    database = Database(engine)
    await SqlLibrary(database, FixedClock()).publish([a_place("p", "Kyunhla"), an_event(place="p")])

    assert ("record", "strike") in await find_entries(database, "desk")
    assert await find_entries(database, "starter") == frozenset()
