"""The whole program behind its API, with keys to it."""

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.assembly.api import api_parts
from bot.assembly.application import Application, open_application
from bot.config.api import ApiSettings
from bot.config.links import LinkSettings
from bot.config.settings import EncoderSettings, Settings, StorageSettings
from bot.people.api_key import Scope, WantedKey
from bot.people.audience import Audience
from bot.people.role import Member, Role
from bot.ports import LinkReader
from bot.runtime.allowance import Limits, OwnAllowances
from handlers.web.api.application import add_api
from tests.fakes.bugs import SeenBugs
from tests.fakes.clocks import FixedClock

ADMIN = Member("admin", "Admin on this machine", Role.ADMIN)
EVERYTHING = frozenset(Scope)
DAY = timedelta(days=1)


@dataclass
class House:
    """`key` is sent along with every request."""

    application: Application
    client: TestClient[web.Request, web.Application]
    server: TestServer
    clock: FixedClock
    bugs: SeenBugs
    key: str = ""

    async def make_key(
        self,
        scopes: frozenset[Scope] = EVERYTHING,
        *,
        audience: Audience = Audience.PUBLIC,
        role: Role = Role.MODERATOR,
    ) -> str:
        wanted = WantedKey("The site", scopes, audience, Member(role=role))
        _, shown = await self.application.storage.api_keys.make(wanted, lives=DAY, by=ADMIN)
        return shown

    async def get(self, path: str, **query: str | int) -> tuple[int, Any]:
        return await self._read(
            await self.client.get(f"/api/v1{path}", params=query, headers=self._with_key())
        )

    async def post(
        self, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        return await self._read(
            await self.client.post(f"/api/v1{path}", json=body, headers=self._with_key(headers))
        )

    async def send(self, method: str, path: str, **more: Any) -> ClientResponse:
        """As it is: with the key only where it is among the headers."""
        return await self.client.request(method, f"/api/v1{path}", **more)

    async def hand_in(self, what: str = "Smoke over the depot in Hpakant", **more: object) -> tuple[int, Any]:
        return await self.post("/tips", {"what": what, "consent": True} | more)

    def _with_key(self, headers: Mapping[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} | dict(headers or {})

    async def _read(self, response: ClientResponse) -> tuple[int, Any]:
        body = await response.read()
        if response.status >= 400:
            assert response.content_type == "application/problem+json"
        return response.status, await response.json(content_type=None) if body else None


@asynccontextmanager
async def open_house(
    folder: Path, *, per_minute: int = 10_000, links: LinkReader | None = None
) -> AsyncIterator[House]:
    """On the starter library, found by its words. `links` are opened for the newsroom."""
    settings = Settings(
        storage=StorageSettings(folder=folder),
        encoder=EncoderSettings(enabled=False),
        api=ApiSettings(per_minute=per_minute),
        links=LinkSettings(fetch=links is not None),
    )
    clock, bugs = FixedClock(date(2026, 11, 22)), SeenBugs()
    async with open_application(settings, clock=clock, on_bug=bugs) as opened:
        application = replace(opened, links=links)
        app = web.Application()
        allowances = OwnAllowances(Limits(per_minute, 1_000_000))
        add_api(app, api_parts(application, allowances, is_public=False))
        server = TestServer(app)
        async with TestClient(server) as client:
            house = House(application, client, server, clock, bugs)
            house.key = await house.make_key()
            yield house


def a_copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to / "var")
    return to / "var"
