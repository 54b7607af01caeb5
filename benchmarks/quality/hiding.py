"""The library and the index as they were if some of their records had never been filed, without making them anew for every query."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence

from bot.library.filing import Provenance
from bot.library.record import Entry, Record
from bot.matching.query import Found, Query
from bot.people.audience import Audience
from bot.ports import CandidateIndex, Change, Library, Shelf


class Screen:
    """Stands before a library and its index: what is in `hidden` is not found, what is found is noted in `offered`."""

    def __init__(self, library: Library, index: CandidateIndex) -> None:
        self.library = _ScreenedLibrary(library, self)
        self.index = _ScreenedIndex(index, self)
        self.hidden: frozenset[str] = frozenset()
        self.offered: set[str] = set()

    def hide(self, ids: frozenset[str]) -> None:
        """From now on these are hidden and no others; nothing has been offered yet."""
        self.hidden = ids
        self.offered = set()


class _ScreenedIndex:
    def __init__(self, index: CandidateIndex, screen: Screen) -> None:
        self._index = index
        self._screen = screen

    @property
    def version(self) -> int:
        return self._index.version

    @property
    def near_version(self) -> int:
        return self._index.near_version

    async def find(
        self, queries: Sequence[Query], *, audience: Audience, limit: int, most: int | None = None
    ) -> Sequence[Found]:
        # As many more as may be hidden, so that a list is as long as it would be without them.
        hidden = self._screen.hidden
        every = await self._index.find(queries, audience=audience, limit=limit + len(hidden))
        seen = [tuple(hit for hit in found.hits if hit.id not in hidden) for found in every]
        self._screen.offered.update(hit.id for hits in seen for hit in hits)
        return [Found(hits[:most], found.worth) for hits, found in zip(seen, every, strict=True)]

    async def take(self, changes: Sequence[Change], *, version: int) -> None:
        await self._index.take(changes, version=version)

    async def ping(self) -> None:
        await self._index.ping()


class _ScreenedLibrary:
    def __init__(self, library: Library, screen: Screen) -> None:
        self._library = library
        self._screen = screen

    async def version(self) -> int:
        return await self._library.version()

    async def shelf(self) -> Shelf:
        return await self._library.shelf()

    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        return await self._library.records(
            [each for each in ids if each not in self._screen.hidden], audience
        )

    async def publish(
        self,
        entries: Sequence[Entry],
        *,
        remove: Collection[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> int:
        return await self._library.publish(entries, remove=remove, progress=progress)

    async def remove_provenance(self, provenance: Provenance) -> int:
        return await self._library.remove_provenance(provenance)

    def changes(self, *, after: int) -> AsyncIterator[Change]:
        return self._library.changes(after=after)

    async def wait_for_version(self, after: int) -> int:
        return await self._library.wait_for_version(after)

    async def ping(self) -> None:
        await self._library.ping()
