import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from bot.errors import Unavailable
from storage.postgres import Server, connect
from storage.postgres_driver import driver_errors
from storage.waking import Ears, Topic, Untold

if TYPE_CHECKING:
    import asyncpg

_CHANNEL: Final = "secondsource"
_TOPICS: Final = frozenset(topic.value for topic in Topic)

REST_SECONDS: Final = 1.0
"""Between two tries to reach a server that went away."""

GATHERS_SECONDS: Final = 0.02
"""What is told within so long goes out together: each notice wakes every other process."""

_LOOKS_SECONDS: Final = 2.0
"""How often everybody looks for themselves: a notice may be lost, and a connection may die in silence."""

_LOOKED_FOR: Final = (Topic.INBOX, Topic.OUTBOX)
"""The library's version is asked for anyway. Whoever looks at the desk would see it blink, and looks again when a connection was lost."""


class PostgresNotices:
    """Notices by LISTEN and NOTIFY, over one connection beside the pool. They are told after the commit and not with it: within it they
    would make all commits of the server wait for each other."""

    def __init__(self, server: Server, *, looks: float = _LOOKS_SECONDS) -> None:
        self._server = server
        self._looks = looks
        self._me = secrets.token_hex(4)
        self._ears = Ears()
        self._untold = Untold()
        self._listens = asyncio.Event()

    def tell(self, topic: Topic) -> None:
        self._untold.add(topic)

    def hear(self, topic: Topic, ring: Callable[[], None]) -> None:
        self._ears.hear(topic, ring)

    async def run(self) -> None:
        while True:
            with suppress(Unavailable):
                await self._carry()
            self._listens.clear()
            await asyncio.sleep(REST_SECONDS)

    async def listening(self) -> None:
        """Returns once notices are heard."""
        await self._listens.wait()

    async def _carry(self) -> None:
        """For as long as one connection lasts."""
        connection = await connect(self._server)
        sending: asyncio.Future[None] | None = None
        is_over = asyncio.Event()
        connection.add_termination_listener(lambda _connection: is_over.set())
        try:
            with driver_errors():
                await connection.add_listener(_CHANNEL, self._take)
                self._listens.set()
                self._ears.ring_all()
                sending = asyncio.ensure_future(self._send(connection))
                sending.add_done_callback(lambda _sending: is_over.set())
                await is_over.wait()
                if sending.done():
                    sending.result()
        finally:
            connection.terminate()
            if sending is not None:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)

    async def _send(self, connection: "asyncpg.Connection[Any]") -> None:
        while True:
            topics = frozenset[Topic]()
            try:
                async with asyncio.timeout(self._looks):
                    topics = await self._untold.take()
            except TimeoutError:
                for topic in _LOOKED_FOR:
                    self._ears.ring(topic)
            said = [f"{self._me} {topic.value}" for topic in sorted(topics)]
            # Also where there is nothing to tell: only so it shows that nobody hears us any more.
            await connection.execute(
                "SELECT pg_notify($1, one) FROM unnest($2::text[]) AS one", _CHANNEL, said
            )
            await asyncio.sleep(GATHERS_SECONDS)

    def _take(self, _connection: object, _pid: int, _channel: str, said: object) -> None:
        who, _, topic = str(said).partition(" ")
        if who != self._me and topic in _TOPICS:
            self._ears.ring(Topic(topic))
