"""Notices as what listens to them lives by them: at once, and again after the server was away."""

import asyncio
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from storage.cache.notices import RedisNotices
from storage.cache.place import Place
from storage.cache.server import connect
from storage.database import Database
from storage.library import SqlLibrary
from storage.migrate import migrate
from storage.sqlite import open_engine
from storage.waking import Notices, Topic
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.valkey import opened_server, running_notices, running_valkey

LONGEST = 10.0


def opened(stack: AsyncExitStack, path: Path, notices: Notices) -> SqlLibrary:
    """It never looks by itself."""
    engine = open_engine(path)
    stack.push_async_callback(engine.dispose)
    return SqlLibrary(Database(engine, notices), FixedClock(), check_seconds=3600)


async def test_publish_wakes_another_process(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    migrate(path)
    with running_valkey() as valkey:
        async with AsyncExitStack() as stack:
            one, other = [
                await stack.enter_async_context(running_notices(valkey.connection_url)) for _ in range(2)
            ]
            here, there = opened(stack, path, one), opened(stack, path, other)
            waiting = asyncio.create_task(there.wait_for_version(0))
            await asyncio.sleep(0)
            await here.publish([an_event()])

            assert await asyncio.wait_for(waiting, LONGEST) == 1


async def test_server_that_is_back_makes_everybody_look() -> None:
    rung = asyncio.Event()

    async def pause(_: float) -> None:
        await asyncio.sleep(0.005)

    with ExitStack() as life:
        first = life.enter_context(running_valkey())
        url, port = first.connection_url, first.port
        async with opened_server(url) as server, connect(Place(url)) as listener:
            notices = RedisNotices(server, listener, pause=pause)
            running = asyncio.create_task(notices.run())
            await asyncio.wait_for(notices.listening(), LONGEST)
            notices.hear(Topic.DESK, rung.set)
            life.close()
            with running_valkey(port):
                await asyncio.wait_for(rung.wait(), LONGEST)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
