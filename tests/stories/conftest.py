from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import cast

import pytest

from bot.assembly.application import Application, open_application
from bot.config.settings import Settings, StorageSettings
from bot.people.address import Front
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import FixedClock
from tests.stories.stages import FRONTS, open_stage, scene
from tests.stories.story import Stage

TODAY = FixedClock(date(2026, 11, 22))


@pytest.fixture
async def application(starter_folder: Path, tmp_path: Path) -> AsyncIterator[Application]:
    """The whole program on the starter library, nothing replaced but the day."""
    folder = copytree(starter_folder, tmp_path / "var")
    async with open_application(
        Settings(storage=StorageSettings(folder=folder)),
        clock=TODAY,
        on_bug=no_bugs,
    ) as opened:
        yield opened


@pytest.fixture(params=FRONTS)
async def starter_stage(request: pytest.FixtureRequest, application: Application) -> AsyncIterator[Stage]:
    async with open_stage(cast("Front", request.param), scene(application.checking, TODAY)) as opened:
        yield opened
