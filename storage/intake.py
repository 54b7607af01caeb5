"""Imports that are under way. Only what differs from the library is laid beside it: a second import of the same file writes nothing.

What is laid down becomes visible in the one transaction that publishes it, so a half import is never seen.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec
from sqlalchemy import (
    ColumnElement,
    SelectBase,
    and_,
    delete,
    exists,
    false,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Refusal
from bot.feeds.intake import MOVED, Fate, Reached, Rules
from bot.library.event import Event
from bot.library.filing import Provenance
from bot.library.record import Entry
from bot.library.series import Series
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.ports import Clock, Keys
from storage.audit import NOBODY, write_entry
from storage.codec import Family, Key, encode, key_of, kind_of_entry
from storage.database import Database
from storage.ground import Ground
from storage.import_revisions import MOST, Replaced
from storage.library import SqlLibrary
from storage.publishing import Publishing, among, in_batches, row_of
from storage.references import NAMED
from storage.tables import ENTRIES, IMPORTS, STAGED
from storage.upsert import put, put_from

LEFT_LYING = timedelta(days=1)
"""After which an import that nobody went on with is taken away."""

_SAME = and_(
    ENTRIES.c.family == STAGED.c.family, ENTRIES.c.id == STAGED.c.id, ENTRIES.c.is_removed.is_(False)
)


@dataclass(frozen=True, slots=True)
class _There:
    """What the library has under a key."""

    kind: str
    provenance: str
    visibility: str
    body: str


class SqlIntake:
    def __init__(self, database: Database, library: SqlLibrary, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._keys = keys
        self._clock = clock

    async def begin(self, run: str) -> Reached:
        now = self._clock.now()
        async with self._database.writing(Ground.SIDE) as connection:
            old = select(IMPORTS.c.run).where(IMPORTS.c.touched_at < now - LEFT_LYING, IMPORTS.c.run != run)
            await connection.execute(delete(STAGED).where(STAGED.c.run.in_(old)))
            await connection.execute(delete(IMPORTS).where(IMPORTS.c.run.in_(old)))
            statement = select(IMPORTS.c.row, IMPORTS.c.fates).where(IMPORTS.c.run == run)
            found = (await connection.execute(statement)).one_or_none()
            if found is None:
                start = {"run": run, "row": 0, "fates": "{}", "touched_at": now}
                await connection.execute(insert(IMPORTS), start)
                return Reached()
            return Reached(found.row, _read_fates(found.fates))

    async def compare(self, entries: Sequence[Entry], rules: Rules) -> tuple[Fate, ...]:
        async with self._database.reading() as connection:
            there = await _there(connection, [key_of(entry) for entry in entries])
        return tuple(_settle(entry, there.get(key_of(entry)), rules)[0] for entry in entries)

    async def lay(
        self, run: str, entries: Sequence[Entry], rules: Rules, *, after: Reached, row: int
    ) -> Reached:
        async with self._database.writing(
            Ground.SIDE
        ) as connection:  # what it read of the library is looked at again when it is published
            fates = Counter(after.fates)
            for batch in in_batches(entries):
                there = await _there(connection, [key_of(entry) for entry in batch])
                laid = []
                for entry in batch:
                    fate, settled = _settle(entry, there.get(key_of(entry)), rules)
                    fates[kind_of_entry(entry), fate] += 1
                    if fate in MOVED:
                        laid.append(_staged(run, settled))
                if laid:
                    await connection.execute(put(STAGED, self._database.dialect), laid)
            reached = Reached(row, fates)
            await self._note(connection, run, after, reached)
        return reached

    async def publish(self, run: str, rules: Rules, *, named: str) -> int:
        replaced = Replaced(run, _protected(rules))
        async with self._database.reading() as connection:
            is_told = 0 < await replaced.count(connection) <= MOST
        names = (await self._library.shelf()).names if is_told else None

        async def steps(publishing: Publishing) -> None:
            connection = publishing.connection
            referred = select(STAGED.c.family, STAGED.c.id).where(
                STAGED.c.run == run, STAGED.c.family.in_([family.value for family in NAMED])
            )
            rows = await connection.execute(referred)
            publishing.changed.update(Key(Family(row.family), row.id) for row in rows)
            if names is not None:
                now = self._clock.now()
                await replaced.tell(connection, names, reason=named, keys=self._keys, now=now)
            taken = _taken(run, rules, publishing.version)
            written = await connection.execute(put_from(ENTRIES, self._database.dialect, taken))
            publishing.wrote += written.rowcount
            if publishing.wrote:
                await self._tell(connection, run, named)
            await connection.execute(delete(STAGED).where(STAGED.c.run == run))
            await connection.execute(delete(IMPORTS).where(IMPORTS.c.run == run))

        return await self._library.change(steps)

    async def _note(self, connection: AsyncConnection, run: str, after: Reached, reached: Reached) -> None:
        at = and_(IMPORTS.c.run == run, IMPORTS.c.row == after.row)
        values = {"row": reached.row, "fates": _write_fates(reached.fates), "touched_at": self._clock.now()}
        noted = await connection.execute(update(IMPORTS).where(at).values(values))
        if noted.rowcount != 1:
            raise Refusal("library.import_taken")

    async def _tell(self, connection: AsyncConnection, run: str, named: str) -> None:
        found = await connection.execute(select(IMPORTS.c.fates).where(IMPORTS.c.run == run))
        told = ", ".join(
            f"{kind} {fate}: {count}" for (kind, fate), count in _read_fates(found.scalar_one()).items()
        )
        await write_entry(
            connection, "import", f"import {named}", told, NOBODY, keys=self._keys, now=self._clock.now()
        )


def _settle(entry: Entry, there: _There | None, rules: Rules) -> tuple[Fate, Entry]:
    """What becomes of the entry, and the entry as it is to be kept."""
    if there is None:
        return Fate.NEW, entry
    if isinstance(entry, Event | Statement | Series) and not rules.sets_visibility and there.visibility:
        entry = replace(entry, filing=replace(entry.filing, visibility=Audience(there.visibility)))
    if encode(entry) == there.body:
        return Fate.UNCHANGED, entry
    if kind_of_entry(entry) != there.kind or there.provenance in _protected(rules):
        return Fate.KEPT, entry
    return Fate.CHANGED, entry


def _protected(rules: Rules) -> Collection[str]:
    kept = {Provenance.DESK: rules.replaces_desk, Provenance.STARTER: rules.replaces_starter}
    return [provenance.value for provenance, is_replaced in kept.items() if not is_replaced]


async def _there(connection: AsyncConnection, keys: Sequence[Key]) -> dict[Key, _There]:
    found: dict[Key, _There] = {}
    for batch in in_batches(keys):
        statement = select(
            ENTRIES.c.family,
            ENTRIES.c.id,
            ENTRIES.c.kind,
            ENTRIES.c.provenance,
            ENTRIES.c.visibility,
            ENTRIES.c.body,
        ).where(among(batch), ENTRIES.c.is_removed.is_(False))
        for row in await connection.execute(statement):
            found[Key(Family(row.family), row.id)] = _There(
                row.kind, row.provenance, row.visibility, row.body
            )
    return found


def _staged(run: str, entry: Entry) -> dict[str, str | int | bool]:
    row = row_of(key_of(entry), entry, 0)
    return {"run": run} | {name: value for name, value in row.items() if name in STAGED.c}


def _taken(run: str, rules: Rules, version: int) -> SelectBase:
    """What goes into the library, in the columns of its table."""
    given = {"changed_in": literal(version), "is_removed": false()}
    columns: list[ColumnElement[object]] = [
        given[column.name].label(column.name) if column.name in given else STAGED.c[column.name]
        for column in ENTRIES.c
    ]
    others = or_(ENTRIES.c.provenance.in_(_protected(rules)), ENTRIES.c.kind != STAGED.c.kind)
    is_kept = exists().where(_SAME, others)
    return select(*columns).where(STAGED.c.run == run, ~is_kept)


def _write_fates(fates: Mapping[tuple[str, Fate], int]) -> str:
    return msgspec.json.encode(
        {f"{kind}/{fate.name}": count for (kind, fate), count in fates.items()}
    ).decode()


def _read_fates(text: str) -> dict[tuple[str, Fate], int]:
    found = msgspec.json.decode(text, type=dict[str, int])
    return {(name.partition("/")[0], Fate[name.partition("/")[2]]): count for name, count in found.items()}
