"""Deleting what is due. In small steps, so that nothing that people wait for has to wait for it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, Table, delete, select, tuple_, update

from bot.desk.case import CaseState
from bot.people.address import Front
from bot.ports import Keys
from storage.colleagues import KNOWN_FOR
from storage.database import Database
from storage.drafts import clear_drafts
from storage.journal import Journal
from storage.matters import empty_case, take_out
from storage.pictures import take_out_overdue
from storage.publishing import BATCH
from storage.shown_tables import CARDS, COLLEAGUES
from storage.states import FAILED, PARKED, SENT, WAITING, WITHOUT_FRONT
from storage.tables import (
    ANSWER_RECORDS,
    ANSWERS,
    ASKERS,
    CASES,
    EVENT_NAMES,
    INBOX,
    NOTICES,
    OUTBOX,
    PEOPLE,
    SESSIONS,
    SIGN_INS,
)

EVENT_NAMES_KEPT = timedelta(hours=48)
"""How long a delivery is known again. Platforms repeat theirs for a day at most."""

CARDS_KEPT = timedelta(days=7)
"""How long a card can still be changed after the text of its case is gone: it has to be taken off the card too."""


NOTICES_KEPT = timedelta(days=90)
"""How long it is known what went out by itself: a tip that is overdue by so much may be told of once more."""


ASIDE_FOR = timedelta(days=7)
"""After which what somebody brought who is blocked is closed, for them as spam is."""


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
            "colleagues": await self._delete(COLLEAGUES, COLLEAGUES.c.seen_on <= now.date() - KNOWN_FOR),
            "notices": await self._delete(NOTICES, NOTICES.c.at <= now - NOTICES_KEPT),
            "sign_ins": await self._delete(SIGN_INS, SIGN_INS.c.expires_at <= now),
            "aside": await self._close_aside(now),
            "cases": await self._empty_cases(now),
            "cards": await self._delete(
                CARDS, CARDS.c.case_id.in_(_over(now - self._case_days - CARDS_KEPT))
            ),
        }
        # Always: what was taken out between two sweeps may be there still.
        self._journal.owe()
        await self._journal.settle()
        return {kind: count for kind, count in counts.items() if count}

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

    async def _close_aside(self, now: datetime) -> int:
        due = update(CASES).where(
            CASES.c.state == CaseState.ASIDE.value, CASES.c.opened_at <= now - ASIDE_FOR
        )
        closed = due.values(state=CaseState.CLOSED.value, closed_at=now, revision=CASES.c.revision + 1)
        async with self._database.writing() as connection:
            return (await connection.execute(closed)).rowcount

    async def _empty_cases(self, now: datetime) -> int:
        """What was brought to cases that were closed long ago goes, with all that is told of it."""
        due = select(CASES.c.id).where(
            CASES.c.id.in_(_over(now - self._case_days)), (CASES.c.body != b"") | _is_asked
        )
        total = 0
        while True:
            async with self._database.writing() as connection:
                cases = (await connection.execute(due.limit(CASES_AT_ONCE))).scalars().all()
                await take_out(connection, ASKERS.c.case_id.in_(cases), keys=self._keys, now=now)
                for case in cases:
                    await empty_case(connection, case)
            total += len(cases)
            if len(cases) < CASES_AT_ONCE:
                return total


_is_asked = select(ASKERS.c.code).where(ASKERS.c.case_id == CASES.c.id).exists()


def _over(before: datetime) -> Select[tuple[int]]:
    return select(CASES.c.id).where(CASES.c.closed_at <= before)
