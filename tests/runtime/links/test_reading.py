import asyncio
from datetime import date

import pytest

from bot.claims.article import Article, Unread
from bot.runtime.links.reading import PageReader
from storage.cache.memory import MemoryCache
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.fakes.web import Answer, FakeWeb, article
from tests.runtime.links.reading import a_cache, extract_plainly
from tests.stories.plain_keys import PlainKeys

PAGE = "http://news.example.org/a"
TEXT = "Jets bombed a village in Sagaing Region on Tuesday, and about 170 people were killed there. " * 3


def reader(web: FakeWeb, cache: MemoryCache | None = None) -> PageReader:
    cache = cache or a_cache()
    return PageReader(web.pages(), extract_plainly, cache, keys=PlainKeys(), clock=FixedClock(), hours=6)


async def test_viral_link_is_fetched_once(web: FakeWeb) -> None:
    web.put(PAGE, article("Strike", TEXT))
    links, cache = reader(web), a_cache()

    first = await asyncio.gather(*(links.read(PAGE) for _ in range(20)))
    kept = [await reader(web, cache).read(PAGE) for _ in range(2)]

    assert len({read.page.digest for read in (*first, *kept) if isinstance(read, Article)}) == 1
    assert len(web.visits) == 2


async def test_kept_article_opens_with_our_keys_alone(web: FakeWeb) -> None:
    web.put(PAGE, article("Strike", TEXT))
    put: dict[str, bytes] = {}

    class Looking(MemoryCache):
        async def put(self, key: str, value: bytes, *, seconds: float) -> None:
            put[key] = value
            await super().put(key, value, seconds=seconds)

    await reader(web, Looking(limit=1_000_000, now=Stopwatch())).read(PAGE)

    ((key, value),) = put.items()
    assert "example" not in key
    assert b"Sagaing" not in value


async def test_failure_is_remembered_for_minutes(web: FakeWeb) -> None:
    web.put(PAGE, Answer(status=403))
    links = reader(web)

    assert [await links.read(PAGE), await links.read(PAGE)] == [Unread.REFUSED, Unread.REFUSED]
    assert len(web.visits) == 1


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://www.news.example.org/real?utm_source=x", "https://www.news.example.org/real"),
        ("https://bbc.com/news/1", PAGE),
        ("javascript:alert(1)", PAGE),
    ],
)
async def test_page_cannot_pass_for_another_site(web: FakeWeb, canonical: str, url: str) -> None:
    web.put(PAGE, article("Strike", TEXT, head=f"<link rel='canonical' href='{canonical}'>"))

    read = await reader(web).read(PAGE)

    assert isinstance(read, Article)
    assert (read.page.url, read.page.site) == (url, "example.org")


async def test_site_is_the_one_at_the_end(web: FakeWeb) -> None:
    web.move("http://short.example.com/1", PAGE)
    web.put(PAGE, article("Strike", TEXT))

    read = await reader(web).read("http://short.example.com/1")

    assert isinstance(read, Article)
    assert read.page.site == "example.org"


async def test_day_in_the_future_is_none(web: FakeWeb) -> None:
    head = f"<meta name='date' content='{date(2031, 1, 1)}'>"
    web.put(PAGE, article("Strike", TEXT, head=head))

    read = await reader(web).read(PAGE)

    assert isinstance(read, Article)
    assert read.page.published is None


async def test_wall_is_told_from_an_empty_page(web: FakeWeb) -> None:
    web.put(PAGE, article("Strike", "Subscribe to read on.", head="<!-- LOCKED -->"))
    web.put("http://news.example.org/b", article("Latest", "Menu"))

    assert await reader(web).read(PAGE) is Unread.LOCKED
    assert await reader(web).read("http://news.example.org/b") is Unread.NO_ARTICLE


async def test_free_part_is_told_as_a_part(web: FakeWeb) -> None:
    web.put(PAGE, article("Strike", TEXT, head="<!-- LOCKED -->"))

    read = await reader(web).read(PAGE)

    assert isinstance(read, Article)
    assert read.page.is_partial
