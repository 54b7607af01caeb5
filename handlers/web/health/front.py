import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping

from aiohttp import web

from bot.errors import Unavailable
from handlers.web.health.render import health_report

Ping = Callable[[], Awaitable[None]]
"""Returns when a part answers, raises `Unavailable` when it does not."""


class HealthFront:
    """Answers whether the program can work: 200 when every part that it needs answers, else 503.

    A part in `spare` may be away. A part that says nothing for `patience` seconds counts as away.
    """

    def __init__(self, pings: Mapping[str, Ping], *, spare: Collection[str], patience: float = 2.0) -> None:
        self._pings = dict(pings)
        self._spare = frozenset(spare)
        self._patience = patience

    async def get(self, _request: web.Request) -> web.Response:
        answered = await asyncio.gather(*(self._answers(ping) for ping in self._pings.values()))
        report = health_report(dict(zip(self._pings, answered, strict=True)), spare=self._spare)
        return web.json_response(report, status=200 if report["ready"] else 503)

    async def _answers(self, ping: Ping) -> bool:
        try:
            async with asyncio.timeout(self._patience):
                await ping()
        except (Unavailable, TimeoutError):
            return False
        return True
