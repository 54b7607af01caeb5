"""The lexical index. All calls of tantivy happen in threads; the event loop never waits for one."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.claims.names import Names
from bot.errors import Cause, Unavailable
from bot.matching.query import Found, Query
from bot.people.audience import Audience
from bot.ports import Change
from storage.index.apart import Apart, begun, opened, seen_in
from storage.index.faults import Damaged, index_faults
from storage.index.folder import Folder, State
from storage.index.fuse import hits_of, in_order
from storage.index.query import cut, recipe
from storage.index.search import Seen, search
from storage.index.vectors import Vectors
from storage.index.writing import Writing


@dataclass(frozen=True, slots=True)
class _Opened:
    indexes: Apart
    seen_by: Mapping[Audience, Seen]
    version: int
    is_ready: bool  # False until it has once caught up: what it does not find then says nothing


class TantivyIndex:
    """Three BM25 lists over one set of documents for each visibility (word stems, those of the long text, runs of four characters) and a list of what is near.

    `vectors` are those of the same records; whoever encodes keeps them up to date (`storage.index.encode`). Lives in `folder`, or in memory without one. `names` gives the library's names when records are described. `library` is the
    identity of the library that it is made from: an index of another one is thrown away.
    """

    def __init__(
        self,
        folder: Folder | None,
        *,
        library: str,
        names: Callable[[], Awaitable[Names]],
        vectors: Vectors | None = None,
    ) -> None:
        self._folder = folder
        self.vectors = Vectors() if vectors is None else vectors
        self._library = library
        self._names = names
        self._recipe = recipe()
        self._lock = threading.Lock()  # held in the thread: a caller that is cancelled leaves it working
        self._writing = Writing()
        self._opened: _Opened | None = None
        self.damage = asyncio.Event()

    @property
    def version(self) -> int:
        return self._opened.version if self._opened else 0

    @property
    def near_version(self) -> int:
        return min(self.version, self.vectors.version) if self.vectors.encoder else self.version

    @property
    def place(self) -> str:
        """Where it lives, for people: *folder*, *copy* (another process owns the folder) or *memory*."""
        if self._folder is None:
            return "memory"
        return "copy" if self._folder.is_private else "folder"

    async def open(self) -> None:
        """Open what is there, or open it again after damage; what is not sound, or of another library, is begun anew."""
        await asyncio.to_thread(self._open)
        self.damage.clear()

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    async def reset(self) -> None:
        """Throw everything away. Until it has caught up again, asking it is answered with `Unavailable`."""
        await asyncio.to_thread(self._reset)
        self.damage.clear()

    async def find(
        self, queries: Sequence[Query], *, audience: Audience, limit: int, most: int | None = None
    ) -> Sequence[Found]:
        try:
            return await asyncio.to_thread(
                lambda: [self._find(query, audience, limit, most) for query in queries]
            )
        except Damaged as exc:
            self.damage.set()
            raise Unavailable("index") from exc

    async def take(self, changes: Sequence[Change], *, version: int) -> None:
        """As the port says; taking nothing at version 0 tells an index that is begun anew that its library is empty."""
        names = await self._names()
        try:
            await asyncio.to_thread(self._take, changes, version, names)
        except Damaged as exc:
            self.damage.set()
            raise Unavailable("index") from exc

    async def ping(self) -> None:
        if self._opened is None or not self._opened.is_ready or self.damage.is_set():
            raise Unavailable("index")

    def _open(self) -> None:
        with self._lock:
            if self._folder is None and self._opened is not None:
                return  # nobody else can have touched it
            self._writing.drop()
            try:
                self._opened = self._open_folder()
            except Damaged:
                self._begin_anew()

    def _open_folder(self) -> _Opened:
        if self._folder is None:
            raise Damaged("an index in memory begins empty")
        state = self._folder.read_state()
        if (state.library, state.recipe) != (self._library, self._recipe):
            raise Damaged("made from another library, or otherwise")
        with index_faults():
            self._folder.check()
            indexes = opened(self._folder.segments)
            return _Opened(indexes, seen_in(indexes), state.version, is_ready=True)

    def _reset(self) -> None:
        with self._lock:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._opened = None
        self._writing.drop()
        try:
            if self._folder is not None:
                self._folder.empty()
            with index_faults():
                indexes = begun(self._folder.segments if self._folder else None)
                self._opened = _Opened(indexes, seen_in(indexes), version=0, is_ready=False)
        except OSError as exc:
            raise Unavailable("disk") from exc
        except Damaged as exc:
            raise Unavailable("index") from exc

    def _find(self, query: Query, audience: Audience, limit: int, most: int | None) -> Found:
        now = self._opened
        if now is None or not now.is_ready:
            raise Unavailable("index", retry_after=1.0)
        asked = cut(query.text, query.context)  # out here: what goes wrong in it is no damage
        with index_faults():
            searched = search(now.seen_by[audience], asked, limit)
        near = self.vectors.look(query, audience, limit)
        order = in_order(searched, near.best if near else ())[:most]
        return Found(hits_of(order, searched, near.cosines(order) if near else {}), searched.worth)

    def _take(self, changes: Sequence[Change], version: int, names: Names) -> None:
        with self._lock:
            now = self._opened
            if now is None:
                raise Damaged("there is no index")
            is_last = version > now.version
            self._write(now.indexes, changes, names, is_last=is_last)
            if changes and not is_last:
                return  # more is coming, and all of it is written together
            reached = max(version, now.version)
            is_ready = now.is_ready or version > 0 or not changes
            if self._folder is not None and is_ready:
                self._write_state(self._folder, reached)
            with index_faults():
                for index in now.indexes.values():
                    index.reload()
                self._opened = _Opened(now.indexes, seen_in(now.indexes), reached, is_ready)

    def _write(self, indexes: Apart, changes: Sequence[Change], names: Names, *, is_last: bool) -> None:
        try:
            if changes:
                self._writing.add(indexes, changes, names, is_last=is_last)
            if is_last:
                self._writing.commit()
        except Damaged as exc:
            if self._folder is not None and not self._folder.has_room():
                raise Unavailable("disk", cause=Cause.ROOM) from exc
            raise

    def _write_state(self, folder: Folder, version: int) -> None:
        try:
            folder.write_state(State(self._library, version, self._recipe))
        except OSError as exc:
            raise Unavailable("disk") from exc

    def _close(self) -> None:
        with self._lock:
            self._opened = None
            self._writing.drop()
            if self._folder is not None:
                self._folder.close()
