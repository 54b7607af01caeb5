"""Deleting what is due. In small steps, so that nothing that people wait for has to wait for it."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, select, tuple_, update

from bot.desk.case import CaseState
from bot.people.address import Front
from bot.ports import Keys
from storage.database import Database
from storage.drafts import clear_drafts
from storage.journal import Journal
from storage.matters import empty_case, take_out
from storage.overdue import Due, to_delete, to_empty
from storage.pictures import take_out_overdue
from storage.publishing import BATCH
from storage.retention_tables import RETENTION
from storage.states import FAILED, WITHOUT_FRONT
from storage.tables import ASKERS, CASES, OUTBOX
from storage.upsert import put

CASES_AT_ONCE = 25
"""Cases that are emptied in one step: each is a dozen statements, and nobody else can write meanwhile."""


class Sweeping:
    def __init__(
        self, database: Database, journal: Journal, keys: Keys, *, names_days: int, case_days: int
    ) -> None:
        self._database = database
        self._journal = journal
        self._keys = keys
        self._case_days = timedelta(days=case_days)
        self._names_days = names_days

    async def sweep(self, now: datetime, *, served: Collection[Front] | None = None) -> Mapping[str, int]:
        """Deletes what has expired and takes it out of the journal too; how many rows of which kind, which is noted as well. Raises `Unavailable`.

        What is owed waits as long as it takes, but for fronts that are not `served` no longer than it would be kept anyway.
        """
        counts = {due.kind: await self._delete(due.table, *due.where) for due in self._to_delete(now)}
        for due in to_empty(now, case_days=self._case_days, served=served):
            counts[due.kind] = await self._empty(due, now)
        went = {kind: count for kind, count in counts.items() if count}
        await self._note(now, went)
        # Always: what was taken out between two sweeps may be there still.
        self._journal.owe()
        await self._journal.settle()
        return went

    async def due(self, now: datetime) -> Mapping[str, int]:
        """What a sweep would come to. Raises `Unavailable`."""
        counts = {}
        async with self._database.reading() as connection:
            for due in (*self._to_delete(now), *to_empty(now, case_days=self._case_days, served=None)):
                counted = select(func.count()).select_from(due.table).where(*due.where)
                counts[due.kind] = (await connection.execute(counted)).scalar_one()
        return {kind: count for kind, count in counts.items() if count}

    async def reports(self, *, limit: int) -> tuple[tuple[datetime, Mapping[str, int]], ...]:
        """When it was swept and what went, the latest first. Raises `Unavailable`."""
        latest = select(RETENTION).order_by(RETENTION.c.at.desc()).limit(limit)
        async with self._database.reading() as connection:
            return tuple((row.at, json.loads(row.counts)) for row in await connection.execute(latest))

    async def clear_drafts(self, now: datetime) -> Mapping[str, int]:
        """Takes out what was begun and not handed in within its hour. Often: people are told that it is gone then. Raises `Unavailable`."""
        count = await clear_drafts(self._database, self._keys, now=now)
        async with self._database.writing() as connection:
            pictures = await take_out_overdue(connection, now=now)
        if not count and not pictures:
            return {}
        self._journal.owe()
        await self._journal.settle()
        counts = {"drafts": count, "pictures": pictures}
        return {kind: count for kind, count in counts.items() if count}

    async def _delete(self, table: Table, *due: ColumnElement[bool]) -> int:
        keys = list(table.primary_key)
        some = select(*keys).where(*due).limit(BATCH)
        which = keys[0].in_(some) if len(keys) == 1 else tuple_(*keys).in_(some)
        total = 0
        while True:
            async with self._database.writing() as connection:
                count = (await connection.execute(delete(table).where(which))).rowcount
            total += count
            if count < BATCH:
                return total

    def _to_delete(self, now: datetime) -> tuple[Due, ...]:
        return tuple(to_delete(now, names_days=self._names_days, case_days=self._case_days))

    async def _note(self, now: datetime, went: Mapping[str, int]) -> None:
        report = {"at": now, "counts": json.dumps(went)}
        async with self._database.writing() as connection:
            await connection.execute(put(RETENTION, self._database.dialect), report)

    async def _empty(self, due: Due, now: datetime) -> int:
        match due.kind:
            case "cases":
                return await self._empty_cases(due, now)
            case "without_front":
                change = update(OUTBOX).values(state=FAILED, why=WITHOUT_FRONT, body=b"", sent=b"")
            case "ways_back":  # the question stays, how to reach whoever asked goes
                change = update(ASKERS).values(sender=b"")
            case _:
                closed = {"closed_at": now, "revision": CASES.c.revision + 1}
                change = update(CASES).values(state=CaseState.CLOSED.value, **closed)
        async with self._database.writing() as connection:
            return (await connection.execute(change.where(*due.where))).rowcount

    async def _empty_cases(self, due: Due, now: datetime) -> int:
        """What was brought to cases that were closed long ago goes, with all that is told of it."""
        some = select(CASES.c.id).where(*due.where).limit(CASES_AT_ONCE)
        total = 0
        while True:
            async with self._database.writing() as connection:
                cases = (await connection.execute(some)).scalars().all()
                await take_out(connection, ASKERS.c.case_id.in_(cases), keys=self._keys, now=now)
                for case in cases:
                    await empty_case(connection, case)
            total += len(cases)
            if len(cases) < CASES_AT_ONCE:
                return total
