"""The front before a Slack of our own, with nothing behind it but a list."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp.test_utils import TestServer

from bot.desk.question import OpenQuestion
from bot.errors import Unavailable
from bot.people.audience import Audience
from bot.people.person import Person
from bot.speech.choices import Choice
from bot.speech.heard import From, Heard
from bot.speech.open_form import OpenForm
from bot.speech.replies import Told
from bot.speech.traffic import Arrival
from handlers.slack.front import Slack, Surroundings, Workspace, open_slack
from handlers.slack.home import HomeContent
from handlers.web.public import build_public
from tests.fakes.bugs import SeenBugs
from tests.fakes.clocks import FixedClock
from tests.fakes.slack.server import FakeSlack
from tests.stories.plain_keys import PlainKeys


@dataclass
class Taken:
    """Stands in for reception: keeps what it accepts, and by event; `refuses` as many calls before. `gate` holds calls back until it is set."""

    arrivals: list[Arrival] = field(default_factory=list)
    refuses: int = 0
    breaks: Exception | None = None
    gate: asyncio.Event | None = None
    called: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, arrivals: Sequence[Arrival]) -> None:
        self.called.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.breaks is not None:
            raise self.breaks
        if self.refuses:
            self.refuses -= 1
            raise Unavailable("database", retry_after=7)
        self.arrivals.extend(arrivals)

    @property
    def heard(self) -> list[Heard]:
        """Once each, as the inbox would keep it."""
        names: set[str] = set()
        kept: list[Heard] = []
        for arrival in self.arrivals:
            if names.isdisjoint({arrival.event, *arrival.also}):
                kept.append(arrival.heard)
            names.update({arrival.event, *arrival.also})
        return kept


@dataclass
class Kept:
    """What the person's own page is read from."""

    person: Person = field(default_factory=Person)
    questions: tuple[OpenQuestion, ...] = ()
    queue: Told | None = None
    is_away: bool = False

    async def __call__(self, _sender: From) -> HomeContent:
        if self.is_away:
            raise Unavailable("database")
        return HomeContent(self.person, self.questions, self.queue)


@dataclass
class Forms:
    """What a button opens. `gate` holds the reading back until it is set."""

    form: OpenForm | None = None
    gate: asyncio.Event | None = None
    is_away: bool = False
    asked: list[tuple[From, Choice]] = field(default_factory=list)

    async def __call__(self, sender: From, choice: Choice) -> OpenForm | None:
        self.asked.append((sender, choice))
        if self.gate is not None:
            await self.gate.wait()
        if self.is_away:
            raise Unavailable("database")
        return self.form


@dataclass
class Listening:
    fake: FakeSlack
    slack: Slack
    taken: Taken
    kept: Kept
    forms: Forms
    bugs: SeenBugs


@asynccontextmanager
async def listening(
    fake: FakeSlack,
    *,
    over_http: bool = False,
    audience: Audience = Audience.NEWSROOM,
    desk_channel: str = "",
) -> AsyncIterator[Listening]:
    """The front, connected and hearing."""
    taken, kept, forms, bugs = Taken(), Kept(), Forms(), SeenBugs()
    workspace = Workspace(
        fake.bot_token,
        "" if over_http else fake.app_token,
        fake.signing_secret,
        base_url=fake.base_url,
        audience=audience,
        desk_channel=desk_channel,
    )
    around = Surroundings(taken, PlainKeys(), kept, forms, FixedClock(), bugs)
    async with (
        open_slack(workspace, around) as slack,
        TestServer(build_public([slack.add_routes], on_bug=bugs)) as server,
    ):
        if over_http:
            fake.request_url = str(server.make_url("/slack/events"))
        running = asyncio.create_task(slack.run(wait=_at_once))
        try:
            await _is_up(fake, slack, over_http=over_http)
            yield Listening(fake, slack, taken, kept, forms, bugs)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def _at_once(_seconds: float) -> None:
    """Nobody waits for a Slack that comes back when the test says so."""
    await asyncio.sleep(0)


async def _is_up(fake: FakeSlack, slack: Slack, *, over_http: bool) -> None:
    if over_http:
        await fake.wait_for(lambda: len(fake.called("auth.test")) >= 2)
    else:
        await fake.wait_for(lambda: fake.links.count)
