import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.errors import Cause, Unavailable
from bot.matching.query import Query
from bot.people.audience import Audience
from storage.cache.memory import MemoryCache
from storage.cache.place import Place
from storage.cache.redis import RedisCache
from storage.migrate import migrate
from storage.open import Storage, open_storage, traces_of
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_place, an_event


async def opened(stack: AsyncExitStack, folder: Path, redis: Place | None = None) -> Storage:
    return await open_storage(
        stack,
        database=folder / "library.db",
        index_folder=folder / "index",
        clock=FixedClock(),
        redis=redis,
        cache_bytes=1 << 20,
    )


async def test_published_is_found_after_a_restart(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path)
        await storage.library.publish([a_place("p", "Kyunhla"), an_event(place="p")])
        await storage.follower.catch_up()

    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path)

        assert storage.index.version == 1
        (hit,) = (await storage.index.find([Query("Kyunhla")], audience=Audience.PUBLIC, limit=5))[0].hits
        assert hit.id == "strike"


async def test_command_beside_a_running_program_reaches_it(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        running = await opened(stack, tmp_path)
        await running.follower.catch_up()
        beside = await opened(stack, tmp_path)
        await beside.library.publish([an_event()])

        assert await asyncio.wait_for(running.library.wait_for_version(0), 10) == 1
        await running.follower.catch_up()

        assert (await running.index.find([Query("gathering")], audience=Audience.PUBLIC, limit=5))[0].hits


@pytest.fixture
async def lost_library(tmp_path: Path) -> Path:
    """The folder of a library whose database was deleted."""
    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path)
        await storage.library.publish([an_event()])
        await storage.follower.catch_up()
    (tmp_path / "library.db").unlink()
    return tmp_path


async def test_lost_library_is_not_begun_anew(lost_library: Path) -> None:
    async with AsyncExitStack() as stack:
        with pytest.raises(Unavailable) as raised:
            await opened(stack, lost_library)

    assert (raised.value.part, raised.value.cause) == ("database", Cause.GONE)
    assert not (lost_library / "library.db").exists()


async def test_index_of_another_database_is_not_used(lost_library: Path) -> None:
    migrate(lost_library / "library.db", traces=traces_of(lost_library / "index"), begins_anew=True)

    async with AsyncExitStack() as stack:
        storage = await opened(stack, lost_library)
        await storage.library.publish([an_event("other", "A bridge was opened")])
        await storage.follower.catch_up()

        assert (await storage.index.find([Query("gathering")], audience=Audience.PUBLIC, limit=5))[
            0
        ].hits == ()


async def test_cache_is_in_process_without_a_url(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        assert isinstance((await opened(stack, tmp_path / "a")).cache, MemoryCache)
        assert isinstance(
            (await opened(stack, tmp_path / "b", Place("redis://127.0.0.1:1"))).cache, RedisCache
        )


async def test_unusable_place_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    async with AsyncExitStack() as stack:
        with pytest.raises(Unavailable):
            await opened(stack, tmp_path / "file")
