"""One publish: what is written, what is taken out, which records are touched by it. All inside the caller's transaction."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, delete, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Refusal
from bot.library.event import Event
from bot.library.filing import Provenance
from bot.library.record import Entry, Record
from bot.library.series import Series
from bot.library.statement import Statement
from storage.codec import Family, Key, decode, decode_record, encode, key_of, kind_of_entry, rated_source
from storage.references import NAMED, parent_of, references, with_descendants
from storage.tables import ENTRIES, LIBRARY
from storage.upsert import put

BATCH = 500
"""Rows per statement: below every database's limit of parameters, large enough that the round trips do not count."""

IS_RECORD = (ENTRIES.c.family == Family.RECORD) & ENTRIES.c.is_removed.is_(False)

Row = dict[str, str | int | bool]
Item = TypeVar("Item")


def in_batches(items: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


class Publishing:
    """The steps of one publish on a connection that holds the write lock, which becomes `version`.

    `changed` grows with every entry that really differs. Where these are too many to hold, it has those that others refer to, and `wrote`
    counts all.
    """

    def __init__(self, connection: AsyncConnection, version: int) -> None:
        self.connection = connection
        self.version = version
        self.changed: set[Key] = set()
        self.wrote = 0

    async def write(
        self,
        entries: dict[Key, Entry],
        *,
        replacing: Collection[str],
        progress: Callable[[int], None] | None,
    ) -> None:
        """Write what differs from what is there. An id in `replacing` may change its kind, any other one is refused."""
        done = 0
        for batch in in_batches(list(entries.items())):
            there = await self._bodies([key for key, _ in batch])
            rows: list[Row] = []
            for key, entry in batch:
                row = row_of(key, entry, self.version)
                kind, body = there.get(key, ("", ""))
                if body and kind != row["kind"] and key.id not in replacing:
                    raise Refusal("library.id_taken", id=key.id, kind=kind)
                if (kind, body) != (row["kind"], row["body"]):
                    rows.append(row)
                    self.changed.add(key)
            if rows:
                await self.connection.execute(put(ENTRIES, self.connection.dialect.name), rows)
            done += len(batch)
            if progress:
                progress(done)

    async def there(self, key: Key) -> Entry | None:
        """What is in the library under this key now."""
        kind, body = (await self._bodies([key])).get(key, ("", ""))
        return decode(kind, body) if body else None

    async def take_out(self, keys: Collection[Key]) -> None:
        """Records leave a row without content, so that an index that was away learns of it; the rest simply goes."""
        found = sorted(keys)
        for batch in in_batches([key.id for key in found if key.family is Family.RECORD]):
            await self.connection.execute(
                update(ENTRIES)
                .where(ENTRIES.c.family == Family.RECORD, ENTRIES.c.id.in_(batch))
                .values(
                    body="",
                    is_removed=True,
                    changed_in=self.version,
                    provenance="",
                    status="",
                    visibility="",
                    language="",
                )
            )
        for other in in_batches([key for key in found if key.family is not Family.RECORD]):
            await self.connection.execute(delete(ENTRIES).where(among(other)))
        self.changed.update(found)

    async def find(self, ids: Collection[str]) -> set[Key]:
        """What is in the library under these ids, with the ratings of the sources of these ids."""
        wanted, found = frozenset(ids), set[Key]()
        for batch in in_batches(sorted(wanted)):
            statement = select(ENTRIES.c.family, ENTRIES.c.id).where(
                ENTRIES.c.id.in_(batch), ENTRIES.c.is_removed.is_(False)
            )
            found.update(Key(Family(row.family), row.id) for row in await self.connection.execute(statement))
        if wanted:
            found.update(key for key in await self._ratings() if rated_source(key.id) in wanted)
        return found

    async def find_provenance(self, provenance: Provenance) -> set[Key]:
        statement = select(ENTRIES.c.family, ENTRIES.c.id).where(ENTRIES.c.provenance == provenance.value)
        return {Key(Family(row.family), row.id) for row in await self.connection.execute(statement)}

    async def touch_dependents(self) -> None:
        """Records whose names changed count as changed: what the index holds of them is no longer right."""
        names = {key for key in self.changed if key.family in NAMED}
        if not names:
            return
        names = set(with_descendants(names, await self._parents()))
        stale = [record async for record in self._naming(frozenset(names))]
        for batch in in_batches(stale):
            await self.connection.execute(
                update(ENTRIES)
                .where(ENTRIES.c.family == Family.RECORD, ENTRIES.c.id.in_(batch))
                .values(changed_in=self.version)
            )

    async def _naming(self, names: frozenset[Key]) -> AsyncIterator[str]:
        """Records of older versions that name any of these. Page by page: a large library does not fit into memory."""
        last = ""
        while True:
            page = (
                select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.body)
                .where(
                    ENTRIES.c.family == Family.RECORD,
                    ENTRIES.c.id > last,
                    ENTRIES.c.is_removed.is_(False),
                    ENTRIES.c.changed_in < self.version,
                )
                .order_by(ENTRIES.c.id)
                .limit(BATCH)
            )
            rows = (await self.connection.execute(page)).all()
            for row in rows:
                if not names.isdisjoint(references(decode_record(row.kind, row.body))):
                    yield row.id
            if len(rows) < BATCH:
                return
            last = rows[-1].id

    async def close(self) -> None:
        await self.connection.execute(update(LIBRARY).values(version=self.version))

    async def _bodies(self, keys: Sequence[Key]) -> dict[Key, tuple[str, str]]:
        statement = select(ENTRIES.c.family, ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.body).where(among(keys))
        rows = await self.connection.execute(statement)
        return {Key(Family(row.family), row.id): (row.kind, row.body) for row in rows}

    async def _ratings(self) -> list[Key]:
        statement = select(ENTRIES.c.id).where(ENTRIES.c.family == Family.RATING)
        return [Key(Family.RATING, row.id) for row in await self.connection.execute(statement)]

    async def _parents(self) -> dict[Key, Key]:
        statement = select(ENTRIES.c.family, ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.body).where(
            ENTRIES.c.family.in_([Family.PLACE, Family.ACTOR])
        )
        rows = await self.connection.execute(statement)
        return {
            Key(Family(row.family), row.id): parent
            for row in rows
            if (parent := parent_of(decode(row.kind, row.body))) is not None
        }


