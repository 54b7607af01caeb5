"""Looking at what is kept without changing it: for whoever asks what is wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bot.errors import Cause, Unavailable
from storage.database import Database
from storage.faults import why_unavailable
from storage.sqlite import BUSY_SECONDS, open_file, sqlite_address
from storage.tables import ENTRIES, FIRST_TABLES, REVISION


@dataclass(frozen=True, slots=True)
class Examination:
    """`damage` is SQLite's own first complaint, empty for a sound file; `revision` is what the file was last migrated to; `is_ours`
    tells that it has the library's tables."""

    damage: str
    revision: str | None
    is_ours: bool

    @property
    def is_up_to_date(self) -> bool:
        return self.revision == REVISION


def examine_database(path: Path) -> Examination:
    """Reads the whole file at `path`, seconds for a large one. Raises `Unavailable` where it cannot be read at all or holds nothing."""
    with _reading(path) as connection:
        (complaint,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if complaint == "ok" and not tables:
            raise Unavailable("database", cause=Cause.GONE, file=str(path))
        return Examination(
            damage="" if complaint == "ok" else str(complaint),
            revision=_revision(connection),
            is_ours=tables.issuperset(FIRST_TABLES),
        )


async def find_entries(database: Database, provenance: str) -> frozenset[tuple[str, str]]:
    """Family ("record", "place", …) and id of every entry with that provenance. Raises `Unavailable`."""
    statement = select(ENTRIES.c.family, ENTRIES.c.id).where(ENTRIES.c.provenance == provenance)
    async with database.reading() as connection:
        return frozenset((row.family, row.id) for row in await connection.execute(statement))


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(open_file(sqlite_address(path, mode="ro"), BUSY_SECONDS)) as connection:
            yield connection
    except sqlite3.DatabaseError as exc:
        raise why_unavailable(exc, file=str(path)) or Unavailable("database", file=str(path)) from exc


def _revision(connection: sqlite3.Connection) -> str | None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall() if tables else []
    return str(rows[0][0]) if rows else None
