"""All that processes share on a server, used once."""

from pathlib import Path

from bot.people.role import Member, Role
from bot.speech.allowance import StillTooMany
from storage.cache.flights import RedisFlights
from storage.cache.own_presence import OwnPresence
from storage.cache.presence import RedisPresence
from storage.cache.redis import RedisCache
from storage.cache.server import Server
from storage.keys.open import open_keys
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.fakes.counting import counting_on

THIRI, KYAW = Member("m1", "Thiri", Role.MODERATOR), Member("m2", "Kyaw", Role.EDITOR)


async def use_all_of_it(server: Server, folder: Path) -> None:
    stopwatch = Stopwatch(1_700_000_000.0)
    keys = open_keys(folder / "keys.json", FixedClock(), is_needed=False)
    cache, flights = RedisCache(server), RedisFlights(server)
    presence = RedisPresence(server, OwnPresence(now=stopwatch), keys, now=stopwatch)
    allowances = counting_on(server, stopwatch, per_minute=3, per_day=12)
    for number in range(20):
        await cache.put(f"{number}", b"value", seconds=60)
        assert await cache.get(f"{number}") == b"value"
        await cache.put(f"{number}", b"", seconds=0)
        assert await flights.take_off(f"{number}", seconds=60)
        await flights.wait(f"{number}", seconds=0.001)
        await flights.land(f"{number}")
        await presence.look(number, THIRI)
        assert await presence.look(number, KYAW) == ("Thiri",)
        await allowances.ask((f"new {number % 5}", f"old {number % 5}"))
    assert await allowances.ask(("new 1",)) == StillTooMany()
