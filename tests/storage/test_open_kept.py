from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import Misconfigured, Unavailable
from bot.people.address import Front
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.speech.outcome import Outcome, Prefer
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Turn
from storage.keys.open import destroy_keys, open_keys
from storage.lifetimes import Lifetimes
from storage.open import Keeping, Storage, open_storage
from storage.serving import serving
from storage.waiting import Waiting
from tests.contract.kept import a_message, told
from tests.fakes.clocks import FixedClock


async def opened(
    stack: AsyncExitStack,
    folder: Path,
    *,
    keeping: Keeping | None = None,
    serves: bool = False,
    clock: FixedClock | None = None,
) -> Storage:
    return await open_storage(
        stack,
        database=folder / "library.db",
        index_folder=None,
        clock=clock or FixedClock(),
        redis=None,
        cache_bytes=1 << 20,
        keeping=keeping,
        serves=serves,
    )


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """Of a database in which an event waits."""
    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path)
        await storage.inbox.accept([Arrival("event", a_message())])
    return tmp_path


async def backlog(folder: Path, keeping: Keeping | None = None) -> int:
    """What still waits and can be read."""
    async with AsyncExitStack() as stack:
        storage = await opened(stack, folder, keeping=keeping)
        for lane in await storage.inbox.take(limit=5):
            await storage.inbox.pending(lane)
        return await storage.inbox.backlog()


async def test_accepted_is_there_after_a_restart(folder: Path) -> None:
    assert await backlog(folder) == 1


async def test_lost_keys_are_missed(folder: Path) -> None:
    (folder / "keys.json").unlink()

    with pytest.raises(Misconfigured, match="is missing"):
        await backlog(folder)
    assert await backlog(folder, Keeping(new_keys=True)) == 0


async def test_keys_of_another_database_are_refused(folder: Path, tmp_path: Path) -> None:
    others = folder / "others.json"
    async with AsyncExitStack() as stack:
        await opened(stack, tmp_path / "elsewhere", keeping=Keeping(others))

    with pytest.raises(Misconfigured, match="not the keys"):
        await backlog(folder, Keeping(others))
    assert await backlog(folder) == 1
    assert await backlog(folder, Keeping(others, new_keys=True)) == 0


async def test_destroyed_keys_are_replaced_only_when_asked(folder: Path) -> None:
    destroy_keys(folder / "keys.json")

    with pytest.raises(Misconfigured, match="destroyed on purpose"):
        await backlog(folder)
    assert await backlog(folder, Keeping(new_keys=True)) == 0
    assert files_of_keys(folder) == ["keys.json"]


async def test_kill_before_new_keys_are_bound_does_no_harm(folder: Path) -> None:
    destroy_keys(folder / "keys.json")
    open_keys(folder / "keys.json", FixedClock(), is_needed=True, begins_anew=True)

    assert await backlog(folder) == 0
    assert files_of_keys(folder) == ["keys.json"]


def files_of_keys(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.glob("keys.json*"))


async def test_lost_keys_of_choices_are_missed(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path)
        chosen = Prefer(Pseudonym("ann"), Person(is_quiet=True))
        await storage.turns.finish(Turn(a_message(), Outcome(Session(), deeds=(chosen,)), ()))
    (tmp_path / "keys.json").unlink()

    with pytest.raises(Misconfigured, match="is missing"):
        await backlog(tmp_path)


async def test_database_without_texts_takes_any_keys(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        await opened(stack, tmp_path)
    (tmp_path / "keys.json").unlink()

    assert await backlog(tmp_path) == 0


async def test_second_process_may_not_serve(folder: Path) -> None:
    async with AsyncExitStack() as stack:
        await opened(stack, folder, serves=True)
        await opened(stack, folder)

        with pytest.raises(Misconfigured, match="another process"):
            await opened(stack, folder, serves=True)


async def test_database_that_is_served_is_not_upgraded(tmp_path: Path) -> None:
    with serving(tmp_path / "library.db"), pytest.raises(Misconfigured, match="another process"):
        async with AsyncExitStack() as stack:
            await opened(stack, tmp_path, serves=True)

    assert not (tmp_path / "library.db").exists()


async def test_serving_ends_with_the_stack(folder: Path) -> None:
    for _ in range(2):
        async with AsyncExitStack() as stack:
            storage = await opened(stack, folder, serves=True)
            assert await storage.inbox.backlog() == 1


async def test_names_are_turned_in_time(tmp_path: Path) -> None:
    clock = FixedClock()
    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path, keeping=Keeping(names_days=2), clock=clock)
        before = storage.keys.pseudonyms(Front.TELEGRAM, "bot", "4711")
        clock.day += timedelta(days=2)
        await storage.turn_keys()

        assert storage.keys.pseudonyms(Front.TELEGRAM, "bot", "4711")[1:] == before


async def test_key_file_that_is_gone_stops_no_sweep(tmp_path: Path) -> None:
    clock = FixedClock()
    async with AsyncExitStack() as stack:
        storage = await opened(stack, tmp_path, keeping=Keeping(names_days=2), clock=clock)
        await storage.inbox.accept([Arrival("event", a_message())])
        (tmp_path / "keys.json").unlink()
        clock.day += timedelta(days=2)

        assert await storage.sweep(clock.now()) == {"event_names": 1}
        with pytest.raises(Unavailable):
            await storage.turn_keys()


async def test_lifetimes_are_those_of_the_settings(folder: Path) -> None:
    clock = FixedClock()
    async with AsyncExitStack() as stack:
        short = Keeping(lifetimes=Lifetimes(public=timedelta(hours=1)))
        storage = await opened(stack, folder, keeping=short, clock=clock)
        await storage.turns.finish(Turn(a_message(), Outcome(Session("my")), is_live=True))
        clock.pass_by(3600)

        assert await storage.sessions.session(a_message().sender.address) is None


async def test_what_waits_is_told_at_once(folder: Path) -> None:
    clock = FixedClock()
    async with AsyncExitStack() as stack:
        storage = await opened(stack, folder, clock=clock)
        clock.pass_by(5)
        await storage.turns.finish(Turn(a_message(), Outcome(Session(), (told(),))))

        since = clock.now() - timedelta(seconds=5)
        assert await storage.waiting() == Waiting(1, 1, since, clock.now(), 0, 0)
