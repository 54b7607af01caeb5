from collections.abc import Sequence
from functools import partial
from importlib import resources
from typing import Any

from redis.asyncio import Redis

from bot.errors import Unavailable
from bot.sharing import Allowances
from bot.speech.allowance import Allowed, Answer, StillTooMany, TooMany
from storage.cache.counting import Counting
from storage.cache.server import Server

_ACCOUNT = resources.files("storage.cache").joinpath("allowance.lua").read_text(encoding="utf-8")


class RedisAllowances:
    """Counted on the server, for all processes together and over a restart. While it is away `own` counts."""

    def __init__(self, server: Server, own: Allowances, counting: Counting) -> None:
        self._server = server
        self._own = own
        self._counting = counting

    async def ask(self, names: Sequence[str], *, album: str = "", age: float = 0.0) -> Answer:
        try:
            return await self._ask(names, album, age)
        except Unavailable:
            return await self._own.ask(names, album=album, age=age)

    async def give_back(self, name: str, taken: float) -> None:
        await self._tell(name, "give back", repr(taken))
        await self._own.give_back(name, taken)

    async def speak_again(self, name: str) -> None:
        await self._tell(name, "speak on")
        await self._own.speak_again(name)

    async def _ask(self, names: Sequence[str], album: str, age: float) -> Answer:
        counting, now = self._counting, self._counting.now()
        moment = now - max(0.0, age)
        hidden = counting.digest("album", album) if album else ""
        said: list[str | int | bytes] = [
            repr(now),
            repr(moment),
            counting.per_minute,
            counting.per_day,
            hidden,
        ]
        account, older = names[0], names[1:]
        answer = await self._run(account, "ask", *said, "?" if older else "")
        if (
            answer[0] == b"unknown"
        ):  # never counted under this name: keys for names change, and allowances stay
            answer = await self._run(account, "ask", *said, await self._move(older))
        match answer:
            case [b"allowed"]:
                return Allowed(moment)
            case [b"free"]:
                return Allowed(None)
            case [b"too many", int(seconds)]:
                return TooMany(seconds)
            case _:
                return StillTooMany()

    async def _move(self, older: Sequence[str]) -> bytes:
        """The account of the newest of these names that has one, which has none from now on. One by one: in a cluster they lie apart."""
        for name in older:
            found = await self._server.ask(partial(_get_and_delete, self._key(name)))
            if found:
                return found
        return b""

    async def _tell(self, name: str, *said: str) -> None:
        try:
            await self._run(name, *said)
        except Unavailable:
            return

    async def _run(self, name: str, *said: str | int | bytes) -> list[Any]:
        key = self._key(name)

        async def run(client: Redis) -> list[Any]:
            answer: list[Any] = await client.register_script(_ACCOUNT)(keys=[key], args=said)
            return answer

        return await self._server.ask(run)

    def _key(self, name: str) -> str:
        return self._server.key("allowance", self._counting.digest("allowance", self._counting.name, name))


async def _get_and_delete(key: str, client: Redis) -> bytes | None:
    value = await client.getdel(key)
    return value if isinstance(value, bytes) else None
