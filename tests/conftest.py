import asyncio
import logging
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import structlog
from hypothesis import Phase, settings

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
