"""Libraries and indexes as another process would open them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.claims.names import Names
from bot.matching.query import Query
from bot.people.audience import Audience
from storage.database import Database
from storage.index.open import open_index
from storage.index.tantivy_index import TantivyIndex
from storage.library import SqlLibrary
from storage.sqlite import open_engine
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event

EVENTS = tuple(an_event(f"{number}", f"Soldiers burned house number {number}") for number in range(30))


async def no_names() -> Names:
    return Names([])


@asynccontextmanager
async def opened_index(path: Path, *, library: str = "ours") -> AsyncIterator[TantivyIndex]:
    async with AsyncExitStack() as stack:
        yield await open_index(stack, path, library=library, names=no_names)


@asynccontextmanager
async def opened_library(path: Path, *, check_seconds: float = 1.0) -> AsyncIterator[SqlLibrary]:
    """A library as another process would open it; gives up on a lock at once."""
    engine = open_engine(path, busy_seconds=0.01)
    try:
        yield SqlLibrary(Database(engine), FixedClock(), check_seconds=check_seconds)
    finally:
        await engine.dispose()


async def count(index: TantivyIndex) -> int:
    return len(
        (await index.find([Query("soldiers burned a house")], audience=Audience.PUBLIC, limit=100))[0].hits
    )
