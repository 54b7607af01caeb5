from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.ground import Ground
from storage.publishing import in_batches
from storage.tables import EVENT_NAMES, INBOX
from storage.together import Together
from storage.upsert import put_if_new

_KNOWN = select(EVENT_NAMES.c.name).where(EVENT_NAMES.c.name.in_(bindparam("names", expanding=True)))
_TAKE_IN = insert(INBOX)

Row = dict[str, str | int | bool | bytes | datetime]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row for the inbox, and the digests of all names under which the same thing may come."""

    names: tuple[str, ...]
    row: Row
    at: datetime


class Accepting(Together[Sequence[Accepted], int]):
    """Takes in what one call brought, and tells how much of it was new. A platform waits for it, so it goes before what is written for others."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, _write, ground=Ground.TAKING_IN, is_urgent=True)


async def _write(connection: AsyncConnection, parts: Sequence[Sequence[Accepted]]) -> list[int]:
    everything = [accepted for part in parts for accepted in part]
    known = await _known(connection, [name for accepted in everything for name in accepted.names])
    rows, names, counts = list[Row](), list[Row](), list[int]()
    for part in parts:
        before = len(rows)
        for accepted in part:
            if known.isdisjoint(accepted.names):
                rows.append(accepted.row)
            # Those of a repetition too: it may come a third time under the name that was new to us.
            names.extend({"name": name, "seen_at": accepted.at} for name in accepted.names)
            known.update(accepted.names)
        counts.append(len(rows) - before)
    if rows:
        await connection.execute(_TAKE_IN, rows)
    if names:
        await connection.execute(put_if_new(EVENT_NAMES, connection.dialect.name), names)
    return counts


async def _known(connection: AsyncConnection, names: Sequence[str]) -> set[str]:
    found = set[str]()
    for batch in in_batches(names):
        found.update((await connection.execute(_KNOWN, {"names": batch})).scalars())
    return found
