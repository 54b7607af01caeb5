"""Takes updates that Telegram brings, and says thank you only for what was accepted.

Anything but a 2xx is brought again, for a day, after as long as `Retry-After` asks for.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from aiohttp import web
from telegram.error import TelegramError

from bot.errors import Unavailable
from handlers.telegram.client import Client
from handlers.telegram.faults import PART
from handlers.telegram.intake import Intake
from handlers.telegram.patience import Patience
from handlers.telegram.update import KINDS

PATH: Final = "/telegram/updates"
LARGEST_BODY: Final = 1024 * 1024
"""Bytes; an update is a few kilobytes, a rich message some hundred."""

_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST_CONNECTIONS: Final = 40
_LOOKED_AFTER_EVERY: Final = 60.0
_NOT_YET: Final = 5.0
"""Seconds until Telegram asks again while we do not know yet who we are."""

_MOST_WAITING: Final = 1000
"""Updates waiting at Telegram from which on we are not well."""

Wait = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Registration:
    """`url` is the public address of our listener, without a path."""

    url: str
    secret: str


class Webhook:
    def __init__(self, client: Client, registration: Registration, *, wait: Wait = asyncio.sleep) -> None:
        self._client = client
        self._url = registration.url.rstrip("/") + PATH
        self._secret = registration.secret
        self._wait = wait
        self._patience = Patience("webhook")
        self._intake: Intake | None = None
        self._is_registered = False
        self._waiting = 0

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post(PATH, self.take)

    async def run(self, intake: Intake) -> None:
        """Registers, and sees that it stays so, until it is cancelled. It stays registered then: Telegram keeps what comes meanwhile."""
        self._intake = intake
        while True:
            try:
                await self._look_after()
            except TelegramError as error:
                await self._wait(self._patience.seconds_after(error))
            else:
                self._patience.well()
                await self._wait(_LOOKED_AFTER_EVERY)

    async def ping(self) -> None:
        if not self._is_registered or self._waiting > _MOST_WAITING:
            raise Unavailable(PART)

    async def _look_after(self) -> None:
        if not self._is_registered:
            await self._client.set_webhook(
                self._url,
                secret_token=self._secret,
                max_connections=_MOST_CONNECTIONS,
                allowed_updates=list(KINDS),
                drop_pending_updates=False,
            )
        found = await self._client.get_webhook_info()
        self._waiting = found.pending_update_count
        self._is_registered = found.url == self._url

    async def take(self, request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=401)
        if self._intake is None:
            return _later(_NOT_YET)
        body = await request.read()
        if len(body) > LARGEST_BODY:
            return web.Response(status=413)
        try:
            raw: Any = json.loads(body)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            await self._intake.take([raw])
        except Unavailable as error:
            return _later(error.retry_after)
        return web.Response()


def _later(seconds: float) -> web.Response:
    return web.Response(status=503, headers={"Retry-After": str(min(3600, max(1, ceil(seconds))))})
