import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest

from bot.claims.names import Names
from bot.errors import Unavailable
from bot.matching.query import Query
from bot.people.audience import Audience
from bot.ports import Change
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from storage.index.tantivy_index import TantivyIndex
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_place, an_event
from tests.fakes.memory_library import MemoryLibrary


class FailingLibrary(MemoryLibrary):
    """Is away until it is told otherwise."""

    is_away = True

    async def version(self) -> int:
        if self.is_away:
            raise Unavailable("database")
        return await super().version()


@asynccontextmanager
async def index_of(library: MemoryLibrary) -> AsyncIterator[TantivyIndex]:
    async def names() -> Names:
        return (await library.shelf()).names

    async with AsyncExitStack() as stack:
        yield await open_index(stack, None, library="ours", names=names)


@asynccontextmanager
async def running(follower: IndexFollower) -> AsyncIterator[None]:
    task = asyncio.ensure_future(follower.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until_found(index: TantivyIndex, text: str) -> Sequence[str]:
    """Asks until there is an answer; the test's time limit is the bound."""
    while True:
        with suppress(Unavailable):
            if hits := (await index.find([Query(text)], audience=Audience.PUBLIC, limit=5))[0].hits:
                return [hit.id for hit in hits]
        await asyncio.sleep(0)


async def test_catching_up_reaches_the_version() -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish([an_event()])

    async with index_of(library) as index:
        assert await IndexFollower(library, index).catch_up() == 1
        assert index.version == 1
        assert await until_found(index, "gathering") == ["strike"]


async def test_large_library_is_taken_in_batches() -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish([an_event(f"{number}", f"Soldiers came {number}") for number in range(2100)])

    async with index_of(library) as index:
        await IndexFollower(library, index).catch_up()

        hits = (await index.find([Query("soldiers")], audience=Audience.PUBLIC, limit=5000))[0].hits

    assert len(hits) == 2100


async def test_publish_is_found_by_itself() -> None:
    library = MemoryLibrary(FixedClock())

    async with index_of(library) as index, running(IndexFollower(library, index)):
        await library.publish([an_event()])

        assert await asyncio.wait_for(until_found(index, "gathering"), 10) == ["strike"]


async def test_renamed_place_is_found_by_its_new_name() -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish([a_place("p"), an_event("there", "Soldiers came", place="p")])

    async with index_of(library) as index, running(IndexFollower(library, index)):
        await library.publish([a_place("p", "Kyunhla")])

        assert await asyncio.wait_for(until_found(index, "Kyunhla"), 10) == ["there"]


async def test_away_database_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.index.follow.FIRST_PAUSE", 0.0)
    library = FailingLibrary(FixedClock())
    library.is_away = False
    await library.publish([an_event()])
    library.is_away = True

    async with index_of(library) as index, running(IndexFollower(library, index)):
        await asyncio.sleep(0)
        with pytest.raises(Unavailable):
            await index.find([Query("gathering")], audience=Audience.PUBLIC, limit=5)
        library.is_away = False

        assert await asyncio.wait_for(until_found(index, "gathering"), 10) == ["strike"]


async def test_damage_found_while_answering_is_mended() -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish([an_event()])

    async with index_of(library) as index, running(IndexFollower(library, index)):
        await until_found(index, "gathering")
        await index.reset()
        index.damage.set()

        assert await asyncio.wait_for(until_found(index, "gathering"), 10) == ["strike"]


async def test_bug_is_not_waited_out() -> None:
    class BrokenLibrary(MemoryLibrary):
        async def version(self) -> int:
            raise AttributeError("a bug")

    library = BrokenLibrary(FixedClock())
    async with index_of(library) as index:
        with pytest.raises(AttributeError):
            await IndexFollower(library, index).run()


async def test_two_catching_up_at_once_agree() -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish([an_event()])

    async with index_of(library) as index:
        follower = IndexFollower(library, index)

        assert set(await asyncio.gather(follower.catch_up(), follower.catch_up())) == {1}
        await index.take([Change("strike", 1, an_event())], version=1)
        assert await until_found(index, "gathering") == ["strike"]
