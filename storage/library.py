import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence

from sqlalchemy import Row, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.library.filing import MATCHED, Provenance
from bot.library.record import Entry, Record
from bot.people.audience import Audience
from bot.ports import Change, Clock, Shelf
from storage.codec import Family, Key, decode, decode_record
from storage.database import Database
from storage.ground import Ground
from storage.publishing import BATCH, Publishing, in_batches, keyed
from storage.shelf import build_shelf, is_of_day, on_day, refiled
from storage.tables import ENTRIES, LIBRARY
from storage.waking import Changes, Topic

CHECK_SECONDS = 1.0
"""How often another process's publish is looked for."""


_VERSION = select(LIBRARY.c.version)
_VERSION_IN_SQL = "SELECT version FROM library"
_IS_OTHER = ENTRIES.c.family.in_([each.value for each in Family if each is not Family.RECORD])
_OTHERS = select(ENTRIES.c.kind, ENTRIES.c.body).where(_IS_OTHER)
_STAMP = select(func.count(), func.max(ENTRIES.c.changed_in)).where(_IS_OTHER)
"""Another one wherever something that is no record was written (its version is new) or taken out alone (there are fewer)."""

_FILED = (
    select(ENTRIES.c.visibility, ENTRIES.c.language)
    .distinct()
    .where(ENTRIES.c.family == Family.RECORD, ENTRIES.c.status.in_([status.value for status in MATCHED]))
)
_RECORDS_IN_SQL = "SELECT id, kind, body FROM entries WHERE family = ? AND id IN ({ids}) AND visibility IN ({visibilities}) AND status IN ({statuses})"


