"""Several processes on one index folder."""

import os
import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.matching.query import Query
from bot.people.audience import Audience
from bot.ports import Change
from storage.index.folder import copy, own
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.memory_library import MemoryLibrary
from tests.storage.killed import killed_after
from tests.storage.opening import EVENTS, count, no_names, opened_index

ROOT = Path(__file__).parents[2]


async def caught_up(path: Path) -> None:
    library = MemoryLibrary(FixedClock())
    await library.publish(EVENTS)
    async with opened_index(path) as index:
        await IndexFollower(library, index).catch_up()


async def test_second_opener_works_on_a_copy(tmp_path: Path) -> None:
    await caught_up(tmp_path)

    async with opened_index(tmp_path) as owner, opened_index(tmp_path) as guest:
        assert (owner.place, guest.place) == ("folder", "copy")
        assert guest.version == 1
        assert await count(guest) == len(EVENTS)


async def test_copy_follows_by_itself(tmp_path: Path) -> None:
    await caught_up(tmp_path)
    new = Change("new", 2, an_event("new", "Soldiers burned a house"))

    async with opened_index(tmp_path) as owner, opened_index(tmp_path) as guest:
        await guest.take([new], version=2)

        assert await count(guest) == len(EVENTS) + 1
        assert await count(owner) == len(EVENTS)
        await owner.take([new], version=2)
        assert await count(owner) == len(EVENTS) + 1


async def test_copy_is_removed_when_closed(tmp_path: Path) -> None:
    async with opened_index(tmp_path), opened_index(tmp_path):
        during = names_in(tmp_path / "copies")

    assert len(during) == 1
    assert names_in(tmp_path / "copies") == []


def names_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def test_copies_of_killed_processes_are_swept(tmp_path: Path) -> None:
    alive = copy(tmp_path)
    (tmp_path / "copies" / "killed" / "segments").mkdir(parents=True)

    owner = own(tmp_path)

    assert owner is not None
    assert names_in(tmp_path / "copies") == [alive.segments.parent.name]
    alive.close()
    owner.close()


def test_copy_beside_a_folder_that_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    private = copy(tmp_path / "nowhere")

    assert private.segments.parent.parent == tmp_path / "temporary"
    assert names_in(private.segments) == []
    private.close()
    assert names_in(tmp_path / "temporary") == []


def test_copy_is_for_its_owner_only(tmp_path: Path) -> None:
    private = copy(tmp_path)

    assert private.segments.parent.stat().st_mode & 0o077 == 0
    private.close()


def test_folder_has_one_owner_at_a_time(tmp_path: Path) -> None:
    first = own(tmp_path)
    assert first is not None
    assert own(tmp_path) is None

    first.close()
    second = own(tmp_path)

    assert second is not None
    second.close()


async def test_unusable_folder_means_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    async with AsyncExitStack() as stack:
        index = await open_index(stack, tmp_path / "file", library="ours", names=no_names)
        await index.take([Change("new", 1, an_event())], version=1)

        assert index.place == "memory"
        assert (await index.find([Query("gathering")], audience=Audience.PUBLIC, limit=5))[0].hits


TAKE_FOREVER = """
import asyncio, sys
from pathlib import Path
from bot.ports import Change
from tests.storage.opening import EVENTS, opened_index

async def main():
    async with opened_index(Path(sys.argv[1])) as index:
        version = index.version
        while True:
            version += 1
            await index.take([Change(event.id, version, event) for event in EVENTS], version=version)
            print(version, flush=True)

asyncio.run(main())
"""


@pytest.fixture(params=[1, 3, 9])
def killed_at(request: pytest.FixtureRequest, tmp_path: Path) -> int:
    """The last version that a process told of before it was killed in the middle of the next one."""
    return killed_after(TAKE_FOREVER, tmp_path, lines=request.param)


async def test_killed_while_taking_opens_sound(killed_at: int, tmp_path: Path) -> None:
    async with opened_index(tmp_path) as index:
        assert index.place == "folder"
        assert index.version >= killed_at
        assert await count(index) == len(EVENTS)


FILL = """
import asyncio, resource, sys
from pathlib import Path
from bot.errors import Unavailable
from bot.ports import Change
from tests.fakes.entries import an_event
from tests.storage.opening import EVENTS, count, opened_index

async def main():
    async with opened_index(Path(sys.argv[1])) as index:
        await index.take([Change(event.id, 1, event) for event in EVENTS], version=1)
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        many = [an_event(f"m{number}", f"Number {number * 7919} " * 20) for number in range(400)]
        try:
            await index.take([Change(event.id, 2, event) for event in many], version=2)
        except Unavailable as error:
            print(error.part, index.version, await count(index))
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        await index.take([Change(event.id, 2, event) for event in many], version=2)
        print(index.version, await count(index))

import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
asyncio.run(main())
"""


def test_full_disk_keeps_what_was_found(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split("\n")[:2] == ["disk 1 30", "2 30"], done.stderr
