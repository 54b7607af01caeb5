"""The desk on both listeners."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer

from bot.people.role import Member, Role
from handlers.web.desk.application import DeskParts, add_desk
from handlers.web.guards import HEADERS
from handlers.web.public import build_public
from tests.fakes.bugs import no_bugs
from tests.handlers.web.desk.browsing import Browser, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk

THIRI = Member("m1", "Thiri", Role.MODERATOR)
OURS = {"Host": "bot.example"}


@asynccontextmanager
async def browse_from_outside(parts: DeskParts) -> AsyncIterator[Browser]:
    app = build_public([], on_bug=no_bugs)
    add_desk(app, parts)
    server = TestServer(app)
    async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
        yield Browser(client, server)


@pytest.fixture
def parts() -> DeskParts:
    return replace(parts_of(ListedDesk(), THIRI), hosts=("bot.example",), is_https=True)


async def test_desk_is_reached_from_outside(parts: DeskParts) -> None:
    link = await parts.sign_ins.make_link(THIRI, lives=timedelta(minutes=1))
    async with browse_from_outside(parts) as browser:
        door = await browser.get(f"/desk/sign-in?link={link}", headers=OURS)
        await browser.post("/desk/sign-in", {"link": link}, headers=OURS)

    assert door.has_form("/sign-in")
    assert browser.status == 303
    assert browser.headers is not None
    assert browser.headers["Set-Cookie"].startswith("__Host-desk=")
    assert {name: browser.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/desk", "/desk/nothing", "/desk/static/desk.css", "/desk/case/x"])
async def test_strangers_learn_nothing_outside(parts: DeskParts, path: str) -> None:
    async with browse_from_outside(parts) as browser:
        await browser.get(path, headers=OURS)

    assert browser.status in {401, 404}


async def test_foreign_name_is_not_answered(parts: DeskParts) -> None:
    async with browse_from_outside(parts) as browser:
        await browser.get("/desk", headers={"Host": "elsewhere.example"})

    assert browser.status == 421


async def test_pages_bring_nothing_from_elsewhere(parts: DeskParts) -> None:
    async with browse(replace(parts, is_https=False)) as browser:
        page = await browser.sign_in(parts, THIRI)
        statics = [link for link in page.links if "/static/" in link]
        kinds = [(await browser.client.get(link)).content_type for link in statics]

    assert all(link.startswith(("/desk", "#")) or link == "" for link in page.links)
    assert set(kinds) == {"text/css", "text/javascript", "image/svg+xml"}
    assert "<style" not in browser.html
    assert "style=" not in browser.html
    assert "onclick" not in browser.html
