"""Keys for names that change while several processes use them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import Misconfigured
from bot.people.address import Front
from bot.people.pseudonym import Pseudonym
from storage.binding import bind_keys
from storage.database import Database
from storage.keys.open import FileKeys, open_keys
from storage.keys.shared import KNOWN_BEFORE, SharedNames
from tests.fakes.clocks import FixedClock
from tests.storage.engines import an_engine, rows

MONTH = timedelta(days=30)
SOON = KNOWN_BEFORE.total_seconds()


@pytest.fixture(params=["postgresql"])
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    async with an_engine(request) as opened:
        yield opened


class Process:
    """With a copy of the key file of its own."""

    def __init__(self, engine: AsyncEngine, folder: Path, clock: FixedClock, *, copy_of: Path | None) -> None:
        folder.mkdir()
        if copy_of is not None:
            copyfile(copy_of, folder / "keys.json").chmod(0o600)
        self.file = folder / "keys.json"
        self.keys: FileKeys = open_keys(self.file, clock, is_needed=False, names_days=30)
        self.names = SharedNames(Database(engine), self.keys, clock)

    def ann(self) -> tuple[Pseudonym, ...]:
        return self.keys.pseudonyms(Front.TELEGRAM, "workspace", "ann")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
async def both(engine: AsyncEngine, tmp_path: Path, clock: FixedClock) -> tuple[Process, Process]:
    one = Process(engine, tmp_path / "one", clock, copy_of=None)
    other = Process(engine, tmp_path / "other", clock, copy_of=one.file)
    await one.names.follow()
    await other.names.follow()
    return one, other


async def test_secrets_lie_sealed(both: tuple[Process, Process], engine: AsyncEngine) -> None:
    laid = [secret for (secret,) in await rows(engine, "SELECT secret FROM name_keys")]

    assert [isinstance(secret, bytes) and both[0].keys.names[0].secret not in secret for secret in laid] == [
        True
    ]


async def test_all_call_a_person_the_same(both: tuple[Process, Process], clock: FixedClock) -> None:
    one, other = both
    before = one.ann()
    assert other.ann() == before

    clock.day += MONTH
    assert await one.names.follow()
    assert await other.names.follow()
    clock.pass_by(SOON)
    await one.names.follow()
    await other.names.follow()

    assert one.ann() == other.ann()
    assert one.ann()[1:] == before
    assert one.ann()[0] != before[0]


async def test_new_name_is_known_before_it_is_used(both: tuple[Process, Process], clock: FixedClock) -> None:
    one, other = both
    before = one.ann()
    clock.day += MONTH

    await one.names.follow()
    await other.names.follow()

    assert one.ann()[0] == other.ann()[0] == before[0]
    assert len(one.ann()) == 2


async def test_old_keys_are_gone_everywhere(both: tuple[Process, Process], clock: FixedClock) -> None:
    one, other = both
    before = one.ann()
    for _ in range(2):
        clock.day += MONTH
        await one.names.follow()
        clock.pass_by(SOON)
        await one.names.follow()

    await other.names.follow()

    assert before[0] not in other.ann()
    again = open_keys(other.file, clock, is_needed=True)
    assert again.pseudonyms(Front.TELEGRAM, "workspace", "ann") == one.ann()


async def test_keys_of_another_process_are_refused(
    engine: AsyncEngine, both: tuple[Process, Process], tmp_path: Path, clock: FixedClock
) -> None:
    stranger = Process(engine, tmp_path / "stranger", clock, copy_of=None)
    await bind_keys(Database(engine), both[0].keys, is_needed=False, begins_anew=False, is_shared=True)
    await bind_keys(Database(engine), both[1].keys, is_needed=False, begins_anew=False, is_shared=True)

    with pytest.raises(Misconfigured, match="copy that of"):
        await bind_keys(Database(engine), stranger.keys, is_needed=False, begins_anew=False, is_shared=True)
