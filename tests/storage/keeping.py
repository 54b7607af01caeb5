"""All that keeps conversations, on one database file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.ports import Keys
from storage.alerts import SqlAlerts
from storage.answers import SqlAnswers
from storage.api_keys import SqlApiKeys
from storage.articles import SqlArticles
from storage.audit import SqlAudit
from storage.cards import SqlCards
from storage.copies import SqlCopies
from storage.corrections import SqlCorrections
from storage.database import Database
from storage.desk import SqlDesk
from storage.inbox import SqlInbox
from storage.journal import Journal
from storage.judgements import SqlFeedback
from storage.keys.open import open_keys
from storage.library import SqlLibrary
from storage.lifetimes import Lifetimes
from storage.members import Listed, SqlMembers, Staffing
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.pictures import SqlPictures
from storage.promising import Unasked
from storage.records import SqlRecords
from storage.sessions import SqlSessions
from storage.sign_ins import SqlSignIns
from storage.sqlite import open_engine
from storage.turns import SqlTurns
from tests.contract.desk import CHAT, COLLEAGUE, LISTED, RULES
from tests.contract.kept import Kept
from tests.fakes.clocks import FixedClock

STAFFING = Staffing(
    tuple(Listed(name, role, ids) for name, role, ids in LISTED), {CHAT.front: CHAT.chat}, COLLEAGUE
)


@dataclass(frozen=True)
class KeptOnDisk(Kept):
    """With what only a database is asked."""

    corrections: SqlCorrections
    alerts: SqlAlerts
    copies: SqlCopies


@asynccontextmanager
async def kept_in_database(path: Path, keys_file: Path, clock: FixedClock) -> AsyncIterator[KeptOnDisk]:
    """Whoever opens it again finds what was written, and nothing held."""
    engine = open_engine(path)
    try:
        yield on_engine(engine, keys_file, clock)
        assert isinstance(engine.pool, AsyncAdaptedQueuePool)
        assert engine.pool.checkedout() == 0
    finally:
        await engine.dispose()


def on_engine(engine: AsyncEngine, keys_file: Path, clock: FixedClock) -> KeptOnDisk:
    return on_database(
        Database(engine), open_keys(keys_file, clock, is_needed=False, begins_anew=True), clock
    )


def on_database(database: Database, keys: Keys, clock: FixedClock) -> KeptOnDisk:
    lifetimes, outbox, feedback = Lifetimes(), SqlOutbox(database, keys, clock), SqlFeedback(database)
    journal, library = Journal(database), SqlLibrary(database, clock)
    members = SqlMembers(database, keys, clock, STAFFING)
    desk = SqlDesk(
        database,
        library,
        keys,
        clock,
        members=members,
        outbox=outbox,
        rules=RULES,
        lifetimes=lifetimes,
    )
    unasked = Unasked(database, keys, clock, outbox, lifetimes)
    return KeptOnDisk(
        SqlInbox(database, keys, clock, lifetimes),
        outbox,
        SqlTurns(
            database,
            keys,
            clock,
            lifetimes=lifetimes,
            outbox=outbox,
            journal=journal,
            feedback=feedback,
            desk=desk,
        ),
        SqlSessions(database, keys, clock),
        SqlAnswers(database, keys, clock),
        SqlPeople(database, keys, clock),
        SqlPictures(database, keys),
        SqlArticles(database, keys, clock),
        desk,
        members,
        SqlAudit(database, keys, clock),
        SqlSignIns(database, keys, clock, members=members),
        SqlApiKeys(database, keys, clock, members=members),
        SqlCards(database, keys),
        feedback,
        library,
        SqlRecords(database, library, keys, clock, desk=desk),
        clock,
        lambda: on_database(database, keys, clock),
        SqlCorrections(unasked),
        SqlAlerts(unasked),
        SqlCopies(database, keys),
    )
