from pathlib import Path

import pytest

from storage.migrate import migrate


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    migrate(path)
    return path
