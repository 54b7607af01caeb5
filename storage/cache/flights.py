import asyncio
import secrets
from typing import Protocol

from bot.errors import Unavailable
from storage.cache.server import Server

_LOOKS = 8
"""How often whoever waits looks whether the other has landed: seldom for what takes long."""

_SHORTEST_PAUSE = 0.002

_LAND = """
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0
"""
"""A flight that was given up and taken over by another process is that one's."""


class Pause(Protocol):
    async def __call__(self, seconds: float, /) -> None: ...


class RedisFlights:
    """A key for each flight, which expires by itself. While the server is away each process makes its own answers."""

    def __init__(self, server: Server, *, pause: Pause = asyncio.sleep) -> None:
        self._server = server
        self._pause = pause
        self._me = secrets.token_hex(8)

    async def take_off(self, key: str, *, seconds: float) -> bool:
        name, milliseconds = self._name(key), max(1, int(seconds * 1000))
        try:
            taken = await self._server.ask(
                lambda client: client.set(name, self._me, nx=True, px=milliseconds)
            )
        except Unavailable:
            return True
        return bool(taken)

    async def land(self, key: str) -> None:
        name = self._name(key)
        try:
            await self._server.ask(lambda client: client.register_script(_LAND)(keys=[name], args=[self._me]))
        except Unavailable:
            return  # it expires

    async def wait(self, key: str, *, seconds: float) -> None:
        name, now = self._name(key), asyncio.get_running_loop().time
        until = now() + seconds
        while (left := until - now()) > 0:
            await self._pause(min(left, max(_SHORTEST_PAUSE, seconds / _LOOKS)))
            try:
                if not await self._server.ask(lambda client: client.exists(name)):
                    return
            except Unavailable:
                return

    def _name(self, key: str) -> str:
        return self._server.key("flight", key)
