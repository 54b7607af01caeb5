"""Opening everything that is kept. Whoever opens closes: all of it hangs on the caller's exit stack."""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.claims.names import Names
from bot.desk.circumstances import Rules
from bot.people.address import Front
from bot.ports import Clock, Encoder
from bot.sharing import Allowances, Duties, Presence
from storage.alerts import SqlAlerts
from storage.answers import SqlAnswers
from storage.api_keys import SqlApiKeys
from storage.articles import SqlArticles
from storage.audit import SqlAudit
from storage.binding import bind_keys, needs_keys
from storage.cache.counting import Counting
from storage.cache.open import Shared, open_shared
from storage.cache.place import Place
from storage.cache.reporting import ReportingCache
from storage.cards import SqlCards
from storage.copies import SqlCopies
from storage.corrections import SqlCorrections
from storage.database import Database
from storage.database_place import DatabasePlace, bring_up, open_place
from storage.desk import SqlDesk
from storage.followed import SqlFollowed
from storage.inbox import SqlInbox
from storage.index.encode import Encoding
from storage.index.folder import STATE
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from storage.index.tantivy_index import TantivyIndex
from storage.intake import SqlIntake
from storage.journal import Journal
from storage.judgements import SqlFeedback
from storage.keys.open import FileKeys, open_keys
from storage.keys.shared import SharedNames
from storage.library import SqlLibrary
from storage.lifetimes import Lifetimes
from storage.members import SqlMembers, Staffing
from storage.migrate import make_folder
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.pictures import SqlPictures
from storage.postgres import Server
from storage.postgres_notices import PostgresNotices
from storage.promising import Unasked
from storage.records import SqlRecords
from storage.serving import serving
from storage.sessions import SqlSessions
from storage.sign_ins import SqlSignIns
from storage.sweeping import Sweeping
from storage.turns import SqlTurns
from storage.vectors import SqlVectors
from storage.waiting import Waiting, look_at_waiting
from storage.waking import Notices

KEYS_FILE = "keys.json"

_LOOKS_EVERY = 0.1
"""Seconds for which what is read may come from a database file that was taken away or replaced."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How what people send is kept: with which keys, for how long, and how many days a key for names lives.

    `case_days`: how long the text of a case is kept after it was closed. `rules` and `staffing` are those of the desk. Without a `keys_file` it lies beside the file of the database, or in the current folder. With `new_keys` new ones are made where those of what waits are lost.
    """

    keys_file: Path | None = None
    new_keys: bool = False
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    names_days: int = 30
    case_days: int = 30
    rules: Rules = field(default_factory=Rules)
    staffing: Staffing = field(default_factory=Staffing)


