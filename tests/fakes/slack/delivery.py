"""How Slack hands over what happens: over web sockets or as signed requests, again and again until it is told that it arrived."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from time import time
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, web


class Sort(StrEnum):
    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(eq=False)
class Delivery:
    """One payload on its way. `answer` is what the app said to it; only events are delivered again."""

    payload: dict[str, Any]
    sort: Sort = Sort.EVENT
    attempts: int = 0
    is_given_up: bool = False
    answer: dict[str, Any] | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_accepted(self) -> bool:
        return self.answer is not None

    async def settled(self) -> "Delivery":
        """When the app has said that it arrived, or Slack gives up."""
        async with asyncio.timeout(20):
            await self.done.wait()
        return self


@dataclass
class Patience:
    """Seconds: until an answer has to be there, and before each further delivery of an event."""

    answer: float = 3.0
    again: tuple[float, ...] = (0.0, 60.0, 300.0)


class Links:
    """Web sockets of an app. An envelope goes to any one of them; one that is not acknowledged in time is lost there."""

    def __init__(self, patience: Patience, changed: Callable[[], Awaitable[None]]) -> None:
        self._patience = patience
        self._changed = changed
        self._open: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._came = asyncio.Event()
        self.tickets: set[str] = set()
        self.acknowledged: list[str] = []
        self._count = 0
        self.connections = 0
        self.greets = True

    @property
    def count(self) -> int:
        return len(self._open)

    def ticket(self) -> str:
        self._count += 1
        name = f"ticket-{self._count}"
        self.tickets.add(name)
        return name

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            return web.Response(status=404)
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        self.connections += 1
        if self.greets:
            info = {
                "type": "hello",
                "num_connections": self.count + 1,
                "connection_info": {"app_id": "A0APP"},
            }
            await socket.send_json(info)
        self._open.append(socket)
        self._came.set()
        await self._changed()
        try:
            async for message in socket:
                self._take(message.data)
        finally:
            self._leave(socket)
            await self._changed()
        return socket

    async def hand_over(self, delivery: Delivery, *, retry: int) -> dict[str, Any] | None:
        """What was answered, None for nothing in time."""
        self._count += 1
        name = f"envelope-{self._count}"
        envelope: dict[str, Any] = {
            "envelope_id": name,
            "type": delivery.sort.value,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.sort is not Sort.EVENT,
        }
        if delivery.sort is Sort.EVENT:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        answered: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[name] = answered
        try:
            async with asyncio.timeout(self._patience.answer):
                await self._send(envelope)
                return await answered
        except TimeoutError:
            return None
        finally:
            del self._waiting[name]

    async def _send(self, envelope: dict[str, Any]) -> None:
        while True:
            await self._came.wait()
            socket = self._open[self._count % len(self._open)]
            try:
                return await socket.send_json(envelope)
            except (ClientError, ConnectionError):
                self._leave(socket)

    def _take(self, text: str) -> None:
        said = json.loads(text)
        name = said.get("envelope_id", "")
        self.acknowledged.append(name)
        waiting = self._waiting.get(name)
        if waiting is not None and not waiting.done():
            waiting.set_result(said.get("payload") or {})

    def _leave(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)
        if not self._open:
            self._came.clear()

    async def refresh(self, *, reason: str = "refresh_requested") -> None:
        """Asks the app to connect anew, and leaves the old connections open until it has."""
        for socket in tuple(self._open):
            self._leave(socket)
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}})

    async def shout(self, text: str) -> None:
        """Sends whatever it is down every connection."""
        for socket in tuple(self._open):
            await socket.send_str(text)

    async def cut(self) -> None:
        """Ends every connection without a word."""
        for socket in tuple(self._open):
            self._leave(socket)
            await socket.close()


class Requests:
    """Signed requests to an app's own address. `now` is what Slack's clock shows."""

    def __init__(self, secret: str, patience: Patience, now: Callable[[], float] = time) -> None:
        self._secret = secret.encode()
        self._patience = patience
        self._now = now

    async def hand_over(self, address: str, delivery: Delivery, *, retry: int) -> dict[str, Any] | None:
        body, kind = written_out(delivery)
        headers = {"Content-Type": kind, **self.signed(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_error"}
        try:
            timeout = ClientTimeout(total=self._patience.answer)
            async with (
                ClientSession(timeout=timeout) as session,
                session.post(address, data=body, headers=headers) as got,
            ):
                text = await got.text()
                return _answer(text) if 200 <= got.status < 300 else None
        except (ClientError, TimeoutError):
            return None

    def signed(self, body: bytes, *, stamp: str = "") -> dict[str, str]:
        stamp = stamp or str(int(self._now()))
        signature = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}


def written_out(delivery: Delivery) -> tuple[bytes, str]:
    match delivery.sort:
        case Sort.EVENT:
            return json.dumps(delivery.payload).encode(), "application/json"
        case Sort.COMMAND:
            return urlencode(delivery.payload).encode(), "application/x-www-form-urlencoded"
        case Sort.INTERACTIVE:
            body = urlencode({"payload": json.dumps(delivery.payload)}).encode()
            return body, "application/x-www-form-urlencoded"


def _answer(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        return {"text": text}
    return found if isinstance(found, dict) else {}
