"""An empty database of either kind, migrated once and copied or emptied for each test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.sqlite import open_engine
from tests.fakes.postgres import Databases

KINDS = ("sqlite", "postgresql")


@asynccontextmanager
async def an_engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    """Of the kind that the fixture is asked for. No connection may be left in use."""
    if request.param == "postgresql":
        databases: Databases = request.getfixturevalue("databases")
        async with databases.emptied() as engine:
            yield engine
        return
    empty, folder = request.getfixturevalue("empty_database"), request.getfixturevalue("tmp_path")
    engine = open_engine(Path(copyfile(empty, folder / "library.db")))
    try:
        yield engine
        assert isinstance(engine.pool, AsyncAdaptedQueuePool)
        assert engine.pool.checkedout() == 0
    finally:
        await engine.dispose()


async def change(engine: AsyncEngine, statement: str) -> None:
    """Behind the back of the program."""
    async with engine.connect() as connection:
        await connection.exec_driver_sql(statement)
        await connection.commit()


async def rows(engine: AsyncEngine, statement: str) -> list[tuple[object, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.exec_driver_sql(statement)]
