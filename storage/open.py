"""Opening everything that is kept. Whoever opens closes: all of it hangs on the caller's exit stack."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.claims.names import Names
from bot.ports import Cache, Clock
from storage.cache.memory import MemoryCache
from storage.database import Database, open_engine
from storage.index.folder import STATE
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from storage.index.tantivy_index import TantivyIndex
from storage.library import SqlLibrary
from storage.migrate import migrate


@dataclass(frozen=True, slots=True)
class Storage:
    """`follower` keeps the index caught up: `catch_up()` once, or `run()` in a process that stays."""

    library: SqlLibrary
    index: TantivyIndex
    follower: IndexFollower
    cache: Cache


async def open_storage(
    stack: AsyncExitStack,
    *,
    database: Path,
    index_folder: Path | None,
    clock: Clock,
    redis_url: str | None,
    cache_bytes: int,
) -> Storage:
    """Open the SQLite file (created and migrated as needed), the index (in memory without a folder) and the cache.

    `cache_bytes` limits the cache in this process, which is what there is without a `redis_url`.
    The index is not yet caught up: call `follower.catch_up()`, or run the follower. Raises `Unavailable` and `Misconfigured`, also where
    there is an index and no database: then a library was lost.
    """
    await asyncio.to_thread(migrate, database, traces=traces_of(index_folder))
    engine = open_engine(database)
    stack.push_async_callback(engine.dispose)
    library = SqlLibrary(Database(engine), clock)

    async def names() -> Names:
        return (await library.shelf()).names

    index = await open_index(stack, index_folder, library=await library.identity(), names=names)
    return Storage(library, index, IndexFollower(library, index), _open_cache(stack, redis_url, cache_bytes))


def traces_of(index_folder: Path | None) -> tuple[Path, ...]:
    """What is left of a library when its database is gone."""
    return (index_folder / STATE,) if index_folder else ()


def _open_cache(stack: AsyncExitStack, redis_url: str | None, cache_bytes: int) -> Cache:
    if redis_url is None:
        return MemoryCache(limit=cache_bytes, now=time.monotonic)
    # Imported here: whoever has no server should not wait for a client of it at every start.
    from storage.cache.redis import RedisCache, connect  # noqa: PLC0415

    client = connect(redis_url)
    stack.push_async_callback(client.aclose)
    return RedisCache(client, now=time.monotonic)
