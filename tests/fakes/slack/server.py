"""A Slack of one's own: Web API, Socket Mode and signed requests, over real HTTP and web sockets.

    async with FakeSlack() as slack:
        ...  # the app connects to slack.base_url with slack.bot_token and slack.app_token
        slack.dm("At least 165 people were killed in Pazigyi.")
        await slack.wait_for(lambda: slack.shown(ASKER))

It knows no one but the app: whatever it rejects is in `rejected`, whatever was sent in `calls`. It needs no pytest.
"""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.slack import payloads
from tests.fakes.slack.delivery import Delivery, Links, Patience, Requests, Sort
from tests.fakes.slack.failures import Failure, Failures, Kind
from tests.fakes.slack.methods import ALL_SCOPES, SCOPES, Flood, Methods, Rejected
from tests.fakes.slack.world import ASKER, CHANNEL, TEAM, Message, World

APP_METHODS = frozenset({"apps.connections.open"})


@dataclass(frozen=True)
class Call:
    """A call of the app: `error` is what was answered, empty where it was done."""

    method: str
    arguments: dict[str, Any]
    error: str = ""


@dataclass
class Chaos:
    """Events that come twice or after later ones, by chance."""

    duplicates: float = 0.0
    reordered: float = 0.0
    rng: random.Random = field(default_factory=lambda: random.Random(1))
    held: list[Delivery] = field(default_factory=list)


