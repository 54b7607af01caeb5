import json
from collections.abc import Callable, Mapping
from typing import Any

from redis.asyncio import Redis

from bot.errors import Unavailable, Unreadable
from bot.people.role import Member
from bot.ports import Keys
from bot.sharing import LOOKS_SECONDS, Presence
from storage.cache.server import Server


class RedisPresence:
    """Who looks at pages of any process: for each case a hash under its digest, with a sealed name and end for the digest of each member. While
    the server is away `own` tells of this process."""

    def __init__(self, server: Server, own: Presence, keys: Keys, *, now: Callable[[], float]) -> None:
        self._server = server
        self._own = own
        self._keys = keys
        self._now = now

    async def look(self, case: int, member: Member) -> tuple[str, ...]:
        here = await self._own.look(case, member)
        key = self._server.key("presence", self._keys.digest("presence", str(case)))
        me = self._keys.digest("presence", member.id)
        sealed = self._seal(key, member.name)
        try:
            looking = await self._server.ask(lambda client: _note(client, key, me, sealed))
        except Unavailable:
            return here
        others = (self._name(key, value) for who, value in looking.items() if who != me.encode())
        return tuple(sorted(name for name in others if name))

    def _seal(self, key: str, name: str) -> bytes:
        return self._keys.seal(json.dumps([name, self._now() + LOOKS_SECONDS]).encode(), place=key)

    def _name(self, key: str, sealed: bytes) -> str:
        """Empty for one whose look is over."""
        try:
            name, until = json.loads(self._keys.unseal(sealed, place=key))
        except Unreadable:
            return ""
        return str(name) if until > self._now() else ""


async def _note(client: Redis, key: str, me: str, sealed: bytes) -> Mapping[bytes, bytes]:
    """The hash goes once nobody has looked for a while. It never holds more than the desk has members."""
    async with client.pipeline(transaction=False) as steps:
        steps.hset(key, me, sealed)
        steps.pexpire(key, int(LOOKS_SECONDS * 1000))
        steps.hgetall(key)
        answers: list[Any] = await steps.execute()
    looking: Mapping[bytes, bytes] = answers[-1]
    return looking
