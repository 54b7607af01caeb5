"""One commit for many: whoever writes while the disk is busy joins the next transaction instead of waiting for one of their own."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from storage.database import Database
from storage.faults import once_more
from storage.ground import Ground

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(slots=True)
class _Part(Generic[Item, Result]):
    """What one call brought, and what came of it once a transaction was made."""

    item: Item
    results: list[Result] = field(default_factory=list)
    failure: Unavailable | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.results) or self.failure is not None


class Together(Generic[Item, Result]):
    """Each call is written whole or not at all, together with those that wait beside it.

    `write_all` writes items in the order in which they came, and has a result for each.
    """

    def __init__(
        self,
        database: Database,
        write_all: Callable[[AsyncConnection, Sequence[Item]], Awaitable[Sequence[Result]]],
        *,
        ground: Ground = Ground.ALL,
        is_urgent: bool = False,
    ) -> None:
        self._database = database
        self._write_all = write_all
        self._ground = ground
        self._is_urgent = is_urgent
        self._waiting: list[_Part[Item, Result]] = []
        self._turn = asyncio.Lock()

    async def write(self, item: Item) -> Result:
        """What came of it. Raises `Unavailable`."""
        part = _Part[Item, Result](item)
        self._waiting.append(part)
        try:
            async with self._turn:
                if not part.is_done:
                    await self._write_waiting()
        finally:
            # Whoever was cancelled takes only their own back.
            self._waiting = [one for one in self._waiting if one is not part]
        if part.failure is not None:
            raise part.failure
        return part.results[0]

    async def _write_waiting(self) -> None:
        parts: list[_Part[Item, Result]] = []

        async def write() -> Sequence[Result]:
            nonlocal parts
            async with self._database.writing(self._ground, is_urgent=self._is_urgent) as connection:
                parts = list(self._waiting)  # also those who came while this waited for its turn
                return await self._write_all(connection, [part.item for part in parts])

        try:
            results = await once_more(write)
        except Unavailable as failure:
            for part in parts or self._waiting:
                part.failure = failure
        else:
            for part, result in zip(parts, results, strict=True):
                part.results.append(result)
        self._waiting = [part for part in self._waiting if not part.is_done]
