"""What is remembered of what went out by itself, and for how long."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.acts import Decide
from bot.desk.alerts import Alarm
from bot.desk.decision import Accord, Conclusion, Decision
from storage.database import Database
from storage.journal import Journal
from storage.keys.open import open_keys
from storage.overdue import NOTICES_KEPT
from storage.sweeping import Sweeping
from tests.contract.cases import asked, file
from tests.contract.desk import ANA
from tests.contract.kept import told
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_statement
from tests.storage.engines import rows
from tests.storage.keeping import KeptOnDisk, on_database

DAY = 86_400.0


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def opened(engine: AsyncEngine) -> Database:
    return Database(engine)


@pytest.fixture
def kept(opened: Database, tmp_path: Path, clock: FixedClock) -> KeptOnDisk:
    return on_database(opened, open_keys(tmp_path / "keys.json", clock, is_needed=False), clock)


@pytest.fixture
def sweeping(opened: Database, tmp_path: Path, clock: FixedClock) -> Sweeping:
    keys = open_keys(tmp_path / "keys.json", clock, is_needed=False)
    return Sweeping(opened, Journal(opened), keys, names_days=30, case_days=30)


async def test_notices_are_forgotten_in_time(kept: KeptOnDisk, sweeping: Sweeping, clock: FixedClock) -> None:
    await kept.alerts.tell(Alarm.BURST, ["1"], [], told(), language="en")
    clock.pass_by(NOTICES_KEPT.total_seconds() - 1)
    assert "notices" not in await sweeping.sweep(clock.now())

    clock.pass_by(1)
    assert (await sweeping.sweep(clock.now()))["notices"] == 1


async def test_record_that_was_told_goes_with_the_case(
    kept: KeptOnDisk, sweeping: Sweeping, clock: FixedClock, engine: AsyncEngine
) -> None:
    record = a_statement("denial")
    await kept.library.publish([record])
    await asked(kept, "A bridge was hit")
    await kept.desk.act(
        1, Decide(Decision(Conclusion.LINKED, "It stands there.", "denial", accord=Accord.AS_RECORDED)), ANA
    )
    clock.pass_by(60)
    revision = (await file(kept)).case.revision
    assert await kept.desk.answer(1, {}, revision=revision, told=record)
    assert await kept.corrections.told(1) == record

    clock.pass_by(31 * DAY)
    await sweeping.sweep(clock.now())

    assert await kept.corrections.told(1) is None
    assert await rows(engine, "SELECT record, told FROM cases") == [("", b"")]
