from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.migrate import migrate
from tests.storage.engines import KINDS, an_engine


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    migrate(path)
    return path


@pytest.fixture(params=KINDS)
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    """On an empty database of each kind."""
    async with an_engine(request) as opened:
        yield opened
