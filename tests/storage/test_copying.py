"""Everything moves to another database, and nothing is lost, doubled or written over on the way."""

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest

from bot.errors import Misconfigured
from bot.people.audience import Audience
from bot.speech.traffic import Arrival
from storage.copying import Copied, copy_everything
from storage.database import Database
from storage.database_place import DatabasePlace, open_place
from storage.keys.open import open_keys
from storage.postgres import Server
from storage.replica_tables import REPLICAS
from tests.contract.cases import asked
from tests.contract.desk import ANA, decide
from tests.contract.kept import a_message
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_source, an_event
from tests.fakes.postgres import Databases, run
from tests.storage.keeping import KeptOnDisk, on_database


@pytest.fixture
async def server(databases: Databases) -> AsyncIterator[Server]:
    made = await databases.make()
    yield made
    await databases.drop(made)


@pytest.fixture
def path(empty_database: Path, tmp_path: Path) -> Path:
    return Path(copyfile(empty_database, tmp_path / "library.db"))


async def fill(kept: KeptOnDisk) -> None:
    await kept.library.publish([an_event(), a_source(), *(an_event(str(number)) for number in range(1200))])
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, decide("We saw the bridge."), ANA)
    await kept.accept(a_message("not answered yet"))


def untold(_table: str, _done: int, _total: int) -> None:
    """Nobody looks."""


async def copied(origin: DatabasePlace, target: DatabasePlace) -> Copied:
    return await copy_everything(origin, target, tell=untold)


class Opened:
    """What is kept in one place."""

    def __init__(self, place: DatabasePlace, tmp_path: Path) -> None:
        self._engine = open_place(place)
        keys = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)
        self.kept = on_database(Database(self._engine), keys, FixedClock())

    async def __aenter__(self) -> KeptOnDisk:
        return self.kept

    async def __aexit__(self, *_fault: object) -> None:
        await self._engine.dispose()


async def test_everything_is_there_afterwards_and_back_again(
    path: Path, server: Server, tmp_path: Path
) -> None:
    async with Opened(path, tmp_path) as kept:
        await fill(kept)

    there = await copied(path, server)
    back = await copied(server, tmp_path / "back.db")

    assert (there.rows, there.audit) == (back.rows, back.audit)
    assert there.audit > 0
    for place in (server, tmp_path / "back.db"):
        async with Opened(place, tmp_path) as kept:
            assert await kept.library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event()}
            assert await kept.library.version() == 1
            assert [event.heard for event in await kept.events()] == [a_message("not answered yet")]
            file = await kept.desk.case(1)
            assert file is not None
            assert file.case.decision is not None
            assert await kept.audit.verify() is None


async def test_numbers_go_on_where_they_were(path: Path, server: Server, tmp_path: Path) -> None:
    """Also where the last rows are gone."""
    async with Opened(path, tmp_path) as kept:
        (first,) = await kept.accept(a_message("1"))
        await kept.finish(first.heard, events=[first])

    await copied(path, server)
    await copied(server, tmp_path / "back.db")

    for place in (server, tmp_path / "back.db"):
        async with Opened(place, tmp_path) as kept:
            await kept.inbox.accept([Arrival("new", a_message("2"))])
            (event,) = await kept.events()
            assert event.id > first.id


async def test_nothing_is_written_over(path: Path, server: Server, tmp_path: Path) -> None:
    async with Opened(path, tmp_path) as kept:
        await kept.library.publish([an_event()])
    await copied(path, server)

    with pytest.raises(Misconfigured, match="holds something already"):
        await copied(path, server)


async def test_what_is_served_is_not_copied(path: Path, server: Server, tmp_path: Path) -> None:
    await copied(path, server)
    await run(server.url, f"INSERT INTO {REPLICAS.name} VALUES ('one', now() + interval '1 hour')")

    with pytest.raises(Misconfigured, match="served just now"):
        await copied(server, tmp_path / "back.db")


async def test_place_without_a_library_is_refused(server: Server, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no library"):
        await copied(server, tmp_path / "new.db")
    with pytest.raises(Misconfigured, match="no library"):
        await copied(tmp_path / "nothing.db", server)


async def test_broken_log_is_told(path: Path, server: Server, tmp_path: Path) -> None:
    async with Opened(path, tmp_path) as kept:
        await kept.audit.note("rate", "source 1", "B", ANA)
        await kept.audit.note("rate", "source 2", "B", ANA)
    await copied(path, server)
    await run(server.url, "UPDATE audit SET act = 'other' WHERE number = 1")

    with pytest.raises(Misconfigured, match="Line 1"):
        await copied(server, tmp_path / "back.db")
