import gzip
import tracemalloc

import pytest
from aiohttp import web as aiohttp_web
from aiohttp.test_utils import TestServer

from bot.claims.article import Unread
from bot.runtime.outgoing.pages import MOST_BYTES, MOST_REDIRECTS, Got, Pages
from tests.fakes.web import HERE, Answer, FakeWeb

PAGE = "http://news.example.org/a"
HTML = {"Content-Type": "text/html"}


async def test_page_comes_as_it_is(web: FakeWeb) -> None:
    web.put(PAGE, Answer(b"<p>Hello</p>", headers={"Content-Type": "text/html; charset=windows-1252"}))

    assert await web.pages().get(f"{PAGE}#part") == Got(PAGE, b"<p>Hello</p>", "windows-1252")


async def test_redirects_are_followed_over_sites(web: FakeWeb) -> None:
    web.move("http://short.example.com/x", "//news.example.org/old")
    web.move("http://news.example.org/old", "/a", status=308)
    web.put(PAGE, "<p>Hello</p>")

    got = await web.pages().get("http://short.example.com/x")

    assert isinstance(got, Got)
    assert got.url == PAGE


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, Unread.REFUSED),
        (402, Unread.LOCKED),
        (403, Unread.REFUSED),
        (404, Unread.GONE),
        (410, Unread.GONE),
        (429, Unread.REFUSED),
        (451, Unread.REFUSED),
        (500, Unread.AWAY),
        (204, Unread.AWAY),
    ],
)
async def test_status_says_why(web: FakeWeb, status: int, why: Unread) -> None:
    web.put(PAGE, Answer(status=status, headers=HTML))

    assert await web.pages().get(PAGE) is why


async def test_too_many_redirects_lead_astray(web: FakeWeb) -> None:
    for number in range(MOST_REDIRECTS + 1):
        web.move(f"http://news.example.org/{number}", f"/{number + 1}")
    web.put(f"http://news.example.org/{MOST_REDIRECTS + 1}", "<p>Too far</p>")

    assert await web.pages().get("http://news.example.org/0") is Unread.ASTRAY
    assert len(web.visits) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "to",
    [
        *("ftp://news.example.org/a", "file:///etc/passwd", "javascript:alert(1)", "http://["),
        *(
            "http://me:secret@news.example.org/a",
            "http://news.example.org:6379/",
            "https://news.example.org:80/",
        ),
    ],
)
async def test_other_ways_are_not_gone(web: FakeWeb, to: str) -> None:
    web.move(PAGE, to)

    assert await web.pages().get(PAGE) is Unread.ASTRAY
    assert len(web.visits) == 1


@pytest.mark.parametrize(
    "host",
    [
        *(
            "10.0.0.1",
            "169.254.169.254",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
        ),
        *("127.1", "localhost", "intranet", "printer.local", "metadata.google.internal", "127.0.0.2"),
    ],
)
async def test_private_hosts_are_never_gone_to(web: FakeWeb, host: str) -> None:
    web.call(host, [HERE])
    web.move(PAGE, f"http://{host}/")

    assert await web.pages().get(f"http://{host}/") is Unread.NOT_PUBLIC
    assert await web.pages().get(PAGE) is Unread.NOT_PUBLIC
    assert (web.visits, web.names.asked) == (["news.example.org/a"], ["news.example.org"])


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["127.0.0.2"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["fd00::1"],
        [HERE, "10.0.0.1"],
    ],
)
async def test_name_with_a_private_address_is_refused(web: FakeWeb, addresses: list[str]) -> None:
    web.put("http://inside.example.org/", "<p>Secret</p>")
    web.call("inside.example.org", addresses)

    assert await web.pages().get("http://inside.example.org/") is Unread.NOT_PUBLIC
    assert web.visits == []


async def test_name_that_changes_its_mind_is_asked_once(web: FakeWeb) -> None:
    web.put(PAGE, "<p>Hello</p>")
    web.call("news.example.org", [HERE], ["10.0.0.1"])

    assert isinstance(await web.pages().get(PAGE), Got)
    assert web.names.asked == ["news.example.org"]


async def test_name_is_asked_anew_at_every_redirect(web: FakeWeb) -> None:
    web.move(PAGE, "/b")
    web.put("http://news.example.org/b", "<p>Secret</p>")
    web.call("news.example.org", [HERE], ["10.0.0.1"])

    assert await web.pages().get(PAGE) is Unread.NOT_PUBLIC
    assert web.visits == ["news.example.org/a"]


async def test_unknown_name_is_away(web: FakeWeb) -> None:
    assert await web.pages().get("http://nobody.example.org/") is Unread.AWAY


async def test_silence_is_late(web: FakeWeb) -> None:
    web.put(PAGE, Answer(is_silent=True))

    assert await web.pages(seconds=0.05).get(PAGE) is Unread.LATE


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "text/plain", "application/json"])
async def test_file_is_no_page(web: FakeWeb, kind: str) -> None:
    web.put(PAGE, Answer(b"%PDF", headers={"Content-Type": kind}))

    assert await web.pages().get(PAGE) is Unread.NOT_A_PAGE


async def test_large_page_is_not_read(web: FakeWeb) -> None:
    web.put(PAGE, Answer(b"a" * (MOST_BYTES + 1), headers=HTML))

    assert await web.pages().get(PAGE) is Unread.TOO_LARGE


async def test_bomb_does_not_go_off(web: FakeWeb) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    web.put(PAGE, Answer(bomb, headers=HTML | {"Content-Encoding": "gzip"}))
    pages = web.pages()

    tracemalloc.start()
    found = await pages.get(PAGE)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found is Unread.TOO_LARGE
    assert most < 6 * MOST_BYTES


async def test_proxy_gets_the_page(web: FakeWeb) -> None:
    asked: list[str] = []

    async def serve(request: aiohttp_web.Request) -> aiohttp_web.Response:
        asked.append(request.raw_path if request.raw_path.startswith("http") else str(request.url))
        return aiohttp_web.Response(text="<p>Hello</p>", content_type="text/html")

    app = aiohttp_web.Application()
    app.router.add_route("*", "/{path:.*}", serve)
    async with TestServer(app) as proxy:
        got = await Pages(proxy=str(proxy.make_url("/"))).get(PAGE)
        refused = await Pages(proxy=str(proxy.make_url("/"))).get("http://10.0.0.1/")

    assert isinstance(got, Got)
    assert (asked, refused, web.visits) == ([PAGE], Unread.NOT_PUBLIC, [])
