"""The platforms of a benchmark: strict, with their limits of flood, and asked to deliver more often than once."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.fakes.slack.delivery import Delivery as SlackDelivery
from tests.fakes.slack.delivery import Patience, Requests, written_out
from tests.fakes.slack.server import FakeSlack
from tests.fakes.telegram.delivery import Delivery, Hook, Waiting
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.server import FakeTelegram

_LONGEST_PAUSE = 0.5
_SLACK_AGAIN = (0.2, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Slack's own pauses are a minute and five; here the bot is away for two seconds and not for two minutes."""


@dataclass
class ListeningTelegram(FakeTelegram):
    """Keeps what it told the bot that it would not do: the method, the status, the words."""

    rejections: list[tuple[str, int, str]] = field(default_factory=list)

    async def _answer(self, token: str, method: str, given: Parameters) -> tuple[int, dict[str, Any]]:
        status, body = await super()._answer(token, method, given)
        if status != 200:
            self.rejections.append((method, status, str(body.get("description", ""))))
        return status, body


@dataclass
class Platforms:
    telegram: ListeningTelegram
    slack: FakeSlack

    def acknowledged_after(self) -> list[float]:
        """Seconds that each update and each event took until it was acknowledged, where the platforms call."""
        found: list[float] = []
        for one in (self.telegram.delivery, self.slack.requests):
            if isinstance(one, _HereDelivery | _HereRequests):
                found += one.acknowledged_after
        return found

    def sends(self) -> int:
        """How often the bot has sent something on either."""
        return len(self.telegram.sent) + len(self.slack.calls)


@dataclass
class _HereDelivery(Delivery):
    """Calls a webhook on this machine, whatever public address stands before it."""

    port: int = 0
    acknowledged_after: list[float] = field(default_factory=list)

    def setwebhook(self, given: Parameters) -> Any:
        """A webhook that is set again is the same one: what is on its way there stays so."""
        waiting = self.queue
        if self.hook is not None:
            self.queue = deque()
        try:
            answer = super().setwebhook(given)
        finally:
            self.queue = waiting
        assert self.hook is not None
        path = self.hook.url.partition("://")[2].partition("/")[2]
        self.hook.url = f"http://127.0.0.1:{self.port}/{path}"
        return answer

    async def _bring_once(self, hook: Hook, waiting: Waiting) -> float | None:
        begun = monotonic()
        asked = await super()._bring_once(hook, waiting)
        if asked is None:
            self.acknowledged_after.append(monotonic() - begun)
        return asked


class _HereRequests(Requests):
    """Signed requests over connections that stay open, as Slack's do."""

    def __init__(self, secret: str, patience: Patience, session: ClientSession) -> None:
        super().__init__(secret, patience)
        self._longest = ClientTimeout(total=patience.answer)
        self._session = session
        self.acknowledged_after: list[float] = []

    async def hand_over(self, address: str, delivery: SlackDelivery, *, retry: int) -> dict[str, Any] | None:
        body, kind = written_out(delivery)
        headers = {"Content-Type": kind, **self.signed(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_error"}
        begun = monotonic()
        try:
            async with self._session.post(address, data=body, headers=headers, timeout=self._longest) as got:
                text = await got.text()
                if got.status != 200:
                    return None
        except (ClientError, TimeoutError):
            return None
        self.acknowledged_after.append(monotonic() - begun)
        return json.loads(text) if text.startswith("{") else {"text": text}


@asynccontextmanager
async def open_platforms(*, port: int = 0) -> AsyncIterator[Platforms]:
    """With a `port` both call the bot there; else they are asked, and connected to."""
    # A process that is killed leaves half a request behind, which the fakes' server would tell at length.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    delivery = _HereDelivery(waits=_wait, port=port) if port else Delivery()
    telegram = ListeningTelegram(delivery=delivery)
    slack = FakeSlack(seconds_per_message=1.0, patience=Patience(again=_SLACK_AGAIN))
    async with ClientSession() as session, telegram, slack:
        if port:
            slack.request_url = f"http://127.0.0.1:{port}/slack/events"
            slack.requests = _HereRequests(slack.signing_secret, slack.patience, session)
        yield Platforms(telegram, slack)


async def _wait(seconds: float) -> None:
    await asyncio.sleep(min(seconds, _LONGEST_PAUSE))
