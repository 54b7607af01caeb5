"""Pictures of a tip that was begun and not handed in go with it, from what lies on the disk too."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.picture import Picture, PictureKind
from bot.desk.tip import Draft, Tip
from bot.speech.attached import Cleaned
from bot.speech.forms import Asked, Form
from bot.speech.outcome import Attach, HandIn
from bot.speech.session import Session, Writing
from storage.database import Database
from storage.journal import Journal
from storage.keys.open import open_keys
from storage.sweeping import Sweeping
from storage.tables import CASES, PICTURES
from tests.contract.kept import Kept, a_message, a_sender
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import on_database

HOUR, DAY = 3600.0, 86_400.0
PIXELS = b"pixels " * 100
ONE = Cleaned(Picture("a" * 32, PictureKind.JPEG, 2, 3, len(PIXELS), "0" * 64), PIXELS)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def opened(engine: AsyncEngine) -> Database:
    return Database(engine)


@pytest.fixture
def kept(opened: Database, tmp_path: Path, clock: FixedClock) -> Kept:
    return on_database(opened, open_keys(tmp_path / "keys.json", clock, is_needed=False), clock)


@pytest.fixture
def sweeping(opened: Database, tmp_path: Path, clock: FixedClock) -> Sweeping:
    keys = open_keys(tmp_path / "keys.json", clock, is_needed=False)
    return Sweeping(opened, Journal(opened, now=count(step=10).__next__), keys, names_days=30, case_days=30)


async def begun(kept: Kept, clock: FixedClock, *, attaches: bool = True) -> None:
    draft = Draft(agreed=True, pictures=(ONE.picture,))
    writing = Writing(a_sender().person, Asked(Form.TIP, "draft"), clock.now() + timedelta(hours=1), draft)
    deeds = [Attach((ONE,), a_sender())] if attaches else []
    await kept.finish(a_message(), deeds=deeds, session=Session(writing=(writing,)))


async def rows(opened: Database) -> int:
    async with opened.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(PICTURES))).scalar_one())


async def test_picture_lies_there_as_long_as_its_draft(
    kept: Kept, sweeping: Sweeping, clock: FixedClock, opened: Database
) -> None:
    await begun(kept, clock)
    clock.pass_by(HOUR - 1)
    await begun(kept, clock, attaches=False)
    clock.pass_by(HOUR - 1)

    await sweeping.clear_drafts(clock.now())

    assert await rows(opened) == 1


async def test_picture_is_swept_with_its_draft(
    kept: Kept, sweeping: Sweeping, clock: FixedClock, opened: Database
) -> None:
    await begun(kept, clock)
    clock.pass_by(HOUR)

    swept = await sweeping.clear_drafts(clock.now())

    assert swept == {"drafts": 1, "pictures": 1}
    assert await rows(opened) == 0


async def test_picture_goes_when_its_case_was_closed_long_ago(
    kept: Kept, sweeping: Sweeping, clock: FixedClock, opened: Database
) -> None:
    tip = Tip("smoke", code="7KQ2-M4TX-9AB4", pictures=(ONE.picture,))
    await kept.finish(a_message(), deeds=[Attach((ONE,), a_sender()), HandIn(tip, a_sender())])
    async with opened.writing() as connection:
        await connection.execute(update(CASES).values(state="closed", closed_at=clock.now()))
    clock.pass_by(29 * DAY)
    await sweeping.sweep(clock.now())
    before = await rows(opened)
    clock.pass_by(2 * DAY)

    await sweeping.sweep(clock.now())

    assert (before, await rows(opened)) == (1, 0)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_picture_lies_sealed(kept: Kept, clock: FixedClock, opened: Database, tmp_path: Path) -> None:
    await begun(kept, clock)

    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert files
    assert not any(PIXELS[:20] in content for content in files)


async def test_picture_opens_under_its_own_name_alone(
    kept: Kept, clock: FixedClock, opened: Database
) -> None:
    tip = Tip("smoke", code="7KQ2-M4TX-9AB4", pictures=(ONE.picture,))
    await kept.finish(a_message(), deeds=[Attach((ONE,), a_sender()), HandIn(tip, a_sender())])
    async with opened.writing() as connection:
        await connection.execute(update(PICTURES).values(name="b" * 32))

    assert await kept.pictures.content("b" * 32) is None
