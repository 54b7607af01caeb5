"""A web of one's own: sites with names, addresses and pages, over real HTTP. It takes nothing but what a modest reader asks.

    async with FakeWeb() as web:
        web.put("http://news.example.org/a", article("Title", "Text."))
        await web.pages().get("http://news.example.org/a")

What it does not take is in `rejected`, and is answered with 400. Addresses are made up but for that of the server itself, which counts as public here.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.claims.public_address import is_public
from bot.runtime.outgoing.guard import guarded_connector
from bot.runtime.outgoing.pages import Pages

HERE = "127.0.0.1"
NEVER_SENT = ("Cookie", "Referer", "Authorization", "Origin", "From", "X-Forwarded-For")


def allows(address: str) -> bool:
    return address == HERE or is_public(address)


def article(title: str, *paragraphs: str, head: str = "") -> str:
    """A page with a menu, an article, comments and small print."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/a'>About</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{body}</article>"
        "<section id='comments' class='comments'><h2>Comments</h2><p>A reader writes that 99 people were killed.</p></section></main>"
        "<footer><p>All rights reserved. Published by nobody on 1 January 1999.</p></footer></body></html>"
    )


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    is_silent: bool = False  # says nothing until whoever asked has gone


@dataclass
class FakeNames(AbstractResolver):
    """Answers with the addresses of a name, and with the next ones at every further question."""

    port: int = 0
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        if host not in self.names:
            raise OSError(None, "nobody is called so")
        turns = self.names[host]
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        return [self._result(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Nothing is held."""

    def _result(self, host: str, address: str, port: int) -> ResolveResult:
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        port = self.port if address == HERE else port
        return ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)


class FakeWeb:
    def __init__(self) -> None:
        self.names = FakeNames()
        self.rejected: list[str] = []
        self.visits: list[str] = []
        self._answers: dict[tuple[str, str], Answer] = {}
        self._closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HERE, 0)
        await site.start()
        self.names.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        await self._runner.cleanup()

    def put(self, url: str, page: str | Answer) -> None:
        """The page at this address; its site is known from now on."""
        parts = urlsplit(url)
        answer = page if isinstance(page, Answer) else Answer(page.encode())
        where = parts.path + (f"?{parts.query}" if parts.query else "")
        self._answers[parts.netloc, where] = answer
        self.call(parts.hostname or "", [HERE])

    def move(self, url: str, to: str, *, status: int = 302) -> None:
        self.put(url, Answer(status=status, headers={"Location": to}))

    def call(self, name: str, *turns: Sequence[str]) -> None:
        """The addresses of this name, those of each further question in turn."""
        self.names.names[name] = list(turns)

    def pages(self, *, seconds: float = 8.0) -> Pages:
        return Pages(partial(guarded_connector, self.names, allows=allows), seconds=seconds)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.visits.append(f"{request.host}{request.path_qs}")
        wrong = [name for name in NEVER_SENT if name in request.headers]
        if request.method != "GET" or wrong or "SecondSource" not in request.headers.get("User-Agent", ""):
            self.rejected.append(f"{request.method} {request.path_qs} {' '.join(wrong)}")
            raise web.HTTPBadRequest
        answer = self._answers.get((request.host, request.path_qs))
        if answer is None:
            raise web.HTTPNotFound
        if answer.is_silent:
            await self._closing.wait()
        response = web.Response(status=answer.status, body=answer.body, headers=answer.headers)
        response.set_cookie("seen", "you")  # which nobody may bring back
        return response


async def opened_web() -> AsyncIterator[FakeWeb]:
    """A web that has turned nobody away when it is closed."""
    async with FakeWeb() as web:
        yield web
        assert web.rejected == []
