import asyncio

from bot.errors import Unavailable
from bot.ports import Change, Library
from storage.index.encode import Encoding, Progress
from storage.index.tantivy_index import TantivyIndex

BATCH = 1000
"""Changes per write: bounds the memory of a rebuild."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between tries while the database or the disk is away."""


class IndexFollower:
    """Keeps an index caught up with a library, so that what is published is found within a second: by its words at once, by its meaning as
    soon as it is encoded."""

    def __init__(self, library: Library, index: TantivyIndex, encoding: Encoding | None = None) -> None:
        self._library = library
        self._index = index
        self._encoding = encoding
        self._catching_up = asyncio.Lock()

    @property
    def waiting(self) -> int:
        """How many records are not encoded yet."""
        return self._encoding.waiting if self._encoding else 0

    async def catch_up(self) -> int:
        """Bring the index to the library's version, rebuilding it if it is damaged or ahead; returns the version reached.

        Nothing is encoded, but what was is there again.
        """
        async with self._catching_up:
            version = await self._library.version()
            if self._index.damage.is_set():
                await self._index.open()
            if self._index.version > version:
                await self._index.reset()
            if self._index.version < version or version == 0:
                await self._take_all(version)
            if self._encoding:
                await self._encoding.settle(version)
            return version

    async def encode_all(self, progress: Progress | None = None) -> None:
        """Encodes what is not, which takes some milliseconds a record. Raises `Unavailable`."""
        if self._encoding:
            await self._encoding.encode_all(progress)

    async def run(self) -> None:
        """Catches up for ever. What is away is waited for; only a bug or cancelling ends it."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self.catch_up()
                if self._encoding and self._encoding.waiting:
                    await self._encoding.encode()
                else:
                    await self._wait()
                pause = FIRST_PAUSE
            except Unavailable:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _take_all(self, version: int) -> None:
        batch: list[Change] = []
        async for change in self._library.changes(after=self._index.version):
            if len(batch) == BATCH:
                # Not yet at the new version: a restart here begins again where it stood.
                await self._index.take(batch, version=self._index.version)
                batch = []
            batch.append(change)
        await self._index.take(batch, version=version)

    async def _wait(self) -> None:
        """Until there is something to do: a publish, or damage that was found while answering."""
        waits = (
            asyncio.ensure_future(self._library.wait_for_version(self._index.version)),
            asyncio.ensure_future(self._index.damage.wait()),
        )
        try:
            done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                each.result()
        finally:
            for each in waits:
                each.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
