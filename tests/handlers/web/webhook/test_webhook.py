"""What leaves, how it is signed, and where it never goes."""

import base64
import hmac
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.desk.webhook import Event, Happening, key_of
from bot.errors import Unavailable
from handlers.web.webhook.addresses import PublicResolver
from handlers.web.webhook.sender import WebhookSender
from tests.fakes.clocks import FixedClock

KEY = b"k" * 32
EVENT = Event(
    "audit-7", Happening.CASE_DECIDED, datetime(2026, 3, 1, tzinfo=UTC), {"case": 12, "record": None}
)


class Names(AbstractResolver):
    """Every name leads here, each time to the next address."""

    def __init__(self, *addresses: str, port: int = 0) -> None:
        self._addresses = list(addresses)
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self._addresses.pop(0) if len(self._addresses) > 1 else self._addresses[0]
        return [
            ResolveResult(
                hostname=host, host=address, port=self._port or port, family=family, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class Receiver:
    status: int = 200
    seen: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.seen.append((dict(request.headers), await request.read()))
        headers = {"Location": "/elsewhere"} if 300 <= self.status < 400 else {}
        return web.Response(status=self.status, headers=headers)


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[int]:
    app = web.Application()
    app.router.add_post("/{path:.*}", receiver.take)
    app.router.add_get("/{path:.*}", receiver.take)
    async with TestServer(app) as server:
        assert server.port is not None
        yield server.port


def sender(port: int, *, internal: tuple[str, ...] = ("cms.example",)) -> WebhookSender:
    return WebhookSender(
        f"http://cms.example:{port}/hooks", KEY, FixedClock(), internal=internal, resolver=Names("127.0.0.1")
    )


async def test_event_arrives_signed() -> None:
    receiver = Receiver()
    async with listening(receiver) as port:
        await sender(port).send(EVENT)
    headers, body = receiver.seen[0]
    signed = b".".join([b"audit-7", headers["webhook-timestamp"].encode(), body])
    signature = base64.b64encode(hmac.new(KEY, signed, sha256).digest()).decode()

    assert headers["webhook-signature"] == f"v1,{signature}"
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == (
        "audit-7",
        str(int(FixedClock().now().timestamp())),
    )
    assert json.loads(body) == {
        "type": "case.decided",
        "timestamp": "2026-03-01T00:00:00+00:00",
        "data": {"case": 12, "record": None},
    }
    assert "Cookie" not in headers


@pytest.mark.parametrize("status", [301, 302, 307, 400, 410, 500])
async def test_anything_but_a_yes_did_not_arrive(status: int) -> None:
    receiver = Receiver(status)
    async with listening(receiver) as port:
        with pytest.raises(Unavailable):
            await sender(port).send(EVENT)

    assert len(receiver.seen) == 1


async def test_name_that_leads_inside_is_not_gone_to() -> None:
    receiver = Receiver()
    async with listening(receiver) as port:
        with pytest.raises(Unavailable):
            await sender(port, internal=()).send(EVENT)

    assert receiver.seen == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"])
async def test_address_inside_is_not_gone_to(host: str) -> None:
    with pytest.raises(Unavailable):
        await WebhookSender(f"https://{host}/", KEY, FixedClock(), resolver=Names("8.8.8.8")).send(EVENT)


async def test_name_is_judged_by_all_its_addresses_each_time() -> None:
    resolver = PublicResolver((), Names("93.184.216.34", "192.168.1.1"))

    assert (await resolver.resolve("cms.example"))[0]["host"] == "93.184.216.34"
    with pytest.raises(OSError, match="inside"):
        await resolver.resolve("cms.example")


def test_secret_is_text_or_base64() -> None:
    assert key_of("whsec_" + base64.b64encode(KEY).decode()) == KEY
    assert key_of("k" * 32) == KEY
