from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest

from storage.migrate import migrate
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_statement
from tests.fakes.memory_library import MemoryLibrary
from tests.storage.keeping import KeptOnDisk, kept_in_database


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate(path)
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def library(clock: FixedClock) -> MemoryLibrary:
    return MemoryLibrary(clock)


@pytest.fixture
async def kept(tmp_path: Path, empty_database: Path, clock: FixedClock) -> AsyncIterator[KeptOnDisk]:
    """On SQLite, as the program runs it."""
    path = Path(copyfile(empty_database, tmp_path / "library.db"))
    async with kept_in_database(path, tmp_path / "keys.json", clock) as opened:
        await opened.library.publish([a_statement("denial")])  # what cases are decided with
        yield opened
