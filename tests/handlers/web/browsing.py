"""A browser before a page that checks with a prepared `Checking`."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from urllib.parse import urlencode

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from bot.dialogue.converse import converse
from bot.dialogue.edge import guarded
from bot.ports import Checking
from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.chat.front import Limits
from handlers.web.guards import OnBug
from handlers.web.health.front import Ping
from handlers.web.server import Parts
from handlers.web.streams import STREAM
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import FixedClock
from tests.stories.adapters import browser
from tests.stories.page import read_page

FORM = "application/x-www-form-urlencoded"


@dataclass
class Browser:
    client: TestClient[web.Request, web.Application]

    async def token(self) -> str:
        """Opens the page, which sets the cookie, and takes the form's token from it."""
        async with self.client.get("/") as response:
            return read_page(await response.text()).fields["token"]

    async def send(
        self,
        text: str,
        *,
        published: str = "",
        origin: str = "",
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> ClientResponse:
        """Sends the form as a browser without script does; `token` replaces the page's own."""
        own = await self.token()
        filled = {
            "token": own if token is None else token,
            "text": text,
            "published": published,
            "origin": origin,
        }
        body = BytesIO(urlencode(filled).encode("ascii"))
        return await self.client.post("/", data=body, headers={"Content-Type": FORM} | dict(headers or {}))

    async def stream(self, text: str, *, token: str | None = None) -> list[dict[str, object]]:
        """Sends the form as the page's script does and reads the stream to its end."""
        response = await self.send(text, token=token, headers={"Accept": STREAM})
        assert response.content_type == STREAM
        return [json.loads(line) for line in (await response.text()).splitlines()]


@asynccontextmanager
async def browse(
    checking: Checking,
    *,
    on_bug: OnBug = no_bugs,
    limits: Limits | None = None,
    pings: Mapping[str, Ping] | None = None,
    is_https: bool = False,
) -> AsyncIterator[Browser]:
    parts = Parts(
        guarded(partial(converse, checking=checking), on_bug=on_bug),
        load_phrasebook("en"),
        FixedClock(date(2026, 3, 1)),
        secret=bytes(range(32)),
        on_bug=on_bug,
        pings=pings or {},
        is_https=is_https,
    )
    async with browser(replace(parts, limits=limits) if limits else parts) as client:
        yield Browser(client)
