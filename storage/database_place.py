"""Where everything is kept: a SQLite file, or a database on a PostgreSQL server."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.examine import Examination, examine_database
from storage.faults import database_errors
from storage.migrate import migrate
from storage.migrate_server import migrate_server
from storage.postgres import Server, open_server
from storage.revisions import revision_of
from storage.sqlite import open_engine
from storage.tables import FIRST_TABLES

DatabasePlace = Path | Server


def open_place(place: DatabasePlace, *, looks_every: float = 0.0) -> AsyncEngine:
    """Nothing is opened before the first statement; dispose of it when done. `looks_every`: see `open_engine`."""
    if isinstance(place, Server):
        return open_server(place)
    return open_engine(place, looks_every=looks_every)


async def bring_up(place: DatabasePlace, *, traces: Sequence[Path] = (), begins_anew: bool = False) -> bool:
    """Creates or upgrades the tables; True if there was something to do. See `storage.migrate.migrate`."""
    if isinstance(place, Server):
        return await migrate_server(place, traces=traces, begins_anew=begins_anew)
    return await asyncio.to_thread(migrate, place, traces=traces, begins_anew=begins_anew)


async def examine_place(place: DatabasePlace) -> Examination | None:
    """Looks at it without changing it; None where nothing was made yet. Raises `Unavailable` where it cannot be read."""
    if isinstance(place, Server):
        return await _examine_server(place)
    return await asyncio.to_thread(examine_database, place) if place.exists() else None


async def _examine_server(server: Server) -> Examination | None:
    engine = open_server(server)
    try:
        with database_errors(file=str(server)):
            async with engine.connect() as connection:
                return await connection.run_sync(_examine)
    finally:
        await engine.dispose()


def _examine(connection: Connection) -> Examination | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    return Examination("", revision_of(connection), FIRST_TABLES.issubset(tables))
