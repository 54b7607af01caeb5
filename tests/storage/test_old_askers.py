"""Those who asked before it was kept for as long as what they asked what may be shown to them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.people.audience import Audience
from storage.migrate import migrate
from tests.contract.cases import asked, file
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import kept_in_database


@pytest.mark.parametrize(
    ("lost", "audience"),
    [("audience = ''", Audience.PUBLIC), ("audience = '', sender = x''", Audience.RESTRICTED)],
)
async def test_audience_is_that_of_the_way_back_or_the_narrowest(
    tmp_path: Path, lost: str, audience: Audience
) -> None:
    migrate(tmp_path / "library.db")
    async with kept_in_database(tmp_path / "library.db", tmp_path / "keys.json", FixedClock()) as kept:
        await asked(kept, "A bridge was hit")
        with closing(sqlite3.connect(tmp_path / "library.db")) as connection, connection:
            connection.execute(f"UPDATE askers SET {lost}")

        (brought,) = (await file(kept)).matters

    assert brought.audience is audience