@dataclass(frozen=True, slots=True)
class Storage:
    """`follower` keeps the index caught up: `catch_up()` once, or `run()` in a process that stays. Whoever serves calls `sweep` and
    `turn_keys` every minute or so, and `empty_journal`, which costs nothing where nothing has to be done, every few seconds."""

    library: SqlLibrary
    index: TantivyIndex
    follower: IndexFollower
    encoder: Encoder | None
    vectors: SqlVectors
    shared: Shared
    presence: Presence
    keys: FileKeys
    inbox: SqlInbox
    outbox: SqlOutbox
    turns: SqlTurns
    sessions: SqlSessions
    answers: SqlAnswers
    people: SqlPeople
    pictures: SqlPictures
    articles: SqlArticles
    desk: SqlDesk
    members: SqlMembers
    audit: SqlAudit
    records: SqlRecords
    intake: SqlIntake
    sign_ins: SqlSignIns
    api_keys: SqlApiKeys
    cards: SqlCards
    copies: SqlCopies
    corrections: SqlCorrections
    alerts: SqlAlerts
    feedback: SqlFeedback
    sweeping: Sweeping
    journal: Journal
    database: Database
    clock: Clock

    @property
    def cache(self) -> ReportingCache:
        return self.shared.cache

    @property
    def followed(self) -> SqlFollowed:
        return SqlFollowed(self.database)

    @property
    def notices(self) -> Notices:
        return self.database.notices

    def duties(self, own: Duties) -> Duties:
        """Those of all processes together where they share a database, else `own`."""
        return self.database.duties or own

    async def be_there(self) -> None:
        """Says to other processes that share the database that this one is there, until it is cancelled."""
        await (self.database.leases.run() if self.database.leases else asyncio.Event().wait())

    def allowances(self, own: Allowances, *, name: str, per_minute: int, per_day: int) -> Allowances:
        """Those of all processes together where they share a server, else `own`. `name` keeps several apart."""
        counting = Counting(name, per_minute, per_day, self.keys.digest, lambda: self.clock.now().timestamp())
        return self.shared.allowances(own, counting)

    async def waiting(self) -> Waiting:
        """Raises `Unavailable`."""
        return await look_at_waiting(self.database)

    async def clear_drafts(self, now: datetime) -> Mapping[str, int]:
        """Tips that were begun and not handed in, once their hour is over. Raises `Unavailable`."""
        return await self.sweeping.clear_drafts(now)

    async def sweep(self, now: datetime, *, served: Collection[Front] | None = None) -> Mapping[str, int]:
        """Deletes what is due, also what waits for fronts that are not `served`; how many rows of which kind. Raises `Unavailable`."""
        return await self.sweeping.sweep(now, served=served)

    async def empty_journal(self) -> Mapping[str, int]:
        """Takes what was forgotten out of the journal too, where that could not be done at once. Raises `Unavailable`."""
        await self.journal.settle()
        return {}

    async def turn_keys(self) -> Mapping[str, int]:
        """Changes keys for names where that is due. Raises `Unavailable`."""
        if self.database.leases is not None:
            return {"names": int(await SharedNames(self.database, self.keys, self.clock).follow())}
        return {"names": int(await asyncio.to_thread(self.keys.rotate))}


