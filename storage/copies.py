"""Copies of cards that somebody asked for: nobody keeps them up to date, but what goes from a case has to go from them too."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.people.address import Front
from bot.ports import Keys
from bot.speech.heard import From
from bot.speech.shown_case import ShownCopy
from storage.database import Database
from storage.sealed import Seal
from storage.shown_tables import COPIES
from storage.spoken import decode, encode
from storage.tables import CASES
from storage.traces import traces_of
from storage.upsert import put

_COLUMN = "copies.way"


@dataclass(frozen=True, slots=True)
class _Way:
    to: From
    handle: str


class SqlCopies:
    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._keys = keys

    async def outdated(self, fronts: Collection[Front], *, limit: int) -> tuple[ShownCopy, ...]:
        served = COPIES.c.front.in_([front.value for front in fronts])
        some = select(COPIES).where(COPIES.c.is_outdated, served).order_by(COPIES.c.case_id).limit(limit)
        async with self._database.reading() as connection:
            rows = (await connection.execute(some)).all()
        found = ((row, self._way(row.message, row.way)) for row in rows)
        return tuple(
            ShownCopy(row.message, row.case_id, way.to, way.handle) for row, way in found if way is not None
        )

    async def changed(self, copy: ShownCopy, *, revision: int) -> None:
        is_same = select(CASES.c.id).where(CASES.c.id == copy.case, CASES.c.revision == revision).exists()
        noted = update(COPIES).where(COPIES.c.message == copy.id, is_same)
        async with self._database.writing() as connection:
            await connection.execute(noted.values(is_outdated=False))

    async def forget(self, copy: ShownCopy) -> None:
        async with self._database.writing() as connection:
            await connection.execute(delete(COPIES).where(COPIES.c.message == copy.id))

    def _way(self, message: str, sealed: bytes) -> _Way | None:
        try:
            return decode(Seal(self._keys, _COLUMN).open(sealed, of=message), _Way)
        except Unreadable:
            return None


async def note_copy(
    connection: AsyncConnection, to: From, handle: str, *, case: int, revision: int, keys: Keys
) -> None:
    """That this message shows a case as it was at that revision."""
    address = to.address
    message = keys.digest("copy", address.front.value, address.workspace, address.chat, handle)
    now_at = select(CASES.c.revision).where(CASES.c.id == case)
    traces = traces_of(address, keys)
    row = {
        "message": message,
        "case_id": case,
        "front": address.front.value,
        "chat": traces.chat,
        "realm": traces.realm,
        "person": to.person,
        # What went from the case while the copy was on its way went from it too late.
        "is_outdated": (await connection.execute(now_at)).scalar_one_or_none() != revision,
        "way": Seal(keys, _COLUMN).close(encode(_Way(to, handle)), of=message),
    }
    await connection.execute(put(COPIES, connection.dialect.name), row)


async def outdate_copies(connection: AsyncConnection, cases: Sequence[int]) -> None:
    """Something that stood in these cases does not any more."""
    shown = update(COPIES).where(COPIES.c.case_id.in_(cases))
    await connection.execute(shown.values(is_outdated=True))
