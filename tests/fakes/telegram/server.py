"""A Bot API server on this machine that is as strict as Telegram's, as far as its behaviour is documented or was seen.

async with FakeTelegram() as fake:
    ...  # the bot is given `fake.url` and `fake.token`
    fake.say("text")
    answer = await fake.wait_for_answer()
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import web

from tests.fakes.telegram.delivery import Delivery
from tests.fakes.telegram.failures import Babble, Failure, Failures, Hang, LoseReply, Refuse
from tests.fakes.telegram.files import Files
from tests.fakes.telegram.flood import Flood
from tests.fakes.telegram.methods import Methods, Query
from tests.fakes.telegram.parameters import Parameters, read_parameters
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.rejections import Rejected
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.world import Sent, World

TOKEN: Final = "123456:AAFakeTokenOfNobodyAndNothing-0123456789"
BOT: Final = {"id": 123456, "is_bot": True, "first_name": "Second Source", "username": "second_source_bot"}
_FOR_PYTEST: Final = 10.0


@dataclass(frozen=True)
class Call:
    """A request as it came. `status` is what it was answered with, 0 where it was not."""

    method: str
    given: dict[str, Any]
    status: int
    at: float


@dataclass
class FakeTelegram:
    """`flood` None lets everything through; `patience` is how long the server waits between two deliveries to a webhook."""

    token: str = TOKEN
    flood: Flood | None = field(default_factory=Flood)
    clock: Callable[[], float] = time.monotonic
    calls: list[Call] = field(default_factory=list)
    failures: Failures = field(default_factory=Failures)
    delivery: Delivery = field(default_factory=Delivery)
    profile: Profile = field(default_factory=Profile)
    files: Files = field(default_factory=Files)

    def __post_init__(self) -> None:
        self.world = World(dict(BOT))
        self.updates = Updates(self.world.bot)
        self.methods = Methods(self.world, self.flood, self.clock)
        self.delivery.on_change = self._change
        self.complaints: list[str] = []
        self.url = ""
        self._queries = count(1)
        self._changed = asyncio.Event()
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=50 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._take)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        await self.delivery.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def sent(self) -> list[Sent]:
        """Everything the bot sent, in order, as it stands now."""
        return self.world.sent

    def say(self, text: str, chat: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Somebody writes; gives the update. Without a chat it is a private one."""
        return self.push(self.updates.text(text, chat=chat, **more))

    def push(self, *updates: dict[str, Any]) -> dict[str, Any]:
        """Hands updates over in this order; the chats and messages in them exist from now on. Gives the last."""
        for update in updates:
            for kind in ("message", "edited_message", "channel_post"):
                if kind in update:
                    self.world.note(update[kind])
            if "my_chat_member" in update:
                self.world.chat(update["my_chat_member"]["chat"])
        self.delivery.push(*updates)
        return updates[-1]

    def press(self, message: Sent, button: int | str = 0, *, by: dict[str, Any] | None = None) -> Query:
        """Presses a button of a message: by its place, or by its label or data."""
        found = message.buttons[button] if isinstance(button, int) else _button(message, button)
        return self.press_data(message, found["callback_data"], by=by)

    def press_data(self, message: Sent, data: str, *, by: dict[str, Any] | None = None) -> Query:
        """As an app with an old message would."""
        query = Query(f"{next(self._queries)}{message.chat}", self.clock())
        self.methods.queries[query.id] = query
        described = self.world.describe(message)
        self.delivery.push(self.updates.callback_query(query.id, described, data, by=by))
        return query

    def fail(self, method: str, failure: Failure, times: int = 1) -> None:
        self.failures.plan(method, failure, times)

    def made(self, method: str) -> list[dict[str, Any]]:
        """What was given to that method, in all requests so far."""
        return [call.given for call in self.calls if call.method == method.lower()]

    async def wait_for(self, is_there: Callable[[], bool], *, seconds: float = _FOR_PYTEST) -> None:
        """Until something holds of this server: it is asked whenever something changed."""
        async with asyncio.timeout(seconds):
            while not is_there():
                changed = self._changed
                await changed.wait()

    async def wait_for_sent(self, number: int, *, seconds: float = _FOR_PYTEST) -> Sequence[Sent]:
        await self.wait_for(lambda: len(self.sent) >= number, seconds=seconds)
        return self.sent

    async def _take(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        given = await read_parameters(request)
        failure = self.failures.next(method)
        if failure is not None and not isinstance(failure, LoseReply):
            return await self._fail(request, method, given, failure)
        status, body = await self._answer(request.match_info["token"], method, given)
        self._note(Call(method, given.given, status, time.time()))
        if isinstance(failure, LoseReply):
            return _break(request)
        return web.json_response(body, status=status)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Not a method: failures are planned under the name `file`."""
        failure = self.failures.next("file")
        if failure is not None:
            return await self._fail(request, "file", Parameters({}), failure)
        content = self.files.by_path.get(request.match_info["path"])
        if request.match_info["token"] != self.token or content is None:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _answer(self, token: str, method: str, given: Parameters) -> tuple[int, dict[str, Any]]:
        try:
            if token != self.token:
                known = token.partition(":")[0].isdigit()
                raise Rejected(401, "Unauthorized") if known else Rejected(404, "Not Found")
            result = await self._do(method, given)
        except Rejected as rejection:
            return rejection.code, rejection.body()
        if given.unread:
            self.complaints.append(f"{method}: unknown {', '.join(sorted(given.unread))}")
        return 200, {"ok": True, "result": result}

    async def _do(self, method: str, given: Parameters) -> Any:
        if method == "getme":
            return self.world.bot | {
                "can_join_groups": True,
                "can_read_all_group_messages": False,
                "supports_inline_queries": False,
            }
        if method == "getupdates":
            return await self.delivery.getupdates(given)
        for part in (self.methods, self.profile, self.delivery, self.files):
            found = getattr(part, method, None)
            if callable(found) and not method.startswith("_") and method in _METHODS:
                return found(given)
        raise Rejected(404, "Not Found: method not found")

    async def _fail(
        self, request: web.Request, method: str, given: Parameters, failure: Failure
    ) -> web.StreamResponse:
        self._note(Call(method, given.given, 0, time.time()))
        match failure:
            case Refuse():
                after = {"retry_after": failure.retry_after} if failure.retry_after else {}
                rejection = Rejected(failure.code, failure.description, after)
                if failure.as_page:
                    return web.Response(status=failure.code, text="<html>Bad Gateway</html>")
                return web.json_response(rejection.body(), status=failure.code)
            case Babble():
                return web.Response(status=failure.status, body=failure.body)
            case Hang():
                await self._closing.wait()
        return _break(request)

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        self._change()

    def _change(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


_METHODS: Final = frozenset(
    name
    for part in (Methods, Profile, Delivery, Files)
    for name in vars(part)
    if name.startswith(("get", "set", "send", "edit", "delete", "answer"))
)


def _break(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _button(message: Sent, wanted: str) -> dict[str, Any]:
    return next(
        button for button in message.buttons if wanted in {button["text"], button.get("callback_data")}
    )
