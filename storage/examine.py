"""Looking at what is kept without changing it: for whoever asks what is wrong."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Unavailable
from storage.database import BUSY_SECONDS, open_file, sqlite_address
from storage.tables import REVISION


@dataclass(frozen=True, slots=True)
class Examination:
    """`damage` is SQLite's own first complaint, empty for a sound file; `revision` is what the file was last migrated to."""

    damage: str
    revision: str | None

    @property
    def is_up_to_date(self) -> bool:
        return self.revision == REVISION


def examine_database(path: Path) -> Examination:
    """Reads the whole file at `path`, seconds for a large one. Raises `Unavailable` where it cannot be read at all."""
    try:
        with closing(open_file(sqlite_address(path, mode="ro"), BUSY_SECONDS)) as connection:
            (complaint,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            return Examination("" if complaint == "ok" else str(complaint), _revision(connection))
    except sqlite3.DatabaseError as exc:
        raise Unavailable("database") from exc


def _revision(connection: sqlite3.Connection) -> str | None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall() if tables else []
    return str(rows[0][0]) if rows else None
