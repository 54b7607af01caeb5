"""Moving everything from one database to another of either kind. Nothing is opened: what is sealed stays sealed, so the same key file goes with it.

It is written in one transaction: what is broken off leaves nothing behind.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import LargeBinary, Row, Table, func, insert, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Misconfigured, Problem
from storage.audit import first_broken_line
from storage.database import Database
from storage.database_place import DatabasePlace, bring_up, examine_place, open_place
from storage.every_table import EVERY_TABLE, OF_REPLICAS
from storage.ground import Ground
from storage.postgres import Server
from storage.publishing import BATCH
from storage.replica_tables import REPLICAS
from storage.serving import serving
from storage.tables import LIBRARY

_COPIED: Final = tuple(table for table in EVERY_TABLE if table not in OF_REPLICAS)


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows of how many tables, and how many lines of the audit log were found whole."""

    rows: int
    tables: int
    audit: int


Told = Callable[[str, int, int], None]
"""The name of a table, how many of its rows are copied, and how many there are."""


async def copy_everything(origin: DatabasePlace, target: DatabasePlace, *, tell: Told) -> Copied:
    """Raises `Misconfigured` where nothing can be taken from `origin` or `target` holds something, and `Unavailable`."""
    await _judge_origin(origin)
    async with AsyncExitStack() as stack:
        if isinstance(origin, Path):
            stack.enter_context(serving(origin))
        source = await stack.enter_async_context(_opened(origin))
        await bring_up(target)
        if isinstance(target, Path):
            stack.enter_context(serving(target))
        sink = await stack.enter_async_context(_opened(target))
        async with source.reading() as reading, sink.writing(Ground.RECORD) as writing:
            await _judge(reading, writing, origin, target)
            rows = 0
            for table in _COPIED:
                rows += await _copy(table, reading, writing, tell)
            await _go_on_counting(reading, writing)
            await _compare(reading, writing)
        broken, lines = await first_broken_line(sink)
        if broken is not None:
            raise _refusal(
                origin, f"Line {broken} of its audit log does not fit. Everything was copied as it stands."
            )
        return Copied(rows, len(_COPIED), lines)


async def _judge_origin(origin: DatabasePlace) -> None:
    found = await examine_place(origin)
    if found is None or not found.is_ours:
        raise _refusal(origin, "There is no library there.")
    if found.damage:
        raise _refusal(origin, f"It is damaged: {found.damage}")
    if not found.is_up_to_date:
        raise _refusal(
            origin, "It was made by another version of the program. Run secondsource migrate there first."
        )


@asynccontextmanager
async def _opened(place: DatabasePlace) -> AsyncIterator[Database]:
    engine = open_place(place)
    try:
        yield Database(engine)
    finally:
        await engine.dispose()


async def _judge(
    reading: AsyncConnection, writing: AsyncConnection, origin: DatabasePlace, target: DatabasePlace
) -> None:
    """Nobody may change what is copied meanwhile, and nothing may be written over."""
    for place, connection in ((origin, reading), (target, writing)):
        alive = select(func.count()).select_from(REPLICAS).where(REPLICAS.c.until > func.now())
        if isinstance(place, Server) and (await connection.execute(alive)).scalar_one():
            raise _refusal(place, "It is served just now. Stop every process that serves it.")
    for table in _COPIED:
        held = select(table).where(LIBRARY.c.version > 0) if table is LIBRARY else select(table)
        if (await writing.execute(held.limit(1))).first() is not None:
            raise _refusal(target, "It holds something already. Name an empty database.")


async def _copy(table: Table, reading: AsyncConnection, writing: AsyncConnection, tell: Told) -> int:
    total = await _count(reading, table)
    done = 0
    async for rows in _pages(table, reading):
        if table is LIBRARY:
            await writing.execute(update(LIBRARY).values(dict(rows[0]._mapping)))  # noqa: SLF001 - its documented name
        else:
            await writing.execute(insert(table), [_values(table, row) for row in rows])
        done += len(rows)
        tell(table.name, done, total)
    return done


def _values(table: Table, row: Row[Any]) -> dict[str, Any]:
    values = dict(row._mapping)  # noqa: SLF001 - as above
    for column in table.columns:
        if isinstance(column.type, LargeBinary) and isinstance(values[column.name], str):
            values[column.name] = (
                b""  # SQLite keeps what a column holds by default as text, and only nothing is ever held so
            )
    return values


async def _pages(table: Table, reading: AsyncConnection) -> AsyncIterator[Sequence[Row[Any]]]:
    keys = [*table.primary_key]
    page = select(table).order_by(*keys).limit(BATCH)
    rows = (await reading.execute(page)).all()
    while rows:
        yield rows
        last = [rows[-1]._mapping[key] for key in keys]  # noqa: SLF001 - as above
        rows = (await reading.execute(page.where(tuple_(*keys) > last))).all()


async def _go_on_counting(reading: AsyncConnection, writing: AsyncConnection) -> None:
    """Numbers that were given once are never given again, also those of rows that are gone."""
    for table in _COPIED:
        (key, *others) = table.primary_key
        if others or not key.autoincrement or key.autoincrement == "auto":
            continue
        last = await _last_given(reading, table)
        if not last:
            continue
        if writing.dialect.name == "postgresql":
            sequence = f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'), {last})"
            await writing.execute(text(sequence))
        else:
            names = {"name": table.name, "last": last}
            await writing.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), names)
            await writing.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), names
            )


async def _last_given(reading: AsyncConnection, table: Table) -> int:
    if reading.dialect.name == "postgresql":
        (key,) = table.primary_key
        sequence = (
            "SELECT last_value FROM pg_sequences WHERE sequencename = :name AND schemaname = current_schema()"
        )
        names = {"name": f"{table.name}_{key.name}_seq"}
    else:
        sequence, names = "SELECT seq FROM sqlite_sequence WHERE name = :name", {"name": table.name}
    return int((await reading.execute(text(sequence), names)).scalar() or 0)


async def _compare(reading: AsyncConnection, writing: AsyncConnection) -> None:
    for table in _COPIED:
        counts = await _count(reading, table), await _count(writing, table)
        assert counts[0] == counts[1], f"{table.name}: {counts[1]} of {counts[0]} rows were copied"


async def _count(connection: AsyncConnection, table: Table) -> int:
    return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


def _refusal(place: DatabasePlace, message: str) -> Misconfigured:
    return Misconfigured((Problem(str(place), message),))
