from collections.abc import Collection
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.claims.public_address import is_public
from bot.desk.webhook import Event
from bot.errors import Unavailable
from bot.ports import Clock
from handlers.web.webhook.addresses import PublicResolver
from handlers.web.webhook.signing import sign, write

_PATIENCE: Final = 10.0
"""Seconds for all of it."""


class WebhookSender:
    """Sends one event at a time, and reads no more of an answer than its status. Redirects are not followed, and no proxy of the surroundings is used.

    `part` is what the receiver is called where it is away. `internal` are names of hosts that may be inside the network; `resolver` stands in for that of the system.
    """

    def __init__(
        self,
        url: str,
        key: bytes,
        clock: Clock,
        *,
        name: str = "",
        internal: Collection[str] = (),
        resolver: AbstractResolver | None = None,
    ) -> None:
        self.part = f"webhook {name}".rstrip()
        self._url = url
        self._key = key
        self._clock = clock
        self._internal = internal
        self._resolver = resolver

    async def send(self, event: Event) -> None:
        """Raises `Unavailable` where it did not arrive."""
        body = write(event)
        headers = sign(event, body, self._key, self._clock.now())
        self._refuse_literal()
        connector = aiohttp.TCPConnector(
            resolver=PublicResolver(self._internal, self._resolver), use_dns_cache=False, force_close=True
        )
        patience = aiohttp.ClientTimeout(total=_PATIENCE)
        try:
            async with (
                aiohttp.ClientSession(
                    connector=connector, timeout=patience, cookie_jar=aiohttp.DummyCookieJar()
                ) as session,
                session.post(self._url, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                is_taken = 200 <= answer.status < 300
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as exc:
            raise Unavailable(self.part) from exc
        if not is_taken:
            raise Unavailable(self.part)

    def _refuse_literal(self) -> None:
        """An address that is written out is not looked up, so it does not come by the resolver."""
        host = urlsplit(self._url).hostname or ""
        try:
            ip_address(host)
        except ValueError:
            return
        if not is_public(host) and host not in self._internal:
            raise Unavailable(self.part)
