import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.errors import Unavailable
from storage.cache.server import Server
from storage.waking import Ears, Topic, Untold

REST_SECONDS = 1.0
"""Between two tries to listen to a server that went away."""

_LOOKS_SECONDS = 15.0
"""A connection over which nothing comes for so long is asked whether it still leads anywhere: it may have died in silence."""

_TOPICS = frozenset(topic.value for topic in Topic)


class Pause(Protocol):
    async def __call__(self, seconds: float, /) -> None: ...


class RedisNotices:
    """Notices over pub/sub on one channel. They go out through `server`, so that telling waits for nothing that is away, and come in over
    the one connection of `listener`, a client without time limits of its own."""

    def __init__(self, server: Server, listener: Redis, *, pause: Pause = asyncio.sleep) -> None:
        self._server = server
        self._listener = listener
        self._pause = pause
        self._channel = server.key("notices", "all")
        self._me = secrets.token_hex(4)
        self._ears = Ears()
        self._untold = Untold()
        self._listens = asyncio.Event()

    def tell(self, topic: Topic) -> None:
        self._untold.add(topic)

    def hear(self, topic: Topic, ring: Callable[[], None]) -> None:
        self._ears.hear(topic, ring)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send())
            group.create_task(self._listen())

    async def listening(self) -> None:
        """Returns once notices are heard."""
        await self._listens.wait()

    async def _send(self) -> None:
        while True:
            for topic in await self._untold.take():
                with suppress(Unavailable):  # the others look from time to time
                    await self._publish(f"{self._me} {topic.value}")

    async def _publish(self, said: str) -> None:
        await self._server.ask(lambda client: client.publish(self._channel, said))

    async def _listen(self) -> None:
        while True:
            with suppress(RedisError, OSError):
                await self._hear_on()
            self._listens.clear()
            await self._pause(REST_SECONDS)

    async def _hear_on(self) -> None:
        async with self._listener.pubsub() as channel:
            await channel.subscribe(self._channel)
            is_asked = False
            while True:
                message = await channel.get_message(timeout=_LOOKS_SECONDS)
                if message is None:
                    if is_asked:
                        return  # neither a notice nor an answer: it leads nowhere
                    await channel.ping()
                elif message["type"] == "subscribe":
                    self._listens.set()
                    self._ears.ring_all()
                elif message["type"] == "message":
                    self._take(message["data"])
                is_asked = message is None

    def _take(self, said: bytes) -> None:
        who, _, topic = said.decode("ascii", "replace").partition(" ")
        if who != self._me and topic in _TOPICS:
            self._ears.ring(Topic(topic))
