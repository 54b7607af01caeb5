from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Database
from storage.library import SqlLibrary
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
