from bot.errors import Unavailable
from storage.cache.counts import Counts
from storage.cache.server import Server

LARGEST = 1024 * 1024
"""Bytes of one entry. An answer takes some kilobytes, an article of 30 sentences some 80; what is larger is made anew when it is asked for."""


class RedisCache:
    """The cache in Redis or Valkey: one command for each call, none where nothing can come of it."""

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def counts(self) -> Counts:
        return self._server.counts

    @property
    def state(self) -> str:
        return self._server.state.value

    async def get(self, key: str) -> bytes | None:
        name = self._server.key("answer", key)
        try:
            value = await self._server.ask(lambda client: client.get(name))
        except Unavailable:
            return None
        self.counts.note(is_hit=value is not None)
        return value if isinstance(value, bytes) else None

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        name, milliseconds = self._server.key("answer", key), int(seconds * 1000)
        try:
            if milliseconds <= 0 or len(value) > LARGEST:
                await self._server.ask(lambda client: client.unlink(name))
            else:
                await self._server.ask(lambda client: client.set(name, value, px=milliseconds))
        except Unavailable:
            return

    async def ping(self) -> None:
        await self._server.ping()
