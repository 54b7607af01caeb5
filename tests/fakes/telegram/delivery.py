"""How updates reach the bot: asked for with getUpdates, or brought to its webhook."""

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.rejections import Rejected, bad

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_LONGEST_DELAY: Final = 60.0


@dataclass
class Waiting:
    """An update that Telegram still has. `is_given`: it was handed over at least once, and not confirmed."""

    update: dict[str, Any]
    is_given: bool = False

    @property
    def number(self) -> int:
        return int(self.update["update_id"])


@dataclass
class Hook:
    url: str
    secret: str
    most: int


@dataclass
class Delivery:
    """`waits` is how the server lets time pass between two deliveries of the same update."""

    waits: Callable[[float], Awaitable[None]] = asyncio.sleep
    queue: deque[Waiting] = field(default_factory=deque)
    hook: Hook | None = None
    allowed: list[str] = field(default_factory=list)
    refusals: int = 0
    retry_afters: list[str] = field(default_factory=list)
    last_error: str = ""
    conflicts: int = 0
    longest_poll: float = 50.0
    on_change: Callable[[], None] = lambda: None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _poll: int = 0
    _bringing: set[asyncio.Task[None]] = field(default_factory=set)
    _brought: dict[int, deque[Waiting]] = field(default_factory=lambda: defaultdict(deque))
    _session: ClientSession | None = None

    def push(self, *updates: dict[str, Any]) -> None:
        """In this order, whatever their numbers: also numbers that were confirmed before are handed over once more."""
        for update in updates:
            if self._is_wanted(update):
                waiting = Waiting(update)
                self.queue.append(waiting)
                if self.hook is not None:
                    self._bring(waiting)
        self._wake()

    async def getupdates(self, given: Parameters) -> Any:
        offset, limit = given.number("offset"), given.number("limit") or 100
        seconds, allowed = given.number("timeout") or 0, given.data("allowed_updates")
        if self.hook is not None:
            raise Rejected(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            )
        if allowed is not None:
            self.allowed = allowed
        if offset is not None:
            self._confirm(offset)
        else:  # somebody begins anew and has nothing of what was given before
            for waiting in self.queue:
                waiting.is_given = False
        self._poll += 1
        mine = self._poll
        self._wake()
        found = await self._wait(mine, offset, min(seconds, self.longest_poll))
        for waiting in found[:limit]:
            waiting.is_given = True
        return [waiting.update for waiting in found[:limit]]

    async def _wait(self, mine: int, offset: int | None, seconds: float) -> list[Waiting]:
        end = asyncio.get_running_loop().time() + seconds
        while True:
            if self._poll != mine:
                self.conflicts += 1
                self.on_change()
                raise Rejected(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            found = [
                waiting
                for waiting in self.queue
                if offset is None or waiting.number >= offset or not waiting.is_given
            ]
            left = end - asyncio.get_running_loop().time()
            if found or left <= 0:
                return found
            news = self._news
            try:
                await asyncio.wait_for(news.wait(), left)
            except TimeoutError:
                continue

    def _confirm(self, offset: int) -> None:
        kept = [waiting for waiting in self.queue if waiting.number >= offset or not waiting.is_given]
        self.queue = deque(kept)
        self.on_change()

    def setwebhook(self, given: Parameters) -> Any:
        url, secret = given.text("url"), given.text("secret_token")
        most, allowed = given.number("max_connections") or 40, given.data("allowed_updates")
        if given.flag("drop_pending_updates"):
            self.queue.clear()
        if secret and not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        if not 1 <= most <= 100:
            raise bad("invalid max_connections specified")
        if not url.startswith(("http://127.0.0.1:", "https://")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if allowed is not None:
            self.allowed = allowed
        self.hook = Hook(url, secret, most)
        self._end_polls()
        for waiting in self.queue:
            self._bring(waiting)
        return True

    def deletewebhook(self, given: Parameters) -> Any:
        if given.flag("drop_pending_updates"):
            self.queue.clear()
        self.hook = None
        return True

    def getwebhookinfo(self, _given: Parameters) -> Any:
        told: dict[str, Any] = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.queue),
        }
        return told | (
            {"last_error_message": self.last_error, "last_error_date": 1} if self.last_error else {}
        )

    async def close(self) -> None:
        self._end_polls()
        for task in self._bringing:
            task.cancel()
        await asyncio.gather(*self._bringing, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _is_wanted(self, update: dict[str, Any]) -> bool:
        kinds = update.keys() - {"update_id"}
        return bool(kinds & set(self.allowed)) if self.allowed else not kinds & _NOT_BY_DEFAULT

    def _end_polls(self) -> None:
        """Whoever waits for updates is told that somebody else gets them."""
        self._poll += 1
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _bring(self, waiting: Waiting) -> None:
        """One after the other within a chat, side by side across."""
        line = self._brought[chat_of(waiting.update)]
        line.append(waiting)
        if len(line) == 1:
            task = asyncio.create_task(self._bring_all(line))
            self._bringing.add(task)
            task.add_done_callback(self._bringing.discard)

    async def _bring_all(self, line: deque[Waiting]) -> None:
        delay = 1.0
        while line and self.hook is not None:
            after = await self._bring_once(self.hook, line[0])
            if after is None:
                delay = 1.0
                self.queue.remove(line.popleft())
                self.on_change()
            else:
                await self.waits(after or delay)
                delay = min(_LONGEST_DELAY, 2 * delay)
        line.clear()

    async def _bring_once(self, hook: Hook, waiting: Waiting) -> float | None:
        """None where it was taken, else the seconds that the bot's server asks for, 0 for none."""
        self._session = self._session or ClientSession(timeout=ClientTimeout(60))
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret, "Content-Type": "application/json"}
        waiting.is_given = True
        try:
            async with self._session.post(
                hook.url, data=json.dumps(waiting.update), headers=headers
            ) as answer:
                if 200 <= answer.status < 300:
                    return None
                self.last_error = f"Wrong response from the webhook: {answer.status}"
                asked = answer.headers.get("Retry-After", "")
        except (ClientError, TimeoutError):
            self.last_error, asked = "Connection failed", ""
        self.refusals += 1
        self.retry_afters.append(asked)
        return min(3600.0, float(asked)) if asked.isdigit() else 0.0


def chat_of(update: dict[str, Any]) -> int:
    """Where it happened, 0 for nowhere."""
    for kind, content in update.items():
        if kind == "update_id" or not isinstance(content, dict):
            continue
        place = content.get("chat") or (content.get("message") or {}).get("chat") or content.get("from") or {}
        return int(place.get("id", 0))
    return 0
