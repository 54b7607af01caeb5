"""A tip that was begun and not handed in is gone after its hour, also from what lies on the disk."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.tip import Draft, TipField
from bot.ports import Keys
from bot.speech.forms import Asked, Form
from bot.speech.session import Session, Writing
from storage.database import Database
from storage.journal import Journal
from storage.keys.open import open_keys
from storage.sweeping import Sweeping
from storage.tables import SESSIONS
from tests.contract.kept import Kept, a_message, a_sender, an_address
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import on_database

HOUR = 3600.0
DRAFT = Draft(agreed=True).with_answer(TipField.WHAT, "Soldiers burned the market.")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def opened(engine: AsyncEngine) -> Database:
    return Database(engine)


@pytest.fixture
def keys(tmp_path: Path, clock: FixedClock) -> Keys:
    return open_keys(tmp_path / "keys.json", clock, is_needed=False)


@pytest.fixture
def kept(opened: Database, keys: Keys, clock: FixedClock) -> Kept:
    return on_database(opened, keys, clock)


@pytest.fixture
def sweeping(opened: Database, keys: Keys) -> Sweeping:
    journal = Journal(opened, now=count(step=10).__next__)
    return Sweeping(opened, journal, keys, names_days=30, case_days=30)


async def begun(kept: Kept, clock: FixedClock) -> Session:
    until = clock.now() + timedelta(hours=1)
    writing = Writing(a_sender().person, Asked(Form.TIP, "draft", "where"), until, DRAFT)
    session = Session(last="answer", writing=(writing,))
    await kept.finish(a_message(), session=session)
    return session


async def bodies(opened: Database) -> list[bytes]:
    async with opened.reading() as connection:
        return [*(await connection.execute(select(SESSIONS.c.body))).scalars()]


async def test_draft_lies_there_for_its_hour(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    session = await begun(kept, clock)
    clock.pass_by(HOUR - 1)

    assert await sweeping.clear_drafts(clock.now()) == {}
    assert await kept.sessions.session(an_address()) == session


async def test_draft_is_gone_before_it_is_swept(kept: Kept, clock: FixedClock) -> None:
    await begun(kept, clock)
    clock.pass_by(HOUR)

    session = await kept.sessions.session(an_address())

    assert session is not None
    assert [writing.draft for writing in session.writing] == [None]


async def test_draft_is_taken_off_the_disk(
    kept: Kept, opened: Database, sweeping: Sweeping, clock: FixedClock
) -> None:
    await begun(kept, clock)
    [before] = await bodies(opened)
    clock.pass_by(HOUR)

    swept = await sweeping.clear_drafts(clock.now())
    again = await sweeping.clear_drafts(clock.now())

    [after] = await bodies(opened)
    session = await kept.sessions.session(an_address())
    assert (swept, again) == ({"drafts": 1}, {})
    assert len(after) < len(before)
    assert session is not None
    assert (session.last, len(session.writing)) == ("answer", 1)


async def test_unreadable_draft_goes_whole(
    kept: Kept, opened: Database, sweeping: Sweeping, clock: FixedClock
) -> None:
    await begun(kept, clock)
    async with opened.writing() as connection:
        await connection.execute(SESSIONS.update().values(body=b"not ours"))
    clock.pass_by(HOUR)

    await sweeping.clear_drafts(clock.now())

    assert await bodies(opened) == []
