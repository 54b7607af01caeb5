"""The library in a dictionary: the plainest reading of the port, which the real one has to agree with."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.desk.acts import Act, Decide
from bot.desk.case import Case
from bot.desk.edit import Edit, Settled, Shelved, Sought
from bot.desk.references import Filed
from bot.desk.signing import follow_signature, signed_record
from bot.errors import Refusal
from bot.library.event import Event
from bot.library.filing import MATCHED, Provenance
from bot.library.names import Actor, Place
from bot.library.record import Entry, Record, kind_of
from bot.library.series import Series
from bot.library.source import Rating
from bot.library.statement import Statement
from bot.moderation import Desk
from bot.people.audience import Audience
from bot.people.role import Member, Right
from bot.ports import Change, Clock, Shelf
from storage.codec import Family, Key, key_of, kind_of_entry
from storage.references import NAMED, references
from storage.shelf import build_shelf
from tests.fakes.memory_members import MemoryAudit


@dataclass(frozen=True, slots=True)
class Standing:
    version: int
    entries: dict[Key, Entry]
    changed_in: dict[str, int]


class MemoryLibrary:
    """Forgets everything with the process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: dict[Key, Entry] = {}
        self._changed_in: dict[str, int] = {}
        self._version = 0
        self._published = asyncio.Condition()

    def today(self) -> date:
        return self._clock.today()

    async def version(self) -> int:
        return self._version

    async def shelf(self) -> Shelf:
        others = [entry for key, entry in self._entries.items() if key.family is not Family.RECORD]
        filed = {
            (record.filing.visibility, record.filing.language)
            for record in self._records().values()
            if record.filing.status in MATCHED
        }
        return build_shelf(self._version, others, filed, self._clock.today())

    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        return {
            record.id: record
            for record in self._records().values()
            if record.id in ids
            and record.filing.visibility in audience.sees()
            and record.filing.status in MATCHED
        }

    async def publish(
        self,
        entries: Sequence[Entry],
        *,
        remove: Collection[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> int:
        before = dict(self._entries)
        after = {key: entry for key, entry in before.items() if not _goes(key, entry, remove)}
        for entry in entries:
            key = key_of(entry)
            there = after.get(key)
            if there is not None and kind_of_entry(there) != kind_of_entry(entry):
                raise Refusal("library.id_taken", id=key.id, kind=kind_of_entry(there))
            after[key] = entry
        if progress:
            progress(len(entries))
        return await self._become(after)

    async def remove_provenance(self, provenance: Provenance) -> int:
        left = {key: entry for key, entry in self._entries.items() if _provenance(entry) is not provenance}
        removed = len(self._entries) - len(left)
        await self._become(left)
        return removed

    async def changes(self, *, after: int) -> AsyncIterator[Change]:
        records = self._records()
        for record_id, version in sorted(self._changed_in.items(), key=lambda item: (item[1], item[0])):
            if version > after:
                yield Change(record_id, version, records.get(record_id))

    async def wait_for_version(self, after: int) -> int:
        async with self._published:
            await self._published.wait_for(lambda: self._version > after)
            return self._version

    async def ping(self) -> None:
        """Always there."""

    def all_records(self) -> dict[str, Record]:
        return self._records()

    def newest_first(self) -> list[Record]:
        every = self._records().values()
        return sorted(every, key=lambda record: (self._changed_in[record.id], record.id), reverse=True)

    def at(self, key: Key) -> Entry | None:
        return self._entries.get(key)

    def standing(self) -> Standing:
        return Standing(self._version, self._entries, dict(self._changed_in))

    def take_back(self, stood: Standing) -> None:
        """As if nothing had been published since."""
        self._version, self._entries, self._changed_in = stood.version, stood.entries, stood.changed_in

    async def _become(self, after: dict[Key, Entry]) -> int:
        changed = {
            key for key in self._entries.keys() | after.keys() if self._entries.get(key) != after.get(key)
        }
        if not changed:
            return self._version
        names = {key for key in changed if key.family in NAMED}
        touched = {key.id for key in changed if key.family is Family.RECORD} | {
            record.id
            for record in self._records().values()
            if names & _leans_on(record, self._entries | after)
        }
        self._entries = after
        self._version += 1
        self._changed_in |= dict.fromkeys(touched, self._version)
        async with self._published:
            self._published.notify_all()
        return self._version

    def _records(self) -> dict[str, Record]:
        return {
            key.id: entry
            for key, entry in self._entries.items()
            if isinstance(entry, Event | Statement | Series)
        }


class MemoryRecords:
    """The same dictionary for those who write it."""

    def __init__(self, library: MemoryLibrary, audit: MemoryAudit, desk: Desk) -> None:
        self._library = library
        self._audit = audit
        self._desk = desk

    async def records(self, ids: Collection[str]) -> dict[str, Record]:
        return {record.id: record for record in self._library.all_records().values() if record.id in ids}

    async def listed(self, sought: Sought, *, limit: int, after: str = "") -> Shelved:
        found = [one for one in self._library.newest_first() if _is_sought(one, sought)]
        ids = [one.id for one in found]
        if after and after not in ids:
            raise Refusal("desk.no_such_page")
        start = ids.index(after) + 1 if after else 0
        page = tuple(found[start : start + limit])
        return Shelved(page, page[-1].id if start + limit < len(found) else "")

    async def said_by(self, speakers: Collection[str], audience: Audience) -> tuple[Statement, ...]:
        records = await self._library.records(self._library.all_records(), audience)
        said = [one for one in records.values() if isinstance(one, Statement) and one.said_by in speakers]
        return tuple(sorted(said, key=_said_last, reverse=True))

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
        if self._library.at(key_of(entry)) != seen:
            raise Refusal("library.changed")
        stood = self._library.standing()
        is_news = await self._library.publish([entry]) != stood.version
        case: Case | None = None
        if settled is not None:
            try:
                case = await self._desk.act(settled.case, Decide(settled.decision), by, seen=settled.seen)
            except Refusal:
                self._library.take_back(stood)
                raise
        if is_news:
            subject = f"source {entry.source}" if isinstance(entry, Rating) else f"record {entry.id}"
            await self._audit.note(edit.kind.value, subject, edit.detail, by)
        return case

    async def signed(self, act: Act, before: Case, by: Member) -> None:
        """What an act on a case does to its record."""
        name = signed_record(act, before)
        record = (await self.records({name})).get(name)
        if record is None or before.decision is None:
            return
        lines = await self._audit.entries(limit=1, subject=f"record {name}")
        shelf = await self._library.shelf()
        filed, today = Filed(shelf.names), self._library.today()
        reason, last = before.decision.reason, next(iter(lines), None)
        followed = follow_signature(act, record, last, reason=reason, filed=filed, today=today)
        if followed is not None:
            await self._library.publish([followed[0]])
            await self._audit.note(followed[1].kind.value, f"record {name}", followed[1].detail, by)


def _is_sought(record: Record, sought: Sought) -> bool:
    filing = record.filing
    return (
        sought.kind in {"", kind_of(record)}
        and sought.provenance in {None, filing.provenance}
        and sought.status in {None, filing.status}
        and (sought.seen_by is None or filing.status in MATCHED)
        and filing.visibility in (sought.seen_by or Audience.RESTRICTED).sees()
    )


def _said_last(statement: Statement) -> tuple[date, str]:
    return (statement.said_on.last if statement.said_on else date.min, statement.id)


def _goes(key: Key, entry: Entry, remove: Collection[str]) -> bool:
    return key.id in remove or (isinstance(entry, Rating) and entry.source in remove)


def _provenance(entry: Entry) -> Provenance:
    return entry.filing.provenance if isinstance(entry, Event | Statement | Series) else entry.provenance


def _leans_on(record: Record, entries: dict[Key, Entry]) -> set[Key]:
    """All that the record names, and whatever these lie in or belong to."""
    found: set[Key] = set()
    open_ends = set(references(record))
    while open_ends:
        key = open_ends.pop()
        found.add(key)
        entry = entries.get(key)
        if isinstance(entry, Place | Actor) and entry.parent:
            open_ends |= {Key(key.family, entry.parent)} - found
    return found
