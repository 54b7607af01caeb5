"""A library whose records are encoded, and an index that finds them by what they mean."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.library.record import Entry
from bot.matching.match import Scores
from bot.matching.query import Query
from bot.people.audience import Audience
from storage.index.encode import Encoding
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from storage.index.stored import VectorStore
from storage.index.tantivy_index import TantivyIndex
from tests.fakes.clocks import FixedClock
from tests.fakes.encoders import WordEncoder
from tests.fakes.memory_library import MemoryLibrary
from tests.fakes.memory_vectors import MemoryVectors
from tests.storage.opening import no_names

SAME = {"blaze": "burned", "troops": "soldiers", "hamlet": "village"}


@dataclass
class Near:
    library: MemoryLibrary
    encoder: WordEncoder
    index: TantivyIndex
    follower: IndexFollower

    async def publish(self, *entries: Entry, remove: tuple[str, ...] = ()) -> None:
        """Puts them into the library and waits until they are found."""
        await self.library.publish(entries, remove=remove)
        await self.catch_up()

    async def catch_up(self) -> None:
        await self.follower.catch_up()
        await self.follower.encode_all()

    async def find(
        self, text: str, audience: Audience = Audience.PUBLIC, *, around: str = "", limit: int = 10
    ) -> dict[str, Scores]:
        """By id, the best first."""
        vectors = await self.encoder.encode([text, around])
        query = Query(text, "", vectors[0], vectors[1] if around else None)
        (found,) = await self.index.find([query], audience=audience, limit=limit)
        return {hit.id: hit.scores for hit in found.hits}


@asynccontextmanager
async def opened_near(
    path: Path | None,
    library: MemoryLibrary | None = None,
    *,
    store: VectorStore | None = None,
    encoder: WordEncoder | None = None,
    name: str = "ours",
) -> AsyncIterator[Near]:
    """Not caught up. What is not given is new and empty; `name` is the library's identity."""
    library = library or MemoryLibrary(FixedClock())
    encoder = encoder or WordEncoder(same=SAME)
    async with AsyncExitStack() as stack:
        index = await open_index(stack, path, library=name, names=no_names, encoder=encoder.id)
        encoding = Encoding(library, encoder, store or MemoryVectors(), index.vectors)
        yield Near(library, encoder, index, IndexFollower(library, index, encoding))
