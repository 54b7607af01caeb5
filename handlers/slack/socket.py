"""Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode

Our own loop around Slack's protocol. The SDK's client acknowledges from tasks that nobody holds, and is known to sit on connections that are
dead; here a connection that does not answer a ping is closed and another takes its place, and what was not accepted is not acknowledged.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from handlers.slack.api import PART, Declined, answered, is_refused_token, refused_token
from handlers.slack.app import Dispatcher
from handlers.slack.payload import text_in

_PING_SECONDS: Final = 10.0
_HELLO_SECONDS: Final = 15.0
_MOST_SILENT: Final = 1800.0
"""Seconds without any word of Slack's after which a connection is renewed although it answers pings: sessions have been seen that were up and
deaf (slackapi/bolt-python#1529). Slack itself renews them every few hours."""

_AT_ONCE: Final = 256
_GRACE: Final = 3.0
_LEAST_LIFE: Final = 5.0
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 60.0
_LONGEST_ENVELOPE: Final = 4 * 1024 * 1024
_LOGGER: Final = logging.getLogger("secondsource")


@dataclass(eq=False, slots=True)
class _Link:
    """One connection. `is_leaving` is set as soon as another should take over; what still comes here is answered here."""

    socket: ClientWebSocketResponse
    is_leaving: asyncio.Event = field(default_factory=asyncio.Event)
    has_said_hello: asyncio.Event = field(default_factory=asyncio.Event)


class SlackSocket:
    """Keeps one connection open, two while one takes over from the other."""

    def __init__(
        self,
        app_token: str,
        *,
        client: AsyncWebClient,
        session: ClientSession,
        dispatcher: Dispatcher,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._app_token = app_token
        self._client = client
        self._session = session
        self._dispatcher = dispatcher
        self._wait = wait
        self._links: set[_Link] = set()
        self._envelopes: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._is_refused = False

    async def run(self) -> None:
        """Hears until it is cancelled."""
        pause = _FIRST_PAUSE
        async with asyncio.TaskGroup() as tasks:
            try:
                while True:
                    if await self._hear(tasks):
                        pause = _FIRST_PAUSE
                        continue
                    await self._wait(_LONGEST_PAUSE if self._is_refused else pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)
            finally:
                await self._close()

    async def ping(self) -> None:
        """Raises `Unavailable` where no connection is up."""
        if self._is_refused:
            raise refused_token()
        if not any(link.has_said_hello.is_set() and not link.socket.closed for link in self._links):
            raise Unavailable(PART)

    async def _hear(self, tasks: asyncio.TaskGroup) -> bool:
        """Returns when another connection has to take over. Whether this one was any good: else there is no hurry."""
        link = await self._connect()
        if link is None:
            return False
        began = asyncio.get_running_loop().time()
        reading = tasks.create_task(self._read(link))
        if not await _happens(link.has_said_hello, reading, within=_HELLO_SECONDS):
            await link.socket.close()
            return False
        await _happens(link.is_leaving, reading)
        return asyncio.get_running_loop().time() - began > _LEAST_LIFE

    async def _close(self) -> None:
        """What is just being accepted is still acknowledged."""
        if self._envelopes:
            _, late = await asyncio.wait(self._envelopes, timeout=_GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for link in tuple(self._links):
            await link.socket.close()

    async def _connect(self) -> _Link | None:
        """None where it cannot be had now."""
        try:
            address = await self._address()
            socket = await self._session.ws_connect(
                address, heartbeat=_PING_SECONDS, max_msg_size=_LONGEST_ENVELOPE, proxy=self._client.proxy
            )
        except Declined as declined:
            self._is_refused = is_refused_token(declined)
            _LOGGER.warning("slack_socket_refused", extra={"code": declined.code})
            return None
        except (Unavailable, ClientError, TimeoutError, ValueError) as error:
            _LOGGER.warning("slack_socket_away", extra={"fault": type(error).__name__})
            return None
        self._is_refused = False
        link = _Link(socket)
        self._links.add(link)
        return link

    async def _address(self) -> str:
        payload = await answered(self._client.apps_connections_open(app_token=self._app_token))
        return text_in(payload, "url")

    async def _read(self, link: _Link) -> None:
        """Until the connection is closed, by whomever."""
        try:
            while True:
                try:
                    async with asyncio.timeout(_MOST_SILENT):
                        message = await link.socket.receive()
                except TimeoutError:
                    return
                if message.type is not WSMsgType.TEXT:
                    return
                await self._take(link, message.data)
        finally:
            link.is_leaving.set()
            self._links.discard(link)
            with suppress(ClientError, ConnectionError):
                await link.socket.close()

    async def _take(self, link: _Link, text: str) -> None:
        envelope = _read_envelope(text)
        match envelope.get("type"):
            case "hello":
                link.has_said_hello.set()
            case "disconnect":
                link.is_leaving.set()
            case _ if isinstance(envelope.get("payload"), dict):
                await self._room.acquire()
                # A task begins to run in the order in which it was made and waits for nothing before `accept`: the order of a chat is kept.
                task = asyncio.create_task(self._answer(link, envelope))
                self._envelopes.add(task)
                task.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._envelopes.discard(task)
        self._room.release()
        bug = None if task.cancelled() else task.exception()
        if isinstance(bug, Exception):
            self._dispatcher.report(bug)

    async def _answer(self, link: _Link, envelope: dict[str, Any]) -> None:
        """An envelope that is not acknowledged comes again."""
        retry = envelope.get("retry_attempt")
        response = await self._dispatcher.dispatch(
            envelope["payload"], retry=str(retry) if isinstance(retry, int) else ""
        )
        name = text_in(envelope, "envelope_id")
        if response.status != 200 or not name:
            return
        acknowledgement = SocketModeResponse(envelope_id=name, payload=_body(response))
        with suppress(ClientError, ConnectionError):
            await link.socket.send_str(json.dumps(acknowledgement.to_dict()))


def _read_envelope(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _body(response: BoltResponse) -> dict[str, Any] | None:
    if not response.body:
        return None
    found = _read_envelope(response.body) if response.body.startswith("{") else {}
    return found or {"text": response.body}


async def _happens(event: asyncio.Event, reading: asyncio.Task[None], *, within: float | None = None) -> bool:
    """Whether the event is set, and not the connection over, within so many seconds."""
    waiting = asyncio.create_task(event.wait())
    try:
        await asyncio.wait({waiting, reading}, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    return event.is_set() and not (reading.done() and within is not None)
