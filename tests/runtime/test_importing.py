import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import Cause, Unavailable
from bot.library.event import Event
from bot.library.filing import Provenance
from bot.runtime.importing import Fate, alone, settle, take_stock
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.memory_library import MemoryLibrary


def of_data_set(event: Event) -> Event:
    return replace(event, filing=replace(event.filing, provenance=Provenance.DATA_SET))


@pytest.fixture
async def library() -> MemoryLibrary:
    """Holds one event that the desk has reviewed."""
    library = MemoryLibrary(FixedClock())
    await library.publish([an_event()])
    return library


async def test_desk_keeps_what_does_not_change(library: MemoryLibrary) -> None:
    stock = await take_stock(library)

    settled = settle([of_data_set(an_event())], stock, keeps_provenance=True, replaces_desk=False)

    assert settled.entries == (an_event(),)
    assert stock.fate_of(settled.entries[0]) is Fate.UNCHANGED


@pytest.mark.parametrize("replaces_desk", [False, True])
async def test_desk_is_replaced_only_when_allowed(library: MemoryLibrary, *, replaces_desk: bool) -> None:
    changed = of_data_set(replace(an_event(), title="Something else"))

    settled = settle([changed], await take_stock(library), keeps_provenance=True, replaces_desk=replaces_desk)

    assert settled.entries == ((changed,) if replaces_desk else ())
    assert settled.refused == (() if replaces_desk else ("strike",))
    assert settled.replaced == ({"strike": Provenance.DESK} if replaces_desk else {})


async def test_one_import_waits_for_another(tmp_path: Path) -> None:
    waits = asyncio.Event()

    async def second() -> None:
        async with alone(tmp_path / "lock", on_wait=waits.set):
            pass

    async with alone(tmp_path / "lock", on_wait=waits.clear):
        task = asyncio.ensure_future(second())
        await asyncio.wait_for(waits.wait(), 10)
        assert not task.done()
    await asyncio.wait_for(task, 10)


async def test_lock_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as raised:
        async with alone(tmp_path / "nowhere" / "lock", on_wait=lambda: None):
            pass

    assert (raised.value.part, raised.value.cause) == ("disk", Cause.RIGHTS)
