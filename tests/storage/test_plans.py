"""How SQLite goes about what every check asks. It knows nothing of how many records there are, and takes whichever index has more columns that are asked for."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.library.filing import MATCHED
from storage.library import records_sql


def plan(database: Path, sql: str, parameters: Sequence[str]) -> str:
    with closing(sqlite3.connect(database)) as connection:
        return " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))


def test_records_are_read_by_their_ids(database: Path) -> None:
    statuses = [status.value for status in MATCHED]
    for visibilities in (["public"], ["public", "newsroom"]):
        sql = records_sql(ids=30, visibilities=len(visibilities))
        given = ["record", *map(str, range(30)), *visibilities, *statuses]

        assert "(family=? AND id=?)" in plan(database, sql, given)
