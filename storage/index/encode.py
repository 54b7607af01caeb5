"""Brings vectors up to a library: those that are kept are taken, the others are made. What was made is kept, so a kill costs one batch."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from bot.errors import Unavailable
from bot.library.record import Record
from bot.people.audience import Audience
from bot.ports import Change, Encoder, Library
from storage.codec import is_matchable
from storage.index.nearness import Entry, shrink
from storage.index.passages import digest_of, passages
from storage.index.stored import Stored, VectorStore
from storage.index.vectors import Vectors

PAGE = 1000
"""Changes looked at together."""

BATCH = 32
"""Records encoded together: some tenths of a second, after which a publish or the end of the program has its turn."""

Progress = Callable[[int], None]
"""Told how many records are done."""


@dataclass(frozen=True, slots=True)
class _Described:
    record: str
    visibility: Audience
    texts: tuple[str, ...]
    digest: str


class Encoding:
    """Keeps `vectors` right. `waiting` are the records that have none yet.

    A graph on disk spares reading the changes up to its version once more, so one is made too when many were read since the last.
    """

    def __init__(self, library: Library, encoder: Encoder, store: VectorStore, vectors: Vectors) -> None:
        self._library = library
        self._encoder = encoder
        self._store = store
        self._vectors = vectors
        self._settled = vectors.version
        self._read = 0
        self._waiting: dict[str, None] = {}
        self._settling: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many records have no vectors, or old ones."""
        return len(self._waiting)

    async def settle(self, version: int) -> None:
        """Takes what is kept of the records that changed up to this version, and notes those that have to be encoded. Raises `Unavailable`."""
        if self._settled > version:  # another library, or one that was put back
            self._start_again()
        if self._settled < version:
            async for page in _pages(self._library.changes(after=self._settled)):
                await self._settle(page)
            self._settled = version
        await self._finish()

    async def encode(self) -> None:
        """Encodes a batch of what waits. Raises `Unavailable`."""
        batch = list(islice(self._waiting, BATCH))
        records = await self._library.records(batch, Audience.RESTRICTED)
        described = [_describe(records[each]) for each in batch if each in records]
        entries = await self._make(described)
        await self._store.write(self._encoder.id, [_stored(each) for each in entries])
        self._vectors.take(entries)
        for each in batch:  # one that is gone or withdrawn meanwhile is a change of its own
            self._waiting.pop(each, None)
        await self._finish()

    async def encode_all(self, progress: Progress | None = None) -> None:
        """Encodes all that waits. Raises `Unavailable`."""
        total = len(self._waiting)
        while self._waiting:
            await self.encode()
            if progress:
                progress(total - len(self._waiting))
        while self._settling:
            await asyncio.wait({self._settling})
            await self._put_away()

    def _start_again(self) -> None:
        self._vectors.clear()
        self._waiting.clear()
        self._settled = 0

    async def _settle(self, changes: Sequence[Change]) -> None:
        there = [change.record for change in changes if change.record and is_matchable(change.record)]
        described = [_describe(record) for record in there]
        gone = {change.id for change in changes} - {each.record for each in described}
        self._vectors.drop(gone)
        await self._store.forget([change.id for change in changes if change.record is None])
        wanted = [
            each for each in described if not self._vectors.has(each.record, each.digest, each.visibility)
        ]
        kept = await self._store.read(self._encoder.id, [each.record for each in wanted])
        fitting, missing = [], []
        for each in wanted:
            stored = kept.get(each.record)
            if stored is not None and stored.digest == each.digest and _is_whole(stored):
                fitting.append(_entry(each, stored))
            else:
                missing.append(each.record)
        self._vectors.take(fitting)
        self._vectors.drop(missing)  # what they had is of another text
        for record in (*gone, *(each.record for each in described)):
            self._waiting.pop(record, None)
        self._waiting.update(dict.fromkeys(missing))
        self._read += len(changes)

    async def _make(self, described: Sequence[_Described]) -> list[Entry]:
        texts = list(dict.fromkeys(text for each in described for text in each.texts))
        vectors = dict(zip(texts, await self._encoder.encode(texts), strict=True)) if texts else {}
        return [
            Entry(each.record, each.visibility, each.digest, shrink([vectors[text] for text in each.texts]))
            for each in described
        ]

    async def _finish(self) -> None:
        """Where all is there, those of other encoders are not needed any more."""
        if not self._waiting and self._vectors.version < self._settled:
            self._vectors.version = self._settled
            await self._store.forget_others(self._encoder.id)
        await self._put_away()

    async def _put_away(self) -> None:
        """Lets what is new go into the graph, beside everything else. Raises what broke it."""
        if self._settling and self._settling.done():
            settled, self._settling = self._settling, None
            await settled
        is_all = not self._waiting
        is_behind = is_all and self._vectors.is_behind(self._read)
        if self._settling is None and (self._vectors.is_full or is_behind):
            if is_all:
                self._read = 0
            self._settling = asyncio.create_task(_to_disk(self._vectors))


async def _to_disk(vectors: Vectors) -> None:
    try:
        await asyncio.to_thread(vectors.settle)
    except OSError as exc:
        raise Unavailable("disk") from exc


async def _pages(changes: AsyncIterator[Change]) -> AsyncIterator[list[Change]]:
    page: list[Change] = []
    async for change in changes:
        page.append(change)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _describe(record: Record) -> _Described:
    texts = passages(record)
    return _Described(record.id, record.filing.visibility, texts, digest_of(texts))


def _is_whole(stored: Stored) -> bool:
    return stored.count > 0 and len(stored.vectors) > 0 and len(stored.vectors) % stored.count == 0


def _entry(described: _Described, stored: Stored) -> Entry:
    rows = np.frombuffer(stored.vectors, dtype=np.int8).reshape(stored.count, -1)
    return Entry(described.record, described.visibility, described.digest, rows)


def _stored(entry: Entry) -> Stored:
    return Stored(entry.id, entry.digest, len(entry.rows), entry.rows.tobytes())
