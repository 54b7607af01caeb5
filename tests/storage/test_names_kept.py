import asyncio
import threading
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Database
from storage.library import SqlLibrary
from storage.shelf import build_shelf
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_place, an_event


async def test_names_are_read_anew_only_where_they_changed(engine: AsyncEngine) -> None:
    """Reading a hundred thousand of them takes seconds, and whatever was prepared with them goes with them."""
    library = SqlLibrary(Database(engine), FixedClock())
    await library.publish([a_place("a"), an_event("e")])
    first = (await library.shelf()).names

    await library.publish([an_event("f")])
    assert (await library.shelf()).names is first

    await library.publish([a_place("b")])
    assert (await library.shelf()).names is not first


async def test_names_are_not_lost_with_who_waited_for_them(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = SqlLibrary(Database(engine), FixedClock())
    await library.publish([a_place("a")])
    await library.shelf()
    await library.publish([a_place("b")])
    begun, may_end = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def held(*args: Any) -> Any:
        loop.call_soon_threadsafe(begun.set)
        may_end.wait(10)
        return build_shelf(*args)

    monkeypatch.setattr("storage.library.build_shelf", held)
    asking = asyncio.create_task(library.shelf())
    await begun.wait()
    asking.cancel()
    may_end.set()
    await asyncio.gather(asking, return_exceptions=True)

    assert len((await library.shelf()).names) == 2
