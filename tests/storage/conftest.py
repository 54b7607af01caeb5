from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.database import open_engine
from storage.library import SqlLibrary
from storage.migrate import migrate
from tests.fakes.clocks import FixedClock


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    migrate(path)
    return path


@asynccontextmanager
async def opened_library(path: Path, *, check_seconds: float = 1.0) -> AsyncIterator[SqlLibrary]:
    """A library as another process would open it; gives up on a lock at once."""
    engine = open_engine(path, busy_seconds=0.01)
    try:
        yield SqlLibrary(engine, FixedClock(), check_seconds=check_seconds)
    finally:
        await engine.dispose()
