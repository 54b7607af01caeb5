"""The record that the answers to a case named, as it was when they went."""

import msgspec
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.library.record import Record, kind_of
from bot.ports import Keys
from storage.cases import CaseRow
from storage.codec import decode_record, encode
from storage.sealed import Seal
from storage.tables import CASES
from storage.traces import trace_of_record

_COLUMN = "cases.told"


async def note_told(
    connection: AsyncConnection, case: int, record: str, told: Record | None, *, keys: Keys
) -> None:
    """`record` is its id, empty where none was named; `told` is None where it cannot be matched."""
    sealed = b""
    if told is not None:
        plain = msgspec.json.encode((kind_of(told), encode(told)))
        sealed = Seal(keys, _COLUMN).close(plain, of=str(case))
    trace = trace_of_record(record, keys) if record else ""
    await connection.execute(update(CASES).where(CASES.c.id == case).values(record=trace, told=sealed))


def open_told(row: CaseRow, keys: Keys) -> Record | None:
    """Raises `Unreadable`, also for what another version of this program wrote."""
    if not row.told:
        return None
    try:
        plain = Seal(keys, _COLUMN).open(row.told, of=str(row.id))
        return decode_record(*msgspec.json.decode(plain, type=tuple[str, str]))
    except msgspec.MsgspecError as exc:
        raise Unreadable from exc
