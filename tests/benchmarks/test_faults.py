"""What stands around the replicas in `make bench-faults`: if it were wrong, a run would prove nothing."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession, web

from benchmarks.faults.clock import WrongClock, set_clock
from benchmarks.faults.dispatcher import dispatching
from benchmarks.faults.full_disk import Disk
from benchmarks.faults.mishaps import Mishaps
from benchmarks.rig.platforms import open_platforms
from benchmarks.rig.process import free_port
from benchmarks.rig.trial import Crowds


@asynccontextmanager
async def answering(port: int, status: int) -> AsyncIterator[list[str]]:
    taken: list[str] = []

    async def take(request: web.Request) -> web.Response:
        taken.append(request.path)
        return web.Response(status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield taken
    finally:
        await runner.cleanup()


async def ask(port: int, times: int) -> list[int]:
    async with ClientSession() as session:
        return [(await session.post(f"http://127.0.0.1:{port}/event")).status for _ in range(times)]


async def test_requests_go_to_each_in_turn() -> None:
    front, one, other = (free_port() for _ in range(3))
    async with (
        answering(one, 200) as first,
        answering(other, 200) as second,
        dispatching(front, to=[one, other]),
    ):
        found = await ask(front, 4)

    assert (found, len(first), len(second)) == ([200] * 4, 2, 2)


async def test_dead_replica_is_passed_over() -> None:
    front, dead, living = (free_port() for _ in range(3))
    async with answering(living, 200) as taken, dispatching(front, to=[dead, living]):
        found = await ask(front, 3)

    assert (found, len(taken)) == ([200] * 3, 3)


async def test_refusals_of_replicas_are_handed_on() -> None:
    front, one, other = (free_port() for _ in range(3))
    async with answering(one, 503), answering(other, 200) as taken, dispatching(front, to=[one, other]):
        found = await ask(front, 1)

    assert (found, taken) == ([503], [])


def test_clock_is_wrong_by_what_is_set(tmp_path: Path) -> None:
    clock = WrongClock(tmp_path / "clock")
    before = clock.now()
    set_clock(tmp_path / "clock", -3600.0)

    assert datetime.now(UTC) - before < timedelta(minutes=1)
    assert timedelta(minutes=59) < datetime.now(UTC) - clock.now() < timedelta(minutes=61)


def test_ballast_is_gone_again(tmp_path: Path) -> None:
    disk = Disk(tmp_path, most=1 << 20)
    disk.fill()
    full = sum(path.stat().st_size for path in tmp_path.iterdir())
    disk.leave()

    assert (full, list(tmp_path.iterdir())) == (1 << 20, [])


async def test_message_whose_answer_was_lost_is_known() -> None:
    """Every call fails in some way; what was taken all the same is what stands there."""
    async with open_platforms() as platforms:
        mishaps = Mishaps(platforms, random.Random(4), share=1.0, silent=0.0)
        mishaps.begin()
        platforms.telegram.say("Hello")
        chat = platforms.telegram.updates.text("Hello")["message"]["chat"]["id"]
        address = f"{platforms.telegram.url}/bot{platforms.telegram.token}/sendMessage"
        async with ClientSession() as session:
            for number in range(30):
                await asyncio.gather(
                    session.post(address, json={"chat_id": chat, "text": str(number)}), return_exceptions=True
                )
        unheard = mishaps.unheard()

    assert len(unheard) == len(platforms.telegram.sent) > 0
    assert mishaps.count == 30


def test_pauses_come_from_how_long_people_talk() -> None:
    assert Crowds(updates=100, chats=10, seconds=80.0).pause == 10.0
