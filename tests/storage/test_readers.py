import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.readers import Readers
from storage.sqlite import open_file, sqlite_address


class Looks:
    """Counts how often the file is looked at."""

    def __init__(self) -> None:
        self.taken = 0

    def check(self, *, may_be_recent: bool = False) -> None:
        self.taken += not may_be_recent


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def readers(database: Path, looks: Looks) -> Iterator[Readers]:
    readers = Readers(lambda: open_file(sqlite_address(database), 1.0, only_one_thread=False), looks.check)
    yield readers
    readers.close()


async def test_many_at_once_are_read(readers: Readers) -> None:
    rows = await asyncio.gather(*(readers.read("SELECT ?", [str(number)]) for number in range(40)))

    assert [list(each) for each in rows] == [[(str(number),)] for number in range(40)]


async def test_failure_is_the_drivers_and_has_the_file_looked_at(readers: Readers, looks: Looks) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await readers.read("SELECT nothing FROM nowhere", [])

    assert looks.taken == 1
    assert list(await readers.read("SELECT 1", [])) == [(1,)]


async def test_closed_readers_open_again(readers: Readers) -> None:
    await readers.read("SELECT 1", [])
    readers.close()

    assert list(await readers.read("SELECT 1", [])) == [(1,)]
