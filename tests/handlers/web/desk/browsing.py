"""Browsers of members before the pages of the desk."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from aiohttp import ClientResponse, CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.desk.alerts import Pressing
from bot.desk.archived import Archived
from bot.editing.books import Books
from bot.errors import Unavailable
from bot.matching.match import Scores
from bot.matching.query import Found, Hit, Query
from bot.moderation import Articles, Desk
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.role import Member
from bot.ports import Change, Checking, LinkReader
from bot.verdicts.judgement import Vote
from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.desk.application import DeskParts, add_desk
from storage.cache.own_presence import OwnPresence
from tests.fakes.bugs import no_bugs
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_library import MemoryLibrary, MemoryRecords
from tests.fakes.memory_members import MemoryAudit, MemoryMembers, MemorySignIns
from tests.handlers.web.desk.desk_page import Page, SentForm, read_desk
from tests.stories.plain_keys import PlainKeys

FORM = "application/x-www-form-urlencoded"


@dataclass
class GivenVotes:
    """What people said of matches."""

    given: tuple[Vote, ...] = ()

    async def count(self) -> int:
        return len(self.given)

    async def votes(self, *, limit: int) -> tuple[Vote, ...]:
        return self.given[:limit]

    async def wait(self, *, seconds: float) -> None:
        await asyncio.Event().wait()


@dataclass
class Browser:
    """Follows no redirect by itself, so that tests see them."""

    client: TestClient[web.Request, web.Application]
    server: TestServer
    status: int = 0
    html: str = ""
    headers: Mapping[str, str] | None = None

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Page:
        return await self._keep(await self.client.get(path, headers=headers, allow_redirects=False))

    async def post(
        self, path: str, fields: Mapping[str, object], headers: Mapping[str, str] | None = None
    ) -> Page:
        body = urlencode(fields, doseq=True).encode("ascii")
        sent = {"Content-Type": FORM} | dict(headers or {})
        return await self._keep(await self.client.post(path, data=body, headers=sent, allow_redirects=False))

    async def send(self, form: SentForm, **fields: object) -> Page:
        """Sends a form as it stands on its page, with these fields filled in; follows to the page that it leads to."""
        page = await self.post(form.action, form.fields | fields)
        if self.status == 303 and self.headers is not None:
            return await self.get(self.headers["Location"])
        return page

    async def sign_in(self, parts: DeskParts, member: Member) -> Page:
        link = await parts.sign_ins.make_link(member, lives=timedelta(minutes=10))
        page = await self.get(f"/desk/sign-in?link={link}")
        return await self.send(page.form("/sign-in"))

    async def _keep(self, response: ClientResponse) -> Page:
        self.status, self.html, self.headers = response.status, await response.text(), response.headers
        return read_desk(self.html)


@dataclass
class FoundIndex:
    """Finds these records, whatever is asked; or fails."""

    hits: tuple[str, ...] = ()
    away: bool = False
    version: int = 0
    near_version: int = 0

    async def find(
        self, queries: Sequence[Query], *, audience: Audience, limit: int, most: int | None = None
    ) -> Sequence[Found]:
        if self.away:
            raise Unavailable("index")
        return [Found(tuple(Hit(one, Scores()) for one in self.hits), {}) for _ in queries]

    async def take(self, changes: Sequence[Change], *, version: int) -> None:
        """Nothing is taken."""

    async def ping(self) -> None:
        """Always there."""


@dataclass
class GivenPictures:
    """Those of tips, by their names."""

    contents: dict[str, bytes] = field(default_factory=dict)

    async def content(self, name: str) -> bytes | None:
        return self.contents.get(name)

    async def size(self) -> int:
        return sum(map(len, self.contents.values()))


@dataclass
class GivenArticles:
    """Those of cases, in the order in which they were read."""

    kept: list[tuple[int, Archived]] = field(default_factory=list)

    async def archived(self, case: int) -> tuple[Archived, ...]:
        return tuple(one for number, one in self.kept if number == case)

    async def archive(self, case: int, archived: Archived, by: Member) -> None:
        self.kept.append((case, archived))


def parts_of(
    desk: Desk,
    *members: Member,
    checking: Checking | None = None,
    labels: tuple[str, ...] = (),
    pictures: Mapping[str, bytes] | None = None,
    articles: Articles | None = None,
    links: LinkReader | None = None,
) -> DeskParts:
    """A desk at which these members are known."""
    clock = FixedClock()
    audit = MemoryAudit(clock)
    known = MemoryMembers(audit, {(Front.TELEGRAM, member.id): member for member in members})
    return DeskParts(
        desk,
        GivenPictures(dict(pictures or {})),
        articles or GivenArticles(),
        known,
        audit,
        MemorySignIns(known, clock),
        checking or PreparedChecking({}),
        GivenVotes(),
        books_of(desk, audit, clock),
        FoundIndex(),
        load_phrasebook("en"),
        clock,
        OwnPresence(now=lambda: clock.now().timestamp()),
        PlainKeys(),
        on_bug=no_bugs,
        pressing=nothing_presses,
        links=links,
        labels=labels,
    )


async def nothing_presses() -> Pressing:
    return Pressing()


def books_of(desk: Desk, audit: MemoryAudit, clock: FixedClock) -> Books:
    library = MemoryLibrary(clock)
    return Books(library, MemoryRecords(library, audit, desk), desk, audit, clock)


@asynccontextmanager
async def browse(parts: DeskParts) -> AsyncIterator[Browser]:
    app = web.Application()
    add_desk(app, parts)
    server = TestServer(app)
    async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
        yield Browser(client, server)


@asynccontextmanager
async def another(browser: Browser) -> AsyncIterator[Browser]:
    """A second browser before the same server."""
    async with TestClient(browser.server, cookie_jar=CookieJar(unsafe=True)) as client:
        yield Browser(client, browser.server)
