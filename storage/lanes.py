"""Which lanes are worked on, so that none is given away twice.

Where one process serves a database it knows that by itself, and a restart finds all of them free. Where several do, each tells the others
(`storage.leases`), in the transaction in which it looks for lanes.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from sqlalchemy import ARRAY, ColumnElement, String, all_, bindparam
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.ground import Ground
from storage.leases import Leases


class Look(Protocol):
    """A look for lanes. `held` are those that this process held when it began: one that is let go of meanwhile may be seen as it was."""

    connection: AsyncConnection
    held: frozenset[str]

    async def hold(self, lanes: Sequence[str]) -> Collection[str]:
        """Those of them that are ours, once the look is over."""
        ...


class Held(Protocol):
    """The lanes that this process works on. Its conditions stand in statements that are made once, and are given those lanes as `held` when they are
    executed."""

    def __contains__(self, lane: str) -> bool: ...

    def unheld(self, lane: ColumnElement[str]) -> ColumnElement[bool]:
        """That it is none of `held`."""
        ...

    def free(self, lane: ColumnElement[str]) -> ColumnElement[bool]:
        """Nor held by another process."""
        ...

    @property
    def lanes(self) -> frozenset[str]: ...

    def is_ours(self, lane: str) -> bool:
        """That it was taken, and no other process can have taken it since."""
        ...

    def looking(self) -> AbstractAsyncContextManager[Look]:
        """One look at a time. Raises `Unavailable`."""
        ...

    def let_go(self, lane: str) -> None: ...

    @property
    def is_told(self) -> bool:
        """Whether others know already that nothing is held here: then there is no need for a look where nothing waits at all."""
        ...


class HeldHere:
    """Of a process that has the database to itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lanes = set[str]()
        self._looking = asyncio.Lock()

    def __contains__(self, lane: str) -> bool:
        return lane in self._lanes

    def unheld(self, lane: ColumnElement[str]) -> ColumnElement[bool]:
        return lane.not_in(bindparam("held", expanding=True))

    def free(self, lane: ColumnElement[str]) -> ColumnElement[bool]:
        """There is nobody else."""
        return self.unheld(lane)

    @property
    def lanes(self) -> frozenset[str]:
        return frozenset(self._lanes)

    def is_ours(self, lane: str) -> bool:
        return lane in self._lanes

    @asynccontextmanager
    async def looking(self) -> AsyncIterator["_LookHere"]:
        async with self._looking:
            held = frozenset(self._lanes)
            async with self._database.reading() as connection:
                look = _LookHere(connection, held)
                yield look
            self._lanes.update(look.holds)

    def let_go(self, lane: str) -> None:
        self._lanes.discard(lane)

    @property
    def is_told(self) -> bool:
        """There is nobody to tell, and a look costs no more than to ask whether something waits."""
        return False


class _LookHere:
    def __init__(self, connection: AsyncConnection, held: frozenset[str]) -> None:
        self.connection = connection
        self.held = held
        self.holds: Sequence[str] = ()

    async def hold(self, lanes: Sequence[str]) -> Collection[str]:
        self.holds = lanes
        return lanes


class HeldTogether:
    """Of one of several processes. What it lets go of the others learn with its next look, which follows at once."""

    def __init__(self, database: Database, leases: Leases, kind: str) -> None:
        self._database = database
        self._leases = leases
        self._kind = kind
        self._lanes = set[str]()
        self._lost = set[str]()
        self._left = set[str]()
        self._looking = asyncio.Lock()
        leases.on_lost(self._lose)

    def __contains__(self, lane: str) -> bool:
        return lane in self._lanes

    def unheld(self, lane: ColumnElement[str]) -> ColumnElement[bool]:
        """The same statement however many there are: the server prepares it once."""
        return lane != all_(bindparam("held", type_=ARRAY(String)))

    def free(self, lane: ColumnElement[str]) -> ColumnElement[bool]:
        return self.unheld(lane) & self._leases.free(self._kind, lane)

    @property
    def lanes(self) -> frozenset[str]:
        return frozenset(self._lanes)

    def is_ours(self, lane: str) -> bool:
        return lane in self._lanes and lane not in self._lost and self._leases.are_ours()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator["_LookTogether"]:
        async with self._looking:
            held, left = frozenset(self._lanes), frozenset(self._left)
            async with self._database.writing(Ground.HANDING_OUT) as connection:
                if left:
                    await self._leases.let_go(connection, self._kind, left)
                look = _LookTogether(connection, held, self._leases, self._kind)
                yield look
            self._left -= left
            self._lost -= look.holds
            self._lanes |= look.holds

    def let_go(self, lane: str) -> None:
        if lane in self._lanes:
            self._lanes.discard(lane)
            self._lost.discard(lane)
            self._left.add(lane)

    @property
    def is_told(self) -> bool:
        return not self._lanes and not self._left

    def _lose(self) -> None:
        """They stay taken here until they are let go of: what runs on them is not begun a second time."""
        self._lost |= self._lanes


class _LookTogether:
    def __init__(self, connection: AsyncConnection, held: frozenset[str], leases: Leases, kind: str) -> None:
        self.connection = connection
        self.held = held
        self.holds: frozenset[str] = frozenset()
        self._leases = leases
        self._kind = kind

    async def hold(self, lanes: Sequence[str]) -> Collection[str]:
        self.holds = await self._leases.hold(self.connection, self._kind, lanes)
        return self.holds


def held_of(database: Database, kind: str) -> Held:
    return HeldTogether(database, database.leases, kind) if database.leases else HeldHere(database)
