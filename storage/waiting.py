from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Database
from storage.states import FAILED, PARKED, WAITING
from storage.tables import INBOX, OUTBOX


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: events that are not answered and replies that are not delivered, with the moments since when the oldest do; events that
    were given up, and replies that cannot be delivered."""

    events: int
    replies: int
    oldest_event: datetime | None
    oldest_reply: datetime | None
    parked: int
    failed: int


async def look_at_waiting(database: Database) -> Waiting:
    """One cheap query for all of it. Raises `Unavailable`."""
    events = select(func.count()).select_from(INBOX)
    replies = select(func.count()).select_from(OUTBOX)
    statement = select(
        events.where(INBOX.c.state == WAITING).scalar_subquery().label("events"),
        replies.where(OUTBOX.c.state == WAITING).scalar_subquery().label("replies"),
        select(func.min(INBOX.c.accepted_at))
        .where(INBOX.c.state == WAITING)
        .scalar_subquery()
        .label("oldest_event"),
        select(func.min(OUTBOX.c.written_at))
        .where(OUTBOX.c.state == WAITING)
        .scalar_subquery()
        .label("oldest_reply"),
        events.where(INBOX.c.state == PARKED).scalar_subquery().label("parked"),
        replies.where(OUTBOX.c.state == FAILED).scalar_subquery().label("failed"),
    )
    async with database.reading() as connection:
        return Waiting(**(await connection.execute(statement)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for it
