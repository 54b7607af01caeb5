"""The library for those who write it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, and_, or_, select

from bot.desk.acts import Decide
from bot.desk.case import Case
from bot.desk.edit import Edit, Settled, Shelved, Sought, subject_of_record, subject_of_source
from bot.errors import Refusal
from bot.library.filing import MATCHED
from bot.library.record import Record
from bot.library.source import Rating
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.people.role import Member, Right
from bot.ports import Clock, Keys
from storage.audit import write_entry
from storage.codec import decode_record, encode_text, key_of
from storage.database import Database
from storage.desk import SqlDesk
from storage.library import SqlLibrary
from storage.publishing import IS_RECORD, Publishing, in_batches
from storage.tables import ENTRIES


class SqlRecords:
    def __init__(
        self, database: Database, library: SqlLibrary, keys: Keys, clock: Clock, *, desk: SqlDesk
    ) -> None:
        self._database = database
        self._library = library
        self._keys = keys
        self._clock = clock
        self._desk = desk

    async def records(self, ids: Collection[str]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        async with self._database.reading() as connection:
            for batch in in_batches(sorted(ids)):
                statement = select(ENTRIES.c.kind, ENTRIES.c.body).where(IS_RECORD, ENTRIES.c.id.in_(batch))
                for kind, body in await connection.execute(statement):
                    record = decode_record(kind, body)
                    found[record.id] = record
        return found

    async def listed(self, sought: Sought, *, limit: int, after: str = "") -> Shelved:
        statement = _of(sought).order_by(ENTRIES.c.changed_in.desc(), ENTRIES.c.id.desc()).limit(limit + 1)
        if after:
            version, last = _read_place(after)
            behind = and_(ENTRIES.c.changed_in == version, ENTRIES.c.id < last)
            statement = statement.where(or_(ENTRIES.c.changed_in < version, behind))
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        records = tuple(decode_record(row.kind, row.body) for row in rows[:limit])
        more = f"{rows[limit - 1].changed_in} {rows[limit - 1].id}" if len(rows) > limit else ""
        return Shelved(records, more)

    async def said_by(self, speakers: Collection[str], audience: Audience) -> tuple[Statement, ...]:
        if not speakers:
            return ()
        # The text of a row holds its speaker in one way only, so that rows of others need not be read.
        spoken = [
            ENTRIES.c.body.contains(f'"said_by":{encode_text(one)}', autoescape=True) for one in speakers
        ]
        statement = select(ENTRIES.c.kind, ENTRIES.c.body).where(
            IS_RECORD,
            ENTRIES.c.kind == "statement",
            ENTRIES.c.status.in_([status.value for status in MATCHED]),
            ENTRIES.c.visibility.in_([seen.value for seen in audience.sees()]),
            or_(*spoken),
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        found = (decode_record(row.kind, row.body) for row in rows)
        said = [one for one in found if isinstance(one, Statement) and one.said_by in speakers]
        return tuple(sorted(said, key=lambda one: (_said_last(one), one.id), reverse=True))

    async def keep(
        self,
        entry: Record | Rating,
        edit: Edit,
        by: Member,
        *,
        seen: Record | Rating | None,
        settled: Settled | None = None,
    ) -> Case | None:
        is_rating = isinstance(entry, Rating)
        if not by.may(Right.RATE if is_rating else Right.WRITE_RECORDS):
            raise Refusal("desk.no_right")
        subject = (
            subject_of_source(entry.source) if isinstance(entry, Rating) else subject_of_record(entry.id)
        )

        case: Case | None = None

        async def steps(publishing: Publishing) -> None:
            nonlocal case
            key = key_of(entry)
            if await publishing.there(key) != seen:
                raise Refusal("library.changed")
            await publishing.write({key: entry}, replacing=(), progress=None)
            if publishing.changed:
                now = self._clock.now()
                await write_entry(
                    publishing.connection, edit.kind.value, subject, edit.detail, by, keys=self._keys, now=now
                )
            if settled is not None:
                decide = Decide(settled.decision)
                case = await self._desk.act_within(
                    publishing.connection, settled.case, decide, by, seen=settled.seen
                )

        await self._library.change(steps)
        if case is not None:
            self._desk.note_acted()
        return case


def _of(sought: Sought) -> Select[tuple[str, str, int, str]]:
    statement = select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.changed_in, ENTRIES.c.body).where(IS_RECORD)
    if sought.kind:
        statement = statement.where(ENTRIES.c.kind == sought.kind)
    if sought.provenance:
        statement = statement.where(ENTRIES.c.provenance == sought.provenance.value)
    if sought.status:
        statement = statement.where(ENTRIES.c.status == sought.status.value)
    return statement


def _read_place(after: str) -> tuple[int, str]:
    version, _, last = after.partition(" ")
    if not last or not version.isascii() or not version.isdecimal() or len(version) > 18:
        raise Refusal("desk.no_such_page")
    return int(version), last


def _said_last(statement: Statement) -> date:
    return statement.said_on.last if statement.said_on else date.min
