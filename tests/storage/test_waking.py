import asyncio

from storage.waking import Later


async def test_many_who_ask_meanwhile_ring_once() -> None:
    rung = asyncio.Queue[str]()
    later = Later(lambda: rung.put_nowait("rung"), seconds=0.01)
    for _ in range(5):
        later()
    at_once = rung.qsize()

    first = await rung.get()
    later()

    assert (at_once, first, await rung.get(), rung.qsize()) == (0, "rung", "rung", 0)
