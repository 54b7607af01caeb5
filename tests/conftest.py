import asyncio
import logging
import os
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import structlog
from hypothesis import Phase, settings

from storage.migrate import migrate
from storage.migrate_server import migrate_server
from storage.postgres import Server
from tests.fakes.postgres import Databases, running_postgres

# How long an example takes says more about the machine than about the code; pytest's own limit catches what hangs.
# To explain a failure every line is traced: the desk's any-order test then runs out of time and says nothing at all.
PHASES = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("unhurried", parent=settings.get_profile("default"), deadline=None, phases=PHASES)
# CI judges a change: it tries the same examples for the same code. New ones are found where somebody can look at them.
settings.register_profile("repeatable", parent=settings.get_profile("unhurried"), derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "unhurried")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A test that sets up logging does so for itself only."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def in_a_loop_of_its_own(work: Coroutine[None, None, None]) -> None:
    """Also where it is an asynchronous test that asks for a fixture of the session."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Databases on a real PostgreSQL. Where its package is missing the tests fail: a suite that was skipped proves nothing."""
    with running_postgres() as address:
        made = Databases(address, Server(""))

        async def prepare() -> None:
            made.shared = await made.make()
            await migrate_server(made.shared)

        in_a_loop_of_its_own(prepare())
        yield made
        in_a_loop_of_its_own(made.drop(made.shared))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once, copied for every test."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate(path)
    return path


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starter library, its database, index and vectors ready: made once, copied for each test."""
    from bot.assembly.application import open_application  # noqa: PLC0415 - most tests need none of it
    from bot.config.settings import Settings, StorageSettings  # noqa: PLC0415
    from tests.fakes.bugs import no_bugs  # noqa: PLC0415
    from tests.fakes.clocks import FixedClock  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("starter") / "var"

    async def prepare() -> None:
        settings = Settings(storage=StorageSettings(folder=folder))
        async with open_application(
            settings, clock=FixedClock(date(2026, 11, 22)), on_bug=no_bugs
        ) as application:
            await application.storage.follower.encode_all()

    asyncio.run(prepare())
    return folder
