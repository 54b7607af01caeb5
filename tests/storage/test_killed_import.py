"""An import whose process is killed, and that is begun again."""

from pathlib import Path

import pytest

from bot.feeds.intake import Fate, Rules
from bot.feeds.ucdp_ged import read_ucdp_ged
from bot.ports import Change
from bot.runtime.loading import Job, Loaded, load
from storage.index.follow import IndexFollower
from tests.feeds.data_sets import ged_file, terms
from tests.storage.killed import killed_after
from tests.storage.opening import opened_index
from tests.storage.test_intake import opened

ROWS = 3000

IMPORT = """
import asyncio, sys
from pathlib import Path
from tests.storage.test_killed_import import import_all
asyncio.run(import_all(Path(sys.argv[1]), tell=lambda rows: print(rows, flush=True)))
"""


def a_file() -> bytes:
    return ged_file(
        *({"id": f"{number}", "where_coordinates": f"Place {number % 700} village"} for number in range(ROWS))
    )


async def import_all(database: Path, *, tell: object = None) -> Loaded:
    async with opened(database) as kept:
        items = read_ucdp_ged([a_file()], terms())
        job = Job("run", Rules(), "a data set")
        on_rows = tell if callable(tell) else lambda _rows: None
        return await load(kept.intake, items, job, on_rows=on_rows, on_problem=lambda _problem: None)


async def library_of(database: Path) -> tuple[int, list[Change], set[str]]:
    async with opened(database) as kept:
        changes = [change async for change in kept.library.changes(after=0)]
        names = {name.id for name in (await kept.library.shelf()).names}
        return await kept.library.version(), changes, names


@pytest.fixture
async def undisturbed(tmp_path: Path) -> Path:
    from storage.migrate import migrate  # noqa: PLC0415

    path = tmp_path / "undisturbed" / "library.db"
    migrate(path)
    await import_all(path)
    return path


@pytest.fixture
def killed(database: Path) -> Path:
    """A database whose import was killed when it told of its second batch."""
    killed_after(IMPORT, database, lines=2)
    return database


async def test_killed_import_is_not_seen(killed: Path) -> None:
    assert await library_of(killed) == (0, [], set())


async def test_killed_import_goes_on_to_the_same_library(killed: Path, undisturbed: Path) -> None:
    loaded = await import_all(killed)

    assert loaded.resumed > 1000
    assert loaded.fates["event", Fate.NEW] == ROWS
    assert await library_of(killed) == await library_of(undisturbed)


async def test_index_follows_once(killed: Path, tmp_path: Path) -> None:
    await import_all(killed)

    async with opened(killed) as kept, opened_index(tmp_path / "index") as index:
        await IndexFollower(kept.library, index).catch_up()
        assert index.version == 1
