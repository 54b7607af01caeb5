"""What holds for every `LinkReader`."""

from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256

import pytest

from bot.claims.article import Article, Unread
from bot.ports import LinkReader
from bot.runtime.links.reading import PageReader
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_links import MemoryLinks
from tests.fakes.web import FakeWeb, article
from tests.runtime.links.reading import a_cache, extract_plainly
from tests.stories.plain_keys import PlainKeys

PAGE = "http://www.news.example.org/strike?id=7"
TITLE, TEXT = (
    "Strike on Pazigyi",
    "About 170 people were killed when jets bombed Pazigyi on 11 April 2023. " * 5,
)


@pytest.fixture(params=["memory", "web"])
async def links(request: pytest.FixtureRequest) -> AsyncIterator[LinkReader]:
    clock, day = FixedClock(), date(2023, 4, 12)
    if request.param == "memory":
        yield MemoryLinks(clock, {PAGE: (TITLE, TEXT.strip(), day), "http://example.net/": Unread.NO_ARTICLE})
        return
    async with FakeWeb() as web:
        web.put(PAGE, article(TITLE, TEXT, head=f"<meta name='date' content='{day}'>"))
        web.put("http://example.net/", "<p>Menu</p>")
        web.call("gone.example.org", ["127.0.0.1"])
        yield PageReader(web.pages(), extract_plainly, a_cache(), keys=PlainKeys(), clock=clock, hours=1)


async def test_article_comes_with_its_page(links: LinkReader) -> None:
    read = await links.read(PAGE)

    assert isinstance(read, Article)
    assert (read.page.title, read.text, read.page.published) == (TITLE, TEXT.strip(), date(2023, 4, 12))
    assert (read.page.url, read.page.site) == (PAGE, "example.org")
    assert read.page.digest == sha256(read.text.encode()).hexdigest()
    assert read.page.read_at == FixedClock().now()


async def test_what_was_not_read_says_why(links: LinkReader) -> None:
    assert await links.read("http://gone.example.org/") is Unread.GONE
    assert await links.read("http://example.net/") is Unread.NO_ARTICLE


async def test_same_page_reads_the_same(links: LinkReader) -> None:
    assert await links.read(PAGE) == await links.read(PAGE)