async def open_storage(  # noqa: PLR0913 - it opens all of them
    stack: AsyncExitStack,
    *,
    database: DatabasePlace,
    index_folder: Path | None,
    clock: Clock,
    redis: Place | None,
    cache_bytes: int,
    keeping: Keeping | None = None,
    encoder: Encoder | None = None,
    serves: bool = False,
) -> Storage:
    """Open the database (created and migrated as needed), the keys, the index (in memory without a folder) and the cache.

    `cache_bytes` limits the cache in this process, which is what there is without a `redis` server. Without an `encoder` records are found by
    their words alone. `serves`: this process works on what waits, which only one may, unless
    they share a server. The index is not yet caught up: call
    `follower.catch_up()`, or run the follower. Raises `Unavailable` and `Misconfigured`, also where there is an index and no database: then
    a library was lost.
    """
    if serves and isinstance(database, Path):
        # Before anything is changed: the process that serves it now may be of an older version.
        make_folder(database.parent)
        stack.enter_context(serving(database))
    await bring_up(database, traces=traces_of(index_folder))
    shared = await open_shared(stack, redis, cache_bytes=cache_bytes)
    notices = PostgresNotices(database) if isinstance(database, Server) else shared.notices
    opened, kept = _open_database(stack, database, notices), keeping or Keeping()
    if serves and opened.leases is not None:
        await opened.leases.beat()  # nothing can be held by whoever is not there
    keys = await _open_keys(opened, database, clock, kept)
    library, vectors = SqlLibrary(opened, clock), SqlVectors(opened)
    index, follower = await _open_index(stack, index_folder, library, encoder, vectors)
    found = _Found(library, index, follower, encoder, vectors, shared)
    return _storage(opened, keys, clock, kept, found)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a check works with."""

    library: SqlLibrary
    index: TantivyIndex
    follower: IndexFollower
    encoder: Encoder | None
    vectors: SqlVectors
    shared: Shared


def _storage(opened: Database, keys: FileKeys, clock: Clock, kept: Keeping, found: _Found) -> Storage:
    outbox, journal, feedback = SqlOutbox(opened, keys, clock), Journal(opened), SqlFeedback(opened)
    lives, members = kept.lifetimes, SqlMembers(opened, keys, clock, kept.staffing)
    desk = _desk(opened, found.library, keys, clock, kept, (members, outbox))
    on = opened, keys, clock
    turns = SqlTurns(*on, lifetimes=lives, outbox=outbox, journal=journal, feedback=feedback, desk=desk)
    unasked = Unasked(opened, keys, clock, outbox, lives)
    return Storage(
        library=found.library,
        index=found.index,
        follower=found.follower,
        encoder=found.encoder,
        vectors=found.vectors,
        shared=found.shared,
        presence=found.shared.presence(keys, now=lambda: clock.now().timestamp()),
        keys=keys,
        inbox=SqlInbox(opened, keys, clock, lives),
        outbox=outbox,
        turns=turns,
        sessions=SqlSessions(opened, keys, clock),
        answers=SqlAnswers(opened, keys, clock),
        people=SqlPeople(opened, keys, clock),
        pictures=SqlPictures(opened, keys),
        articles=SqlArticles(opened, keys, clock),
        desk=desk,
        members=members,
        audit=SqlAudit(opened, keys, clock),
        records=SqlRecords(opened, found.library, keys, clock, desk=desk),
        intake=SqlIntake(opened, found.library, keys, clock),
        sign_ins=SqlSignIns(opened, keys, clock, members=members),
        api_keys=SqlApiKeys(opened, keys, clock, members=members),
        cards=SqlCards(opened, keys),
        copies=SqlCopies(opened, keys),
        alerts=SqlAlerts(unasked),
        corrections=SqlCorrections(unasked),
        feedback=feedback,
        sweeping=_sweeping(opened, journal, keys, kept),
        journal=journal,
        database=opened,
        clock=clock,
    )


def _desk(
    opened: Database,
    library: SqlLibrary,
    keys: FileKeys,
    clock: Clock,
    kept: Keeping,
    around: tuple[SqlMembers, SqlOutbox],
) -> SqlDesk:
    members, outbox = around
    return SqlDesk(
        opened,
        library,
        keys,
        clock,
        members=members,
        outbox=outbox,
        rules=kept.rules,
        lifetimes=kept.lifetimes,
    )


def _sweeping(opened: Database, journal: Journal, keys: FileKeys, kept: Keeping) -> Sweeping:
    return Sweeping(opened, journal, keys, names_days=kept.names_days, case_days=kept.case_days)


def _open_database(stack: AsyncExitStack, place: DatabasePlace, notices: Notices) -> Database:
    engine = open_place(place, looks_every=_LOOKS_EVERY)
    stack.push_async_callback(engine.dispose)
    return Database(engine, notices)


async def _open_index(
    stack: AsyncExitStack,
    folder: Path | None,
    library: SqlLibrary,
    encoder: Encoder | None,
    vectors: SqlVectors,
) -> tuple[TantivyIndex, IndexFollower]:
    async def names() -> Names:
        return (await library.shelf()).names

    made_by = encoder.id if encoder else ""
    identity = await library.identity()
    index = await open_index(stack, folder, library=identity, names=names, encoder=made_by)
    encoding = Encoding(library, encoder, vectors, index.vectors) if encoder else None
    return index, IndexFollower(library, index, encoding)


async def _open_keys(database: Database, place: DatabasePlace, clock: Clock, keeping: Keeping) -> FileKeys:
    is_needed = await needs_keys(database)
    beside = place.with_name(KEYS_FILE) if isinstance(place, Path) else Path(KEYS_FILE)
    keys = await asyncio.to_thread(
        open_keys,
        keeping.keys_file or beside,
        clock,
        is_needed=is_needed,
        names_days=keeping.names_days,
        begins_anew=keeping.new_keys,
    )
    is_shared = database.leases is not None
    await bind_keys(database, keys, is_needed=is_needed, begins_anew=keeping.new_keys, is_shared=is_shared)
    if is_shared:
        await SharedNames(database, keys, clock).follow()
    return keys


def traces_of(index_folder: Path | None) -> tuple[Path, ...]:
    """What is left of a library when its database is gone."""
    return (index_folder / STATE,) if index_folder else ()
