from pathlib import Path

import pytest

from bot.errors import Cause, Unavailable
from storage.examine import examine_database, find_entries
from tests.fakes.entries import a_place, an_event
from tests.storage.opening import opened_library


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


async def test_entries_are_found_by_provenance(database: Path) -> None:
    async with opened_library(database) as library:
        await library.publish([a_place("p", "Kyunhla"), an_event(place="p")])

    assert ("record", "strike") in find_entries(database, "desk")
    assert find_entries(database, "starter") == frozenset()
