import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bot.claims.names import Names
from bot.errors import Unavailable
from storage.index.folder import Folder, copy, own
from storage.index.tantivy_index import TantivyIndex
from storage.index.vectors import Shelter, Vectors

GRAPH = "vectors"


async def open_index(
    stack: AsyncExitStack,
    path: Path | None,
    *,
    library: str,
    names: Callable[[], Awaitable[Names]],
    encoder: str = "",
) -> TantivyIndex:
    """The index in the folder at `path`; `library` and `names` as in `TantivyIndex`, `encoder` names who makes its vectors. Closed by the stack.

    One process owns a folder. Another one beside it works on a private copy, which it brings up to date by itself. Where the folder
    cannot be written to, or without a `path`, the index lives in memory and is made from the library at every start.
    """
    folder = await asyncio.to_thread(_folder, path)
    shelter = None
    if path is not None and folder is not None:
        shelter = Shelter(path / GRAPH, library, is_owner=not folder.is_private)
    vectors = Vectors(encoder, shelter)
    await asyncio.to_thread(vectors.open)
    index = TantivyIndex(folder, library=library, names=names, vectors=vectors)
    try:
        await index.open()
    except Unavailable:  # a folder that can be locked and not be written to, or a full disk
        await index.close()
        index = TantivyIndex(None, library=library, names=names, vectors=vectors)
        await index.open()
    stack.push_async_callback(index.close)
    return index


def _folder(path: Path | None) -> Folder | None:
    if path is None:
        return None
    try:
        return own(path) or copy(path)
    except OSError:
        return None
