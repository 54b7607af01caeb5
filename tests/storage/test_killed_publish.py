from pathlib import Path

import pytest

from bot.ports import Change
from tests.storage.killed import killed_after
from tests.storage.opening import opened_library

PUBLISH_FOREVER = """
import asyncio, sys
from pathlib import Path
from tests.fakes.entries import an_event
from tests.storage.opening import opened_library

async def main():
    async with opened_library(Path(sys.argv[1])) as library:
        for number in range(1, 1_000_000):
            title = f"Title {number}"
            await library.publish([an_event(f"{each}", title) for each in range(600)])
            print(number, flush=True)

asyncio.run(main())
"""


@pytest.fixture(params=[1, 4])
def killed_at(request: pytest.FixtureRequest, database: Path) -> int:
    """The last version that a process told of before it was killed in the middle of the next publish."""
    return killed_after(PUBLISH_FOREVER, database, lines=request.param)


async def test_killed_publish_is_whole_or_not_at_all(killed_at: int, database: Path) -> None:
    async with opened_library(database) as library:
        version = await library.version()
        changes: list[Change] = [change async for change in library.changes(after=0)]

    assert version >= killed_at
    assert len(changes) == 600
    assert {getattr(change.record, "title", "") for change in changes} == {f"Title {version}"}
