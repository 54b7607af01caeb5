import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.errors import Unavailable
from handlers.web.guards import HEADERS
from handlers.web.public import LONGEST_BODY, build_public
from tests.fakes.bugs import SeenBugs

Client = TestClient[web.Request, web.Application]


async def hook(request: web.Request) -> web.Response:
    return web.json_response({"bytes": len(await request.read())})


async def away(_request: web.Request) -> web.Response:
    raise Unavailable("database", retry_after=2.5)


async def broken(_request: web.Request) -> web.Response:
    raise KeyError("what somebody wrote")


async def closed(_request: web.Request) -> web.Response:
    raise web.HTTPUnauthorized(text="what somebody wrote")


def add_hooks(app: web.Application) -> None:
    for path, handler in (("/hook", hook), ("/away", away), ("/broken", broken), ("/closed", closed)):
        app.router.add_post(path, handler)


@asynccontextmanager
async def listener(*, patience: float = 10.0, bugs: SeenBugs | None = None) -> AsyncIterator[Client]:
    app = build_public([add_hooks], on_bug=bugs or SeenBugs(), patience=patience)
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_fronts_add_their_own_routes() -> None:
    async with listener() as client, client.post("/hook", data=b"12345") as response:
        assert await response.json() == {"bytes": 5}


async def test_process_tells_that_it_lives() -> None:
    async with listener() as client, client.get("/health/live") as response:
        assert await response.json() == {"live": True}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/health", 404),
        ("GET", "/metrics", 404),
        ("GET", "/help", 404),
        ("POST", "/press", 404),
        ("GET", "/hook", 405),
        ("POST", "/away", 503),
        ("POST", "/broken", 500),
        ("POST", "/closed", 401),
    ],
)
async def test_what_goes_wrong_is_told_by_status_alone(method: str, path: str, status: int) -> None:
    async with listener() as client, client.request(method, path) as response:
        body = await response.read()

    assert (response.status, body) == (status, b"")
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "Server" not in response.headers


async def test_platform_is_asked_to_come_again() -> None:
    async with listener() as client, client.post("/away") as response:
        assert response.headers["Retry-After"] == "3"


async def test_bug_is_handed_to_the_log() -> None:
    bugs = SeenBugs()
    async with listener(bugs=bugs) as client, client.post("/broken"):
        assert [type(bug) for bug in bugs.bugs] == [KeyError]


async def test_huge_body_is_not_taken() -> None:
    async with (
        listener() as client,
        client.post("/hook", data=BytesIO(b"x" * (LONGEST_BODY + 1))) as response,
    ):
        assert response.status == 413


async def test_body_that_does_not_come_is_given_up() -> None:
    async with listener(patience=0.01) as client:
        assert client.port is not None
        reader, writer = await asyncio.open_connection(client.host, client.port)
        writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        status = await reader.readline()
        writer.close()
        await writer.wait_closed()

    assert b" 408 " in status
