from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.whole.program import Program, installed


@pytest.fixture
async def program(starter_folder: Path, tmp_path: Path) -> AsyncIterator[Program]:
    """The whole program on the starter library, running."""
    copytree(starter_folder, tmp_path / "var")
    async with installed(tmp_path) as made:
        await made.start()
        yield made
