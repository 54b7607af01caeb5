"""What one of several processes on a database holds, so that no other does it too.

Every process says again and again that it is there; whoever was not heard of for some seconds, by the clock of the server, has let go of everything.
A process that stood still and goes on cannot be kept from its next step: what it finishes then is not written, because what it worked on is
not there any more (`storage.turns`).
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime
from time import monotonic
from typing import Final, Protocol

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    String,
    and_,
    any_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from bot.errors import Unavailable
from storage.ground import Ground
from storage.replica_tables import HOLDS, REPLICAS

LASTS_SECONDS: Final = 5.0
"""How long a process that says nothing is waited for."""

BEATS_SECONDS: Final = 1.5

logger = logging.getLogger("secondsource")

_NOW = func.clock_timestamp()

# Where the server itself was away nobody could say that they are there: all are waited for anew. Whoever holds something then may have sent it
# already, and only waits to write that down.
_COULD_BE_TOLD = func.pg_postmaster_start_time() < _NOW - text(f"interval '{LASTS_SECONDS} seconds'")


_KIND: Final = bindparam("kind", type_=String())
_NAMES: Final = bindparam("names", type_=ARRAY(String))


def _is_late(replicas: FromClause) -> ColumnElement[bool]:
    return and_(replicas.c.until < _NOW, _COULD_BE_TOLD)


_TAKE_OUT_LATE: Final = delete(REPLICAS).where(_is_late(REPLICAS))
_TAKE_OUT_GONE: Final = delete(HOLDS).where(HOLDS.c.replica.not_in(select(REPLICAS.c.id)))


class Writes(Protocol):
    """What a database is asked here."""

    def writing(self, ground: Ground) -> AbstractAsyncContextManager[AsyncConnection]: ...


class Leases:
    """Those of one process. `freed` is called where another one's were let go of for it: somebody may want them."""

    def __init__(self, database: Writes, *, lasts: float = LASTS_SECONDS) -> None:
        self.me = secrets.token_hex(16)
        self._database = database
        self._lasts = lasts
        until = _NOW + text(f"interval '{lasts} seconds'")
        self._still = _still(self.me, until)
        self._begin = insert(REPLICAS).values(id=self.me, until=until)
        self._hold = _hold(self.me)
        self._let_go = delete(HOLDS).where(
            HOLDS.c.kind == _KIND, HOLDS.c.name == any_(_NAMES), HOLDS.c.replica == self.me
        )
        self._freed: list[Callable[[], None]] = []
        self._lost: list[Callable[[], None]] = []
        self._is_known = False
        self._heard_at = monotonic()

    def on_freed(self, ring: Callable[[], None]) -> None:
        self._freed.append(ring)

    def on_lost(self, ring: Callable[[], None]) -> None:
        """`ring` is called where this process was not heard of in time: others may hold by now what it held."""
        self._lost.append(ring)

    async def run(self) -> None:
        """Says that this process is there, until it is cancelled; then it lets go of everything."""
        try:
            while True:
                try:
                    await self.beat()
                except Unavailable:
                    if not self.are_ours():
                        _ring(self._lost)
                await asyncio.sleep(BEATS_SECONDS)
        finally:
            await self.leave()

    def are_ours(self) -> bool:
        """Whether this process was heard of lately, so that no other can have taken what it holds."""
        return monotonic() - self._heard_at < self._lasts

    async def beat(self) -> None:
        """Raises `Unavailable`."""
        began = monotonic()
        async with self._database.writing(Ground.OWN) as connection:
            others_late = (await connection.execute(self._still)).scalar_one_or_none()
            is_known = others_late is not None
            is_freed = False
            if others_late or not is_known:
                await connection.execute(_TAKE_OUT_LATE)
                if not is_known:
                    await connection.execute(self._begin)
                is_freed = (await connection.execute(_TAKE_OUT_GONE)).rowcount > 0
        self._heard_at = began
        if self._is_known and not is_known:
            logger.warning("not heard of in time")
            _ring(self._lost)
        self._is_known = True
        if is_freed:
            _ring(self._freed)

    async def leave(self) -> None:
        """Lets go of everything. What cannot be told the others find out by themselves."""
        with suppress(Unavailable):
            async with self._database.writing(Ground.OWN) as connection:
                await connection.execute(delete(HOLDS).where(HOLDS.c.replica == self.me))
                await connection.execute(delete(REPLICAS).where(REPLICAS.c.id == self.me))

    def free(self, kind: str, name: ColumnElement[str]) -> ColumnElement[bool]:
        """That no other process holds what has this name."""
        others = HOLDS.c.kind == kind, HOLDS.c.name == name, HOLDS.c.replica != self.me
        return ~exists(select(literal(1)).where(*others).correlate_except(HOLDS))

    async def hold(self, connection: AsyncConnection, kind: str, names: Sequence[str]) -> frozenset[str]:
        """Those of them that this process holds from now on, once that is committed."""
        if not names:
            return frozenset()
        held = await connection.execute(self._hold, {"kind": kind, "names": list(names)})
        return frozenset(held.scalars())

    async def let_go(self, connection: AsyncConnection, kind: str, names: Iterable[str]) -> None:
        await connection.execute(self._let_go, {"kind": kind, "names": sorted(names)})


def _still(me: str, until: ColumnElement[datetime]) -> ReturningUpdate[bool]:
    """Says that this process is there, unless it is late itself; tells whether another one is."""
    others = REPLICAS.alias()
    is_any_late = exists(select(others.c.id).where(_is_late(others)))
    mine = REPLICAS.c.id == me, ~_is_late(REPLICAS)
    return update(REPLICAS).where(*mine).values(until=until).returning(is_any_late)


def _hold(me: str) -> ReturningInsert[str]:
    into = insert(HOLDS)
    rows = select(_KIND, func.unnest(_NAMES), literal(me))
    return (
        into.from_select(["kind", "name", "replica"], rows)
        .on_conflict_do_update(
            index_elements=["kind", "name"],
            set_={"replica": into.excluded.replica},
            where=HOLDS.c.replica == me,  # of a process of the same name, which began anew
        )
        .returning(HOLDS.c.name)
    )


def _ring(rings: Iterable[Callable[[], None]]) -> None:
    for ring in rings:
        ring()
