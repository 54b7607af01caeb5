from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.handlers.web.api.house import House, a_copy, open_house


@pytest.fixture
async def house(starter_folder: Path, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(a_copy(starter_folder, tmp_path)) as opened:
        yield opened
        assert opened.bugs.bugs == []
