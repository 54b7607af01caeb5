"""The library for those who write it."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import product

from sqlalchemy import ColumnElement, Select, false, literal, or_, select, tuple_, union_all

from bot.desk.acts import Decide
from bot.desk.case import Case
from bot.desk.edit import Edit, Settled, Shelved, Sought, subject_of_record, subject_of_source
from bot.errors import Refusal
from bot.library.filing import MATCHED, Provenance, Status
from bot.library.record import KINDS, Record
from bot.library.source import Rating
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.people.role import Member, Right
from bot.ports import Clock, Keys
from storage.audit import write_entry
from storage.codec import Family, decode_record, encode_text, key_of
from storage.database import Database
from storage.desk import SqlDesk
from storage.ground import Ground
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
        async with self._database.reading() as connection:
            rows = (await connection.execute(_page(sought, limit + 1, after))).all()
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

        await self._library.change(steps, ground=Ground.RECORD)
        if case is not None:
            self._desk.note_acted()
        return case


def _page(sought: Sought, limit: int, after: str) -> Select[tuple[str, str, int, str]]:
    """Each kind, status and provenance has its own stretch of the index: only so many are read of each that is wanted."""
    place = tuple_(ENTRIES.c.changed_in, ENTRIES.c.id)
    behind = (place < tuple_(*map(literal, _read_place(after))),) if after else ()
    in_order = ENTRIES.c.changed_in.desc(), ENTRIES.c.id.desc()
    shown = select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.changed_in, ENTRIES.c.body)
    if sought == Sought():
        return shown.where(IS_RECORD, *behind).order_by(*in_order).limit(limit)
    firsts = [
        select(ENTRIES.c.id).where(*stretch, *behind).order_by(*in_order).limit(limit).subquery()
        for stretch in _stretches(sought)
    ]
    if not firsts:
        return shown.where(false())
    every = union_all(*(select(first) for first in firsts)).subquery()
    here = (ENTRIES.c.family == Family.RECORD) & (ENTRIES.c.id == every.c.id)
    return shown.join(every, here).order_by(*in_order).limit(limit)


def _stretches(sought: Sought) -> Iterator[tuple[ColumnElement[bool], ...]]:
    """What was taken out has no status, and is in none of them."""
    kinds = (sought.kind,) if sought.kind else KINDS
    every = tuple(Status) if sought.seen_by is None else MATCHED
    statuses = tuple(one for one in every if sought.status in {None, one})
    audience = sought.seen_by or Audience.RESTRICTED
    seen = ENTRIES.c.visibility.in_([one.value for one in audience.sees()])
    provenances = (sought.provenance,) if sought.provenance else tuple(Provenance)
    for kind, status, provenance in product(kinds, statuses, provenances):
        yield (
            ENTRIES.c.family == Family.RECORD,
            ENTRIES.c.kind == kind,
            ENTRIES.c.status == status.value,
            ENTRIES.c.provenance == provenance.value,
            *(() if audience is Audience.RESTRICTED else (seen,)),
        )


def _read_place(after: str) -> tuple[int, str]:
    version, _, last = after.partition(" ")
    if not last or not version.isascii() or not version.isdecimal() or len(version) > 18:
        raise Refusal("desk.no_such_page")
    return int(version), last


def _said_last(statement: Statement) -> date:
    return statement.said_on.last if statement.said_on else date.min