class SqlLibrary:
    """The library in a database."""

    def __init__(self, database: Database, clock: Clock, *, check_seconds: float = CHECK_SECONDS) -> None:
        self._database = database
        self._check_seconds = check_seconds
        self._clock = clock
        self._shelf: Shelf | None = None
        self._stamp: Row[tuple[int, int | None]] | None = None
        self._building = asyncio.Lock()
        self._looked_at, self._last_seen = -check_seconds, 0
        self._published = Changes()
        database.notices.hear(Topic.LIBRARY, self._published.ring)

    async def identity(self) -> str:
        """Tells this library from every other one, for whatever keeps a copy of it."""
        async with self._database.reading() as connection:
            identity: str = (await connection.execute(select(LIBRARY.c.identity))).scalar_one()
            return identity

    async def version(self) -> int:
        ((version,),) = await self._database.read_rows(_VERSION_IN_SQL)
        return int(version)

    async def shelf(self) -> Shelf:
        version = await self.version()
        async with self._building:  # whoever comes meanwhile waits for the one that is being built
            shelf = self._shelf
            if shelf is None or shelf.version < version:
                shelf = await self._build_shelf(shelf)
            elif not is_of_day(shelf, self._clock.today()):
                shelf = on_day(shelf, self._clock.today())
            self._shelf = shelf
            return shelf

    async def filed(self) -> tuple[Entry, ...]:
        """Places, actors, sources and ratings, whole: the shelf has no more of them than a check needs."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_OTHERS.order_by(ENTRIES.c.family, ENTRIES.c.id))).all()
        return tuple(decode(row.kind, row.body) for row in rows)

    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        found: dict[str, Record] = {}
        visibilities = [seen.value for seen in audience.sees()]
        statuses = [status.value for status in MATCHED]
        for batch in in_batches(sorted(ids)):
            sql = records_sql(ids=len(batch), visibilities=len(visibilities))
            asked = [Family.RECORD.value, *batch, *visibilities, *statuses]
            for record, kind, body in await self._database.read_rows(sql, asked):
                found[record] = decode_record(kind, body)
        return found

    async def publish(
        self,
        entries: Sequence[Entry],
        *,
        remove: Collection[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """As the port says; what is in `remove` goes first, so that an id in both is replaced, whatever kind it had.

        Taking out a source takes its ratings along. Raises `Refusal` where an id is already a record of another kind.
        """
        written = keyed(entries)

        async def steps(publishing: Publishing) -> None:
            await publishing.write(written, replacing=remove, progress=progress)
            await publishing.take_out(await publishing.find(remove) - written.keys())

        return await self.change(steps)

    async def remove_provenance(self, provenance: Provenance) -> int:
        removed: set[Key] = set()

        async def steps(publishing: Publishing) -> None:
            removed.update(await publishing.find_provenance(provenance))
            await publishing.take_out(removed)

        await self.change(steps)
        return len(removed)

    async def changes(self, *, after: int) -> AsyncIterator[Change]:
        # Page by page and not in one long read: a consumer that stops half-way leaves no connection and no snapshot open.
        last = (after, "")
        while True:
            page = await self._page_of_changes(*last)
            for change in page:
                yield change
            if len(page) < BATCH:
                return
            last = (page[-1].version, page[-1].id)

    async def wait_for_version(self, after: int) -> int:
        seen, version = self._published.count, await self.version()
        while version <= after:
            rung = await self._published.wait(seconds=self._check_seconds, after=seen)
            version = await (self.version() if rung > seen else self._looked())
            seen = rung
        return version

    async def _looked(self) -> int:
        """One look serves all who wait: whoever makes it wakes the others where it found something."""
        now = asyncio.get_running_loop().time()
        if now - self._looked_at >= self._check_seconds:
            self._looked_at, before = now, self._last_seen
            self._last_seen = await self.version()
            if self._last_seen > before:
                self._published.ring()
        return self._last_seen

    async def ping(self) -> None:
        await self.version()

    async def change(
        self, steps: Callable[[Publishing], Awaitable[None]], *, ground: Ground = Ground.LIBRARY
    ) -> int:
        """One publish of whatever these steps write; returns the version in force then."""
        async with self._database.writing(ground) as connection:
            version = await _version(connection)
            publishing = Publishing(connection, version + 1)
            await steps(publishing)
            if not publishing.changed and not publishing.wrote:
                return version
            await publishing.touch_dependents()
            await publishing.close()
        self._published.ring()
        self._database.notices.tell(Topic.LIBRARY)
        return version + 1

    async def _build_shelf(self, before: Shelf | None) -> Shelf:
        """Where nothing but records changed since the one before, with its names, whatever was prepared with them being right still."""
        async with self._database.reading() as connection:  # all as they stood together
            version = await _version(connection)
            stamp = (await connection.execute(_STAMP)).one()
            is_same = before is not None and stamp == self._stamp
            others = [] if is_same else (await connection.execute(_OTHERS)).all()
            filed = [(Audience(row.visibility), row.language) for row in await connection.execute(_FILED)]
        today = self._clock.today()
        if before is not None and is_same:
            return refiled(before, version, filed, today)
        built = await asyncio.to_thread(
            lambda: build_shelf(version, [decode(row.kind, row.body) for row in others], filed, today)
        )
        self._stamp = stamp  # only now: whoever is cancelled meanwhile leaves the shelf before
        return built

    async def _page_of_changes(self, version: int, last_id: str) -> list[Change]:
        statement = (
            select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.changed_in, ENTRIES.c.is_removed, ENTRIES.c.body)
            .where(
                ENTRIES.c.family == Family.RECORD,
                or_(
                    ENTRIES.c.changed_in > version,
                    and_(ENTRIES.c.changed_in == version, ENTRIES.c.id > last_id) if last_id else false(),
                ),
            )
            .order_by(ENTRIES.c.changed_in, ENTRIES.c.id)
            .limit(BATCH)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return [
                Change(
                    row.id,
                    row.changed_in,
                    None if row.is_removed else decode_record(row.kind, row.body),
                )
                for row in rows
            ]


def records_sql(*, ids: int, visibilities: int) -> str:
    """Asked at every check, of the family of records, so many ids and visibilities, and the statuses that can be matched."""
    return _RECORDS_IN_SQL.format(
        ids=_marks(ids), visibilities=_marks(visibilities), statuses=_marks(len(MATCHED))
    )


def _marks(many: int) -> str:
    return ", ".join("?" * many)


async def _version(connection: AsyncConnection) -> int:
    version: int = (await connection.execute(_VERSION)).scalar_one()
    return version
