"""Links in what was brought to a case: opened by a button, and shown as what was read."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from hashlib import sha256

import pytest

from bot.claims.article import Unread
from bot.desk.case import Brought, Case, CaseFile, CaseKind, CaseState
from bot.desk.tip import Tip
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_links import MemoryLinks
from tests.fakes.reports import nothing, report
from tests.handlers.web.desk.browsing import Browser, GivenArticles, browse, parts_of
from tests.handlers.web.desk.desk_page import Page
from tests.handlers.web.desk.listing import ListedDesk
from tests.handlers.web.desk.test_case import KYAW, NOW

LINK, WALL = "https://news.example.org/a", "https://paper.example.net/b"
TEXT = "Jets <b>bombed</b> it."
TIP = Tip("Smoke", code="7KQ2-M4TX-9AB4", evidence=f"See {LINK}?utm_source=x and {WALL}", may_publish=True)
FILE = CaseFile(
    Case(12, CaseKind.TIP, CaseState.OPEN, NOW, revision=2, askers=1),
    (Brought("k1", TIP, NOW, is_reachable=True),),
)


@pytest.fixture
def articles() -> GivenArticles:
    return GivenArticles()


@pytest.fixture
def links() -> MemoryLinks | None:
    return MemoryLinks(FixedClock(), {LINK: ("Strike", TEXT, None), WALL: Unread.LOCKED})


@pytest.fixture
async def browser(articles: GivenArticles, links: MemoryLinks | None) -> AsyncIterator[Browser]:
    checking = PreparedChecking({TIP.what: report(nothing(TIP.what))})
    desk = ListedDesk(files={12: FILE})
    parts = parts_of(desk, KYAW, checking=checking, articles=articles, links=links)
    async with browse(parts) as opened:
        await opened.sign_in(parts, KYAW)
        yield opened


async def read_link(browser: Browser, **fields: object) -> Page:
    """Presses the button; `fields` in place of what stands in its form."""
    return await browser.send((await browser.get("/desk/case/12")).form("/read-link"), **fields)


async def test_link_is_read_and_kept_by_a_button(browser: Browser, articles: GivenArticles) -> None:
    page = await read_link(browser, at="1")

    assert "Read. The article is kept with the case." in page.text
    assert "Read behind the link: Strike" in page.text
    assert TEXT in page.text
    assert sha256(TEXT.encode()).hexdigest() in page.text
    assert len(articles.kept) == 1


async def test_failure_says_why_and_keeps_nothing(browser: Browser, articles: GivenArticles) -> None:
    page = await read_link(browser, at="2")

    assert "the page is for those who pay, so the link itself was not read" in page.text
    assert "for copying" not in page.text
    assert articles.kept == []


@pytest.mark.parametrize(("key", "link"), [("k1", "3"), ("k1", "0"), ("k1", LINK), ("other", "1")])
async def test_other_addresses_are_not_opened(
    browser: Browser, links: MemoryLinks, key: str, link: str
) -> None:
    await read_link(browser, key=key, at=link)

    assert links.asked == []


async def test_evidence_holds_what_was_read(browser: Browser) -> None:
    await read_link(browser, at="1")
    async with browser.client.get("/desk/case/12/evidence") as response:
        archive = zipfile.ZipFile(io.BytesIO(await response.read()))

    (told,) = json.loads(archive.read("articles.json"))
    content = archive.read(told["file"])
    assert (content.decode(), told["sha256"]) == (TEXT, sha256(content).hexdigest())
    assert told["url"] == LINK


@pytest.mark.parametrize("links", [None])
async def test_nothing_can_be_read_where_links_stay_closed(browser: Browser) -> None:
    page = await browser.get("/desk/case/12")

    assert not page.has_form("/read-link")
