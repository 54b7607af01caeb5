"""Who is in the chat of the desk, as far as they were heard there: by digests, and for some weeks."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.shown_tables import COLLEAGUES
from storage.upsert import put

KNOWN_FOR = timedelta(days=30)


async def note_colleague(database: Database, member: str, place: str, *, today: date) -> None:
    """Once a day for each."""
    there = select(COLLEAGUES.c.seen_on).where(COLLEAGUES.c.id == member, COLLEAGUES.c.place == place)
    async with database.reading() as connection:
        seen_on = (await connection.execute(there)).scalar_one_or_none()
    if seen_on == today:
        return
    row = {"id": member, "place": place, "seen_on": today}
    async with database.writing() as connection:
        await connection.execute(put(COLLEAGUES, connection.dialect.name), row)


async def colleagues_in(connection: AsyncConnection, places: Collection[str], *, today: date) -> list[str]:
    lately = COLLEAGUES.c.seen_on > today - KNOWN_FOR
    seen = select(COLLEAGUES.c.id).where(COLLEAGUES.c.place.in_(places), lately).distinct()
    return sorted((await connection.execute(seen)).scalars())