class FakeSlack:
    """`request_url` is where signed requests go; empty for Socket Mode. `redelivered_after` are Slack's pauses, none by default."""

    bot_token = "xoxb-fake-token"
    app_token = "xapp-fake-token"
    signing_secret = "fake-signing-secret"

    def __init__(
        self,
        *,
        scopes: frozenset[str] = ALL_SCOPES,
        clock: Callable[[], float] = monotonic,
        seconds_per_message: float = 0.0,
        patience: Patience | None = None,
    ) -> None:
        self.world = World(clock)
        self.failures = Failures()
        self.chaos = Chaos()
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.scopes = scopes
        self.request_url = ""
        self.patience = patience or Patience(again=(0.0, 0.0, 0.0))
        self.links = Links(self.patience, self._tell_changed)
        self.requests = Requests(self.signing_secret, self.patience)
        self._methods = Methods(self.world, Flood(clock, seconds_per_message))
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self.address = ""

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    @property
    def rejected(self) -> list[Call]:
        """What the app should not have sent."""
        planned = {"ratelimited", "internal_error", "page", "cut", "lost"}
        return [call for call in self.calls if call.error and call.error not in planned]

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/api/{method}", self._call)
        app.router.add_get("/files-pri/{file}/download/{name}", self._download)
        app.router.add_get("/link", self.links.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = self.world.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.links.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    # What people do. Each gives the delivery at once; `await delivery.settled()` waits for the app's word.

    def dm(self, text: str, *, user: str = ASKER, thread: str = "", ts: str = "", **more: Any) -> Delivery:
        channel = self.world.direct(user)
        event = payloads.direct(text, channel=channel.id, ts=ts or self.world.ts(), user=user, **more)
        return self.tell(self._stands(event, thread))

    def mention(
        self,
        text: str,
        *,
        user: str = ASKER,
        channel: str = CHANNEL,
        thread: str = "",
        ts: str = "",
        **more: Any,
    ) -> Delivery:
        event = payloads.mentioned(text, ts=ts or self.world.ts(), channel=channel, user=user, **more)
        is_shared = self.world.channels[channel].is_shared
        return self.tell(self._stands(event, thread), is_shared=is_shared)

    def edit(self, delivery: Delivery, text: str) -> Delivery:
        """The person changes a direct message of theirs."""
        before = delivery.payload["event"]
        now = self.world.ts()
        after = before | {"text": text, "edited": {"user": before["user"], "ts": now}}
        return self.tell(payloads.changed(before, after, ts=now))

    def shortcut(self, message: dict[str, Any], *, user: str = ASKER, **more: Any) -> Delivery:
        payload = payloads.message_shortcut(message, trigger=self.world.trigger(), user=user, **more)
        return self.deliver(Delivery(payload, Sort.INTERACTIVE))

    def open_form(self, *, user: str = ASKER, name: str = "check_text") -> Delivery:
        payload = payloads.global_shortcut(trigger=self.world.trigger(), user=user, name=name)
        return self.deliver(Delivery(payload, Sort.INTERACTIVE))

    def submit(self, *, user: str = ASKER, **typed: Any) -> Delivery:
        """Fills in the form that was opened last."""
        view = list(self.world.views.values())[-1]
        payload = payloads.submitted(view, trigger=self.world.trigger(), user=user, **typed)
        return self.deliver(Delivery(payload, Sort.INTERACTIVE))

    def command(self, text: str, *, user: str = ASKER, **more: Any) -> Delivery:
        payload = payloads.command(text, trigger=self.world.trigger(), user=user, **more)
        return self.deliver(Delivery(payload, Sort.COMMAND))

    def open_home(self, *, user: str = ASKER) -> Delivery:
        return self.tell(payloads.opened_home(user=user))

    def press(self, message: Message, value: str, *, user: str = ASKER, **more: Any) -> Delivery:
        """A button under a message, by its value. Raises `LookupError` where there is none."""
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        if message.thread:
            container["thread_ts"] = message.thread
        return self._press(message.blocks, container, value, user, more)

    def press_value(self, message: Message, value: str, *, user: str = ASKER, **more: Any) -> Delivery:
        """A button that stood under the message once, as somebody may press whose app has not heard of the change."""
        button = {"type": "button", "action_id": "choice-0", "value": value}
        block = {"type": "actions", "block_id": "newsroom-row-0", "elements": [button]}
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        return self._press([block], container, value, user, more)

    def press_home(self, value: str, *, user: str = ASKER) -> Delivery:
        blocks = self.world.homes[user]["blocks"]
        return self._press(blocks, {"type": "view", "view_id": "V0HOME"}, value, user, {})

    def _press(
        self, blocks: list[Any], container: dict[str, Any], value: str, user: str, more: dict[str, Any]
    ) -> Delivery:
        button, block = next(
            (
                (button, block["block_id"])
                for block in blocks
                if block["type"] == "actions"
                for button in block["elements"]
                if button["value"] == value
            ),
            (None, ""),
        )
        if button is None:
            raise LookupError(value)
        trigger, ts = self.world.trigger(), self.world.ts()
        payload = payloads.pressed(button, block, container, trigger=trigger, ts=ts, user=user, **more)
        return self.deliver(Delivery(payload, Sort.INTERACTIVE))

    def tell(self, event: dict[str, Any], *, is_shared: bool = False, event_id: str = "") -> Delivery:
        name = event_id or f"Ev{self.world.number():08d}"
        return self.deliver(Delivery(payloads.callback(event, event_id=name, is_shared=is_shared)))

    def deliver(self, delivery: Delivery) -> Delivery:
        """Sets it on its way; by chance after the next one, or twice."""
        self.deliveries.append(delivery)
        chaos = self.chaos
        if delivery.sort is Sort.EVENT and chaos.rng.random() < chaos.reordered:
            chaos.held.append(delivery)
            return delivery
        self._start(delivery)
        self.release()
        if delivery.sort is Sort.EVENT and chaos.rng.random() < chaos.duplicates:
            self._start(Delivery(delivery.payload))
        return delivery

    def release(self) -> None:
        """Lets go of what was held back to come late."""
        held, self.chaos.held = self.chaos.held, []
        for delivery in held:
            self._start(delivery)

    # What is there to be seen.

    def shown(self, chat: str, *, to: str = "") -> list[Message]:
        """What the app has said there, in order, as it stands now. `chat` is a channel, or a person for their direct messages."""
        channel = self.world.direct(chat).id if chat.startswith("U") else chat
        return [
            message
            for message in self.world.messages.values()
            if message.channel == channel
            and message.author.endswith("BOT")
            and message.user == to
            and not message.is_deleted
        ]

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def wait_for(self, holds: Callable[[], Any], *, seconds: float = 10.0) -> None:
        """Returns as soon as it holds, looked at after every call of the app and everything that is handed over."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)

    def _stands(self, event: dict[str, Any], thread: str) -> dict[str, Any]:
        """Somebody's own message is there for whoever answers under it."""
        message = Message(event["channel"], event["ts"], event["text"], thread=thread, author=event["user"])
        self.world.put(message)
        return event | ({"thread_ts": thread} if thread else {})

    def _start(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._carry(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, delivery: Delivery) -> None:
        pauses = self.patience.again if delivery.sort is Sort.EVENT else ()
        for retry, pause in enumerate((0.0, *pauses)):
            if pause:
                await asyncio.sleep(pause)
            delivery.attempts += 1
            await self._tell_changed()
            if self.request_url:
                answer = await self.requests.hand_over(self.request_url, delivery, retry=retry)
            else:
                answer = await self.links.hand_over(delivery, retry=retry)
            if answer is not None:
                delivery.answer = answer
                break
        delivery.is_given_up = delivery.answer is None
        delivery.done.set()
        await self._tell_changed()

    async def _tell_changed(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # What the app does.

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        failure = self.failures.next(method)
        error, answer, headers = "", {}, {}
        try:
            if failure is not None and failure.kind is not Kind.LOST:
                return await self._fail(request, method, arguments, failure)
            self._check_rights(request, method)
            answer = self._connect() if method in APP_METHODS else self._methods.call(method, arguments)
        except Rejected as rejected:
            error = rejected.code
            headers = {"Retry-After": str(rejected.retry_after)} if rejected.retry_after else {}
        if failure is not None:
            return await self._fail(request, method, arguments, failure)
        self.calls.append(Call(method, arguments, error))
        await self._tell_changed()
        body = {"ok": False, "error": error} if error else {"ok": True, **answer}
        return web.json_response(body, status=429 if error == "ratelimited" else 200, headers=headers)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Failures are planned under the name `download`. Whoever may not have it is sent to a page to sign in."""
        failure = self.failures.next("download")
        if failure is not None:
            return await self._fail(request, "download", {}, failure)
        file = self.world.files.get(request.match_info["file"].partition("-")[2])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != self.bot_token or "files:read" not in self.scopes:
            raise web.HTTPFound("https://newsroom.slack.com/?redir=file")
        if file is None or file.is_deleted:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type=file.mimetype)

    async def _fail(
        self, request: web.Request, method: str, arguments: dict[str, Any], failure: Failure
    ) -> web.StreamResponse:
        kind = failure.kind
        told = {Kind.CODE: failure.code, Kind.LIMITED: "ratelimited", Kind.BROKEN: "internal_error"}
        self.calls.append(Call(method, arguments, told.get(kind, kind.value)))
        await self._tell_changed()
        if kind in {Kind.CUT, Kind.LOST} and request.transport is not None:
            request.transport.abort()
        if kind is Kind.PAGE:
            return web.Response(
                status=failure.status, text="<html>bad gateway</html>", content_type="text/html"
            )
        status = {Kind.CODE: 200, Kind.LIMITED: 429}.get(kind, failure.status)
        headers = {"Retry-After": str(failure.retry_after)} if kind is Kind.LIMITED else {}
        return web.json_response({"ok": False, "error": told.get(kind, "")}, status=status, headers=headers)

    def _check_rights(self, request: web.Request, method: str) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if method in APP_METHODS:
            if token != self.app_token:
                raise Rejected("invalid_auth" if not token.startswith("xoxb-") else "not_allowed_token_type")
        elif token != self.bot_token:
            raise Rejected("invalid_auth" if not token.startswith("xapp-") else "not_allowed_token_type")
        elif SCOPES.get(method) and SCOPES[method] not in self.scopes:
            raise Rejected("missing_scope")

    def _connect(self) -> dict[str, Any]:
        address = self.address.replace("http://", "ws://")
        return {"url": f"{address}/link?ticket={self.links.ticket()}&app_id={payloads.APP}&team={TEAM}"}


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.method == "GET":
        return dict(request.query)
    if request.content_type == "application/json":
        found = json.loads(await request.text() or "{}")
        return found if isinstance(found, dict) else {}
    return dict(await request.post())