def among(keys: Iterable[Key]) -> ColumnElement[bool]:
    """Whether an entry is one of these. Family by family: for pairs in a list SQLite reads the whole table."""
    ids: dict[Family, list[str]] = defaultdict(list)
    for key in keys:
        ids[key.family].append(key.id)
    return or_(
        false(), *(and_(ENTRIES.c.family == family, ENTRIES.c.id.in_(some)) for family, some in ids.items())
    )


def keyed(entries: Sequence[Entry]) -> dict[Key, Entry]:
    """By key, the last of each. Two kinds of record under one id are refused, as one would silently swallow the other."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        key = key_of(entry)
        before = found.get(key)
        if before is not None and type(before) is not type(entry):
            raise Refusal("library.id_taken", id=key.id, kind=kind_of_entry(before))
        found[key] = entry
    return found


def row_of(key: Key, entry: Entry, version: int) -> Row:
    row: Row = {
        "family": key.family.value,
        "id": key.id,
        "kind": kind_of_entry(entry),
        "provenance": "",
        "status": "",
        "visibility": "",
        "language": "",
        "changed_in": version,
        "is_removed": False,
        "body": encode(entry),
    }
    if isinstance(entry, Event | Statement | Series):
        filing = entry.filing
        row |= {
            "provenance": filing.provenance.value,
            "status": filing.status.value,
            "visibility": filing.visibility.value,
            "language": filing.language,
        }
    else:
        row["provenance"] = entry.provenance.value
    return row


async def find_record(connection: AsyncConnection, record: str) -> Record | None:
    """Of whatever status: a draft can be decided on before it is published."""
    there = select(ENTRIES.c.kind, ENTRIES.c.body).where(IS_RECORD, ENTRIES.c.id == record)
    row = (await connection.execute(there)).one_or_none()
    return None if row is None else decode_record(row.kind, row.body)
