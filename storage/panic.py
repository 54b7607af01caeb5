"""What is taken out of the database once its keys were destroyed. Nothing of it can be read any more; but how much was sent and when, and that rows
belong together, can, and what leads back to chats need not lie about at all.

Rows are written over where they are deleted (`secure_delete`), so the file is not made anew: that would take minutes with a large library.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Table, delete, update

from bot.errors import Unavailable
from storage.api_tables import API_KEYS
from storage.article_tables import ARTICLES
from storage.database import Database
from storage.database_place import DatabasePlace, open_place
from storage.keys.open import destroy_keys
from storage.replica_tables import NAME_KEYS
from storage.serving import is_served
from storage.shown_tables import CARDS, COLLEAGUES, COPIES
from storage.tables import (
    ANSWER_RECORDS,
    ANSWERS,
    ASKERS,
    AUDIT,
    CASES,
    EVENT_NAMES,
    INBOX,
    KEY_MARK,
    MEMBERS,
    NOTICES,
    OUTBOX,
    PEOPLE,
    PICTURES,
    SESSIONS,
    SIGN_INS,
)

OF_PEOPLE: Final[tuple[Table, ...]] = (
    # What leads to people first, should there be no time for the rest.
    *(OUTBOX, SESSIONS, ASKERS, COPIES, CARDS, COLLEAGUES, INBOX, SIGN_INS, API_KEYS, PEOPLE, NAME_KEYS),
    *(PICTURES, ARTICLES, ANSWERS, ANSWER_RECORDS, CASES, MEMBERS, EVENT_NAMES, NOTICES, KEY_MARK),
)
_PROGRAM_SECONDS: Final = 5.0
_DATABASE_SECONDS: Final = 15.0
_TRIES: Final = 20
_PAUSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What came of it besides. `is_ended`: no program of ours serves the database any more. `rows`: taken out of it, None where that could not be done."""

    is_ended: bool
    rows: int | None


async def destroy_all(keys_file: Path, place: DatabasePlace) -> Destroyed:
    """The keys first. Raises `Unavailable` where that cannot be done: then nothing was."""
    await asyncio.to_thread(destroy_keys, keys_file)
    is_ended = await _is_free(place, seconds=_PROGRAM_SECONDS)
    try:
        return Destroyed(is_ended, await _take_people_out(place, seconds=_DATABASE_SECONDS))
    except Unavailable:
        return Destroyed(is_ended, None)


async def _is_free(place: DatabasePlace, *, seconds: float) -> bool:
    """False where a program goes on serving the database. It looks for its keys every second, and ends where they were destroyed."""
    if not isinstance(place, Path):
        return True
    for _ in range(int(seconds / _PAUSE)):
        if not is_served(place):
            return True
        await asyncio.sleep(_PAUSE)
    return not is_served(place)


async def _take_people_out(place: DatabasePlace, *, seconds: float) -> int:
    """Deletes all rows that were of people, and the words of the audit log, whose chain stays; how many. Raises `Unavailable`, also after so many seconds."""
    engine = open_place(place)
    try:
        async with asyncio.timeout(seconds):
            return await _take_out(Database(engine))
    except TimeoutError as exc:
        raise Unavailable("database") from exc
    finally:
        await engine.dispose()


async def _take_out(database: Database) -> int:
    total = 0
    for table in OF_PEOPLE:
        async with database.writing() as connection:
            total += (await connection.execute(delete(table))).rowcount
    async with database.writing() as connection:
        words = update(AUDIT).where(AUDIT.c.words != b"").values(words=b"")
        total += (await connection.execute(words)).rowcount
    for _ in range(_TRIES):
        if await database.empty_journal():
            return total
        await asyncio.sleep(_PAUSE)
    raise Unavailable("database")
