"""Brings a database on a PostgreSQL server up to what this program needs, in one transaction, behind a lock of its own."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

from storage.faults import database_errors
from storage.postgres import MIGRATION, SPACE, Server, open_server
from storage.revisions import judge, revision_of, upgrade
from storage.tables import REVISION

_WAITS_SECONDS = 60
"""How long replicas that start together wait for the one that migrates."""


async def migrate_server(server: Server, *, traces: Sequence[Path] = (), begins_anew: bool = False) -> bool:
    """Create or upgrade the tables; True if there was something to do. As `storage.migrate.migrate` otherwise."""
    is_known = any(trace.exists() for trace in traces)
    engine = open_server(server)
    try:
        with database_errors(file=str(server)):
            async with engine.begin() as connection:
                return await connection.run_sync(
                    _bring_up, str(server), is_known=is_known, begins_anew=begins_anew
                )
    finally:
        await engine.dispose()


def _bring_up(connection: Connection, place: str, *, is_known: bool, begins_anew: bool) -> bool:
    if not begins_anew and revision_of(connection) == REVISION:
        return False
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text(f"SET LOCAL lock_timeout = '{_WAITS_SECONDS}s'"))
    connection.execute(select(func.pg_advisory_xact_lock(SPACE, MIGRATION)))
    judge(
        inspect(connection).get_table_names(),
        place=place,
        setting="storage.url",
        may_be_empty=begins_anew or not is_known,
        begins_anew=begins_anew,
    )
    found = revision_of(connection)  # another replica may just have done it
    if found == REVISION:
        return False
    upgrade(connection, found)
    return True
