"""For whoever runs the program: whether it lives, whether it can work, and its numbers. None of it tells anything of a person."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from inspect import isawaitable
from time import monotonic
from typing import TypeVar

from aiohttp import web

from bot.errors import Unavailable
from handlers.web.health.render import Answered, away, health_report, ready_report

Ping = Callable[[], Awaitable[None]]
"""Returns when a part answers, raises `Unavailable` when it does not."""


Fact = TypeVar("Fact", bound=str | int | float)
Facts = Callable[[], Mapping[str, str | int | float]]


def no_facts() -> Mapping[str, str | int | float]:
    return {}


@dataclass(frozen=True, slots=True)
class Metrics:
    """The numbers in the text format of Prometheus, and how that format is called."""

    render: Callable[[], bytes | Awaitable[bytes]]
    content_type: str


async def live(_request: web.Request) -> web.Response:
    """That the process answers: nothing else is looked at, so that a part that is away never gets the process killed."""
    return web.json_response({"live": True})


class HealthFront:
    """Answers whether the program can work: 200 when every part that it needs answers, else 503.

    A part in `spare` may be away. A part that says nothing for `patience` seconds counts as away. `numbers` are shown along,
    and `calibration`: what corrects the probabilities that are stated, and `encoder`: how far records are found by what they mean,
    and `cache`: how it does, and `retention`: when what is due was deleted.
    """

    def __init__(
        self,
        pings: Mapping[str, Ping],
        *,
        spare: Collection[str],
        numbers: Callable[[], Awaitable[Mapping[str, int]]] | None = None,
        calibration: Facts = no_facts,
        encoder: Facts = no_facts,
        cache: Facts = no_facts,
        retention: Callable[[], Awaitable[Mapping[str, str | int | float]]] | None = None,
        patience: float = 2.0,
    ) -> None:
        self._pings = dict(pings)
        self._spare = frozenset(spare)
        self._numbers = numbers
        self._calibration = calibration
        self._encoder = encoder
        self._cache = cache
        self._retention = retention
        self._patience = patience

    async def get(self, _request: web.Request) -> web.Response:
        answers, numbers, retention = await asyncio.gather(
            self._ask(), self._within(self._numbers), self._within(self._retention)
        )
        report = health_report(
            answers,
            spare=self._spare,
            numbers=numbers,
            calibration=self._calibration(),
            encoder=self._encoder(),
            cache=self._cache(),
            retention=retention,
        )
        return web.json_response(report, status=200 if report["ready"] else 503)

    async def ready(self, _request: web.Request) -> web.Response:
        missing = away(await self._ask(), spare=self._spare)
        report = ready_report(missing, calibration=self._calibration(), encoder=self._encoder())
        return web.json_response(report, status=503 if missing else 200)

    async def _ask(self) -> list[Answered]:
        return await asyncio.gather(*(self._answer(part, ping) for part, ping in self._pings.items()))

    async def _answer(self, part: str, ping: Ping) -> Answered:
        began = monotonic()
        try:
            async with asyncio.timeout(self._patience):
                await ping()
        except (Unavailable, TimeoutError):
            return Answered(part, is_there=False, seconds=monotonic() - began)
        return Answered(part, is_there=True, seconds=monotonic() - began)

    async def _within(self, read: Callable[[], Awaitable[Mapping[str, Fact]]] | None) -> Mapping[str, Fact]:
        """Empty where it cannot be had: the parts say why."""
        if read is None:
            return {}
        try:
            async with asyncio.timeout(self._patience):
                return await read()
        except (Unavailable, TimeoutError):
            return {}


class MetricsFront:
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def get(self, _request: web.Request) -> web.Response:
        rendered = self._metrics.render()
        body = await rendered if isawaitable(rendered) else rendered
        return web.Response(body=body, headers={"Content-Type": self._metrics.content_type})
