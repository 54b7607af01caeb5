"""What was told of a case: on the case the record that the answers named, as it was when they went; with each who asked all of it, for the
receipt, so that it goes with them where cases are merged and split, and is deleted with them."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.decision import Decision
from bot.desk.telling import Telling, with_telling
from bot.errors import Unreadable
from bot.library.record import Record, kind_of
from bot.ports import Keys
from storage.cases import CaseRow
from storage.codec import decode_record, encode
from storage.sealed import Seal
from storage.tables import ASKERS, CASES
from storage.traces import trace_of_record

_COLUMN = "cases.told"
_OF_ASKER = "askers.told"

_Stored = tuple[str, str]
"""A record: its kind, and what it says."""

_NOTHING = b"[]"


@dataclass(frozen=True, slots=True)
class _Told:
    at: datetime
    decision: Decision
    record: _Stored | None


async def note_told(connection: AsyncConnection, case: int, telling: Telling, *, keys: Keys) -> None:
    record, named = telling.record, telling.decision.record
    sealed = b""
    if record is not None:
        sealed = Seal(keys, _COLUMN).close(msgspec.json.encode(_stored(record)), of=str(case))
    trace = trace_of_record(named, keys) if named else ""
    await connection.execute(update(CASES).where(CASES.c.id == case).values(record=trace, told=sealed))
    await _note_on_receipts(connection, case, telling, keys)


async def _note_on_receipts(connection: AsyncConnection, case: int, telling: Telling, keys: Keys) -> None:
    asked = select(ASKERS.c.code, ASKERS.c.told).where(ASKERS.c.case_id == case)
    more = dict[bytes, bytes]()  # most were told the same, and a record takes its time
    changed: list[dict[str, str | bytes]] = []
    for row in (await connection.execute(asked)).all():
        before = _open(row.code, row.told, keys)
        if before not in more:
            more[before] = _encode(with_telling(_decode(before), telling))
        if more[before] != before:
            sealed = Seal(keys, _OF_ASKER).close(more[before], of=row.code)
            changed.append({"of": row.code, "sealed": sealed})
    if changed:
        put = update(ASKERS).where(ASKERS.c.code == bindparam("of")).values(told=bindparam("sealed"))
        await connection.execute(put, changed)


def open_told(row: CaseRow, keys: Keys) -> Record | None:
    """Raises `Unreadable`, also for what another version of this program wrote."""
    if not row.told:
        return None
    try:
        plain = Seal(keys, _COLUMN).open(row.told, of=str(row.id))
        return decode_record(*msgspec.json.decode(plain, type=_Stored))
    except msgspec.MsgspecError as exc:
        raise Unreadable from exc


def open_tellings(code: str, sealed: bytes, keys: Keys) -> tuple[Telling, ...]:
    """Oldest first. What cannot be read any more is as if it had not been told."""
    return _decode(_open(code, sealed, keys))


def _open(code: str, sealed: bytes, keys: Keys) -> bytes:
    try:
        return Seal(keys, _OF_ASKER).open(sealed, of=code) if sealed else _NOTHING
    except Unreadable:
        return _NOTHING


def _decode(plain: bytes) -> tuple[Telling, ...]:
    try:
        return tuple(map(_telling, msgspec.json.decode(plain, type=tuple[_Told, ...])))
    except msgspec.MsgspecError:
        return ()


def _encode(told: tuple[Telling, ...]) -> bytes:
    stored = [_Told(one.at, one.decision, _stored(one.record) if one.record else None) for one in told]
    return msgspec.json.encode(stored)


def _telling(told: _Told) -> Telling:
    return Telling(told.at, told.decision, decode_record(*told.record) if told.record else None)


def _stored(record: Record) -> _Stored:
    return kind_of(record), encode(record)
