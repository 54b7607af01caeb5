"""Deleting what is due. In small steps, so that nothing that people wait for has to wait for it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, select, tuple_, update

from bot.people.address import Front
from storage.database import Database
from storage.journal import Journal
from storage.publishing import BATCH
from storage.states import FAILED, PARKED, SENT, WAITING, WITHOUT_FRONT
from storage.tables import ANSWER_RECORDS, ANSWERS, ASKERS, EVENT_NAMES, INBOX, OUTBOX, PEOPLE, SESSIONS

EVENT_NAMES_KEPT = timedelta(hours=48)
"""How long a delivery is known again. Platforms repeat theirs for a day at most."""


class Sweeping:
    def __init__(self, database: Database, journal: Journal, *, names_days: int) -> None:
        self._database = database
        self._journal = journal
        self._names_days = names_days

    async def sweep(self, now: datetime, *, served: Collection[Front] | None = None) -> Mapping[str, int]:
        """Deletes what has expired and takes it out of the journal too; how many rows of which kind. Raises `Unavailable`.

        What is owed waits as long as it takes, but for fronts that are not `served` no longer than it would be kept anyway.
        """
        is_promised = (
            select(OUTBOX.c.id).where(OUTBOX.c.answer == ANSWERS.c.id, OUTBOX.c.state == WAITING).exists()
        )
        is_kept = select(ANSWERS.c.id).where(ANSWERS.c.id == OUTBOX.c.answer).exists()
        has_answer = select(ANSWERS.c.id).where(ANSWERS.c.id == ANSWER_RECORDS.c.answer).exists()
        # Longer than that no key is left that names them.
        unknown = (now - timedelta(days=2 * self._names_days)).date()
        counts = {
            "sessions": await self._delete(SESSIONS, SESSIONS.c.expires_at <= now),
            # An answer that could not be delivered yet is still owed.
            "answers": await self._delete(ANSWERS, ANSWERS.c.expires_at <= now, ~is_promised),
            "answer_records": await self._delete(ANSWER_RECORDS, ~has_answer),
            "handles": await self._delete(OUTBOX, OUTBOX.c.state == SENT, ~is_kept),
            "failures": await self._delete(OUTBOX, OUTBOX.c.state == FAILED, OUTBOX.c.expires_at <= now),
            "parked": await self._delete(INBOX, INBOX.c.state == PARKED, INBOX.c.expires_at <= now),
            "event_names": await self._delete(EVENT_NAMES, EVENT_NAMES.c.seen_at <= now - EVENT_NAMES_KEPT),
            "people": await self._delete(PEOPLE, PEOPLE.c.seen_on < unknown),
            "without_front": await self._give_up(now, served) if served is not None else 0,
            "ways_back": await self._wipe_ways_back(now),
        }
        # Always: what was taken out between two sweeps may be there still.
        self._journal.owe()
        await self._journal.settle()
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

    async def _give_up(self, now: datetime, served: Collection[Front]) -> int:
        due = update(OUTBOX).where(
            OUTBOX.c.state == WAITING,
            OUTBOX.c.expires_at <= now,
            OUTBOX.c.front.not_in([front.value for front in served]),
        )
        async with self._database.writing() as connection:
            nothing_left = due.values(state=FAILED, why=WITHOUT_FRONT, body=b"", sent=b"")
            return (await connection.execute(nothing_left)).rowcount

    async def _wipe_ways_back(self, now: datetime) -> int:
        """Of those who asked the moderators: the question stays, how to reach them goes."""
        due = update(ASKERS).where(ASKERS.c.expires_at <= now, ASKERS.c.sender != b"")
        async with self._database.writing() as connection:
            return (await connection.execute(due.values(sender=b""))).rowcount
