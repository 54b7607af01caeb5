"""That something went out by itself, and when."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import NOTICES
from storage.upsert import put

CORRECTION, BURST, CROWD, OVERDUE, DIGEST = "correction", "burst", "crowd", "overdue", "digest"
"""`BURST`: the desk was called; `CROWD`: it stands in the audit log."""


async def note_sent(connection: AsyncConnection, kind: str, subject: str, now: datetime) -> None:
    row = {"kind": kind, "subject": subject, "at": now}
    await connection.execute(put(NOTICES, connection.dialect.name), row)
