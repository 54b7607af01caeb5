from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from storage.codec import Family, Key
from storage.publishing import among
from storage.sqlite import open_file, sqlite_address
from storage.tables import ENTRIES


def test_entries_are_looked_up_and_not_read_through(database: Path) -> None:
    keys = [Key(Family.RECORD, "a"), Key(Family.RECORD, "b"), Key(Family.PLACE, "a")]
    statement = select(ENTRIES.c.body).where(among(keys))
    sql = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

    connection = open_file(sqlite_address(database), 1.0)
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    connection.close()

    assert not any(step.startswith("SCAN") for step in steps)
