"""Two processes on one PostgreSQL server, of which either may die."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest

from tests.fakes.postgres import Databases
from tests.fakes.telegram.people import AUNG
from tests.fakes.telegram.server import FakeTelegram
from tests.whole.program import Program, installed_twice

CLAIM = "Jets of the air force bombed a gathering in Pazigyi on 11 April 2023, and 1,710 people were killed."
OTHER_CLAIM = (
    "Jets of the air force bombed a gathering in Pazigyi on 11 April 2023, and 1,720 people were killed."
)

Both = tuple[Program, Program]


@pytest.fixture
async def both(databases: Databases, tmp_path: Path) -> AsyncIterator[Both]:
    """Both running, the first one begun before the other."""
    server = await databases.make()
    async with installed_twice(tmp_path, server.url) as (one, other):
        await one.start()
        (other.folder / "var").mkdir(mode=0o700)
        copyfile(one.folder / "var" / "keys.json", other.folder / "var" / "keys.json")
        (other.folder / "var" / "keys.json").chmod(0o600)
        await other.start()
        yield one, other
    await databases.drop(server)


async def settled(program: Program) -> None:
    """Nothing is on its way: what is killed in the middle of sending may be sent once more."""
    async with asyncio.timeout(60):
        while json.loads(await program.fetch("/health"))["numbers"]["replies"]:
            pass


async def test_each_claim_is_answered_whoever_dies(both: Both) -> None:
    """The one that asks Telegram for updates is killed while it answers ten people."""
    one, other = both
    telegram = one.telegram
    telegram.say(CLAIM)
    await telegram.wait_for(lambda: len(answered(telegram)) == 1, seconds=60)
    await settled(other)
    assert answered(telegram) == [AUNG["id"]]

    people = [{**AUNG, "id": 7000 + number} for number in range(10)]
    for person in people:
        telegram.push(telegram.updates.text(CLAIM, sender=person))
    await telegram.wait_for(lambda: len(answered(telegram)) > 3, seconds=60)
    one.kill()

    everybody = {AUNG["id"], *(person["id"] for person in people)}
    await telegram.wait_for(lambda: set(answered(telegram)) == everybody, seconds=60)
    await settled(other)
    assert max(Counter(answered(telegram)).values()) <= 2  # what was being sent may be sent once more
    assert telegram.complaints == []
    assert json.loads(await other.fetch("/health"))["parts"]["telegram"] == "ok"


def answered(telegram: FakeTelegram) -> list[int]:
    """The chats to which an answer went."""
    return [sent.chat for sent in telegram.sent if "1,710" in sent.text]
