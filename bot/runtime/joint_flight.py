"""One of several processes makes an answer that all of them are asked for, and the others find it in the cache."""

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.sharing import Flights

Answer = TypeVar("Answer")

_BASE = 200
"""Characters that a text of none would count as: part of the work is the same for every text."""

_WEIGHT = 0.2
"""Of the newest among those that were timed."""

_LEAST_SECONDS, _MOST_SECONDS = 1.0, 30.0
"""How long others believe that somebody makes an answer who was never heard of again."""


class Pace:
    """How long it takes here to make an answer to a text of some length, as far as that is known: what waiting is weighed against."""

    def __init__(self) -> None:
        self._per_character = 0.0

    def expect(self, length: int) -> float:
        """Seconds; 0 where nothing was timed yet."""
        return self._per_character * (_BASE + length)

    def note(self, length: int, seconds: float) -> None:
        found = seconds / (_BASE + length)
        known = self._per_character
        self._per_character = known + _WEIGHT * (found - known) if known else found


class JointFlight:
    """Nobody waits longer for another process than making the answer takes here, so that one that is slow, stuck or gone costs no more than
    that, and nothing but time."""

    def __init__(self, flights: Flights, *, now: Callable[[], float] = time.monotonic) -> None:
        self._flights = flights
        self._pace = Pace()
        self._now = now

    async def do(
        self,
        key: str,
        make: Callable[[], Awaitable[Answer]],
        *,
        find: Callable[[], Awaitable[Answer | None]],
        length: int,
    ) -> Answer:
        """What `make` comes to, or what `find` has once another process made it."""
        expected = self._pace.expect(length)
        lease = min(max(4 * expected, _LEAST_SECONDS), _MOST_SECONDS)
        if not await self._flights.take_off(key, seconds=lease):
            await self._flights.wait(key, seconds=expected)
            found = await find()
            return found if found is not None else await self._make(make, length)
        try:
            return await self._make(make, length)
        finally:
            await self._flights.land(key)

    async def _make(self, make: Callable[[], Awaitable[Answer]], length: int) -> Answer:
        began = self._now()
        answer = await make()
        self._pace.note(length, self._now() - began)
        return answer


class Alone:
    """There is no other process that could make it."""

    async def take_off(self, key: str, *, seconds: float) -> bool:  # noqa: ARG002 - as the port has it
        return True

    async def land(self, key: str) -> None:
        """Nobody waits."""

    async def wait(self, key: str, *, seconds: float) -> None:
        """Nobody to wait for."""


ALONE = Alone()
