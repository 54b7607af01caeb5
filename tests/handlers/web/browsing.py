"""A browser before a page whose talk is prepared."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from bot.claims.note import note
from bot.ports import Checking, Keys
from bot.speech.choices import Act, Button, Choice, write_choice
from bot.speech.replies import Reply
from bot.speech.turns import Talk
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.chat.front import Begun, nothing_begun
from handlers.web.chat.render import Rows
from handlers.web.chat.seats import Limits
from handlers.web.chat.upload import Uploading
from handlers.web.guards import OnBug
from handlers.web.health.front import Facts, Metrics, Ping, no_facts
from handlers.web.server import Parts
from handlers.web.streams import STREAM
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import FixedClock
from tests.stories.adapters import browser
from tests.stories.page import read_page
from tests.stories.plain_keys import PlainKeys
from tests.stories.talking import PreparedTalk

FORM = "application/x-www-form-urlencoded"


@dataclass
class Browser:
    client: TestClient[web.Request, web.Application]
    talk: PreparedTalk
    takes_tips: bool = True

    async def token(self) -> str:
        """Opens a page, which sets the cookie, and takes the form's token from it."""
        async with self.client.get("/tip" if self.takes_tips else "/") as response:
            return read_page(await response.text()).fields["token"]

    async def send(
        self,
        text: str,
        *,
        published: str = "",
        origin: str = "",
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> ClientResponse:
        """Sends the form as a browser without script does; `token` replaces the page's own."""
        own = await self.token()
        filled = {
            "token": own if token is None else token,
            "text": text,
            "published": published,
            "origin": origin,
        }
        body = BytesIO(urlencode(filled).encode("ascii"))
        return await self.client.post("/", data=body, headers={"Content-Type": FORM} | dict(headers or {}))

    async def stream(self, text: str, *, token: str | None = None) -> list[dict[str, object]]:
        """Sends the form as the page's script does and reads the stream to its end."""
        return await lines_of(await self.send(text, token=token, headers={"Accept": STREAM}))

    async def press(
        self, choice: Choice | str, *, token: str | None = None, headers: Mapping[str, str] | None = None
    ) -> ClientResponse:
        """Presses a button as a browser without script does."""
        own = await self.token()
        wire = choice if isinstance(choice, str) else write_choice(choice)
        body = BytesIO(urlencode({"token": own if token is None else token, "choice": wire}).encode("ascii"))
        sent = {"Content-Type": FORM} | dict(headers or {})
        return await self.client.post("/press", data=body, headers=sent)


def ask_about(_report: Report, number: int, answer: str) -> Rows:
    return ((Button(Choice(Act.ASK, answer, number), note("page.send")),),)


async def lines_of(response: ClientResponse) -> list[dict[str, object]]:
    assert response.content_type == STREAM
    return [json.loads(line) for line in (await response.text()).splitlines()]


@asynccontextmanager
async def browse(
    checking: Checking,
    *,
    replies: Sequence[Sequence[Reply]] = (),
    on_bug: OnBug = no_bugs,
    limits: Limits | None = None,
    pings: Mapping[str, Ping] | None = None,
    is_https: bool = False,
    metrics: Metrics | None = None,
    calibration: Facts = no_facts,
    encoder: Facts = no_facts,
    keys: Keys | None = None,
    talk: Talk | None = None,
    takes_tips: bool = True,
    uploading: Uploading | None = None,
    begun: Begun = nothing_begun,
) -> AsyncIterator[Browser]:
    prepared = PreparedTalk(checking, on_bug, list(replies))
    parts = Parts(
        talk or prepared,
        load_phrasebook("en"),
        FixedClock(date(2026, 3, 1)),
        keys or PlainKeys(),
        on_bug=on_bug,
        pings=pings or {},
        is_https=is_https,
        metrics=metrics,
        calibration=calibration,
        encoder=encoder,
        offers=ask_about,
        consent=(lambda _sender: (note("talk.tip.consent.never"),)) if takes_tips else None,
        uploading=uploading,
        begun=begun,
    )
    async with browser(replace(parts, limits=limits) if limits else parts) as client:
        yield Browser(client, prepared, takes_tips)
