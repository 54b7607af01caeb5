import re

import pytest

from handlers.web.guards import HEADERS
from handlers.web.health.front import Metrics
from handlers.web.server import FOR_MACHINES, LONGEST_BODY
from handlers.web.streams import STREAM
from tests.fakes.checking import PreparedChecking
from tests.fakes.reports import nothing, report
from tests.handlers.web.browsing import Browser, browse, lines_of
from tests.stories.page import read_page

TEXT = "A claim."
ANSWERS = {TEXT: report(nothing(TEXT))}


async def shown(browser: Browser, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    async with browser.client.request(method, path, headers=headers) as response:
        return response.status, read_page(await response.text()).text


@pytest.mark.parametrize("token", ["", "wrong", "é", "0" * 64])
async def test_form_without_a_genuine_token_checks_nothing(token: str) -> None:
    async with browse(PreparedChecking({})) as browser:
        response = await browser.send(TEXT, token=token)
        page = read_page(await response.text())
        fresh = page.fields["token"]

    assert response.status == 403
    assert "nothing was checked" in page.text
    assert page.fields["text"] == TEXT
    assert re.fullmatch("[0-9a-f]{32}", fresh)


async def test_page_that_was_stale_works_at_the_second_press() -> None:
    async with browse(PreparedChecking(ANSWERS)) as browser:
        first = await browser.send(TEXT, token="old")
        page = read_page(await first.text())
        second = await browser.client.post("/", data=page.fields)

    assert (first.status, second.status) == (403, 200)


async def test_script_is_handed_a_token_that_counts() -> None:
    async with browse(PreparedChecking(ANSWERS)) as browser:
        [stale] = await browser.stream(TEXT, token="old")
        lines = await browser.stream(TEXT, token=str(stale["token"]))

    assert stale["kind"] == "stale"
    assert lines[-1]["mood"] == "answered"


async def test_token_of_another_visitor_does_not_count() -> None:
    async with browse(PreparedChecking({})) as browser:
        stolen = await browser.token()
        browser.client.session.cookie_jar.clear()
        response = await browser.send(TEXT, token=stolen)

    assert response.status == 403


async def test_form_from_another_site_is_refused() -> None:
    async with browse(PreparedChecking({})) as browser:
        by_origin = await browser.send(TEXT, headers={"Origin": "https://evil.example"})
        by_site = await browser.send(TEXT, headers={"Sec-Fetch-Site": "cross-site"})

    assert (by_origin.status, by_site.status) == (403, 403)


async def test_browser_without_script_sends_no_origin() -> None:
    async with browse(PreparedChecking(ANSWERS)) as browser:
        response = await browser.send(TEXT, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})

    assert response.status == 200


@pytest.mark.parametrize("path", ["/", "/help", "/health", "/static/chat.css"])
async def test_foreign_name_gets_nothing(path: str) -> None:
    async with browse(PreparedChecking({})) as browser:
        status, words = await shown(browser, path, Host="evil.example")

    assert status == 421
    assert "does not answer to that name" in words


@pytest.mark.parametrize("host", ["10.0.3.7:8080", "[fd00::7]:8080", "10.0.3.7"])
async def test_machines_may_call_by_an_address(host: str) -> None:
    async def rendered() -> bytes:
        return b""

    async with browse(PreparedChecking({}), metrics=Metrics(rendered, "text/plain")) as browser:
        statuses = [await asked(browser, path, Host=host) for path in (*FOR_MACHINES, "/", "/desk")]
        by_name = await asked(browser, "/metrics", Host="evil.example")

    assert statuses == [200] * len(FOR_MACHINES) + [421, 421]
    assert by_name == 421


async def asked(browser: Browser, path: str, **headers: str) -> int:
    async with browser.client.get(path, headers=headers) as response:
        return response.status


@pytest.mark.parametrize(
    "path", ["/nothing-here", "/static/none.css", "/static/../server.py", "/%00", "/<script>"]
)
async def test_missing_page_points_to_the_start(path: str) -> None:
    async with browse(PreparedChecking({})) as browser:
        status, words = await shown(browser, path)

    assert status == 404
    assert "There is no such page here." in words


async def test_wrong_method_is_explained() -> None:
    async with browse(PreparedChecking({})) as browser, browser.client.put("/") as response:
        words = read_page(await response.text()).text

    assert (response.status, response.headers["Allow"]) == (405, "GET,HEAD,POST")
    assert "cannot be used that way" in words


async def test_huge_body_is_not_read() -> None:
    async with browse(PreparedChecking({})) as browser:
        response = await browser.send("x" * (LONGEST_BODY + 1))
        words = read_page(await response.text()).text

    assert response.status == 413
    assert "your browser still has the text" in words


async def test_body_that_is_no_form_is_explained() -> None:
    async with browse(PreparedChecking({})) as browser:
        response = await browser.client.post("/", json={"text": TEXT})
        words = read_page(await response.text()).text

    assert response.status == 400
    assert "This form could not be read." in words


async def test_body_that_belies_its_headers_is_no_bug() -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"}
    async with browse(PreparedChecking({})) as browser:
        response = await browser.client.post("/", data=b"junk", headers=headers)

    assert response.status == 400


async def test_errors_reach_the_script_as_lines() -> None:
    async with browse(PreparedChecking({})) as browser:
        response = await browser.client.post("/", json={}, headers={"Accept": STREAM})
        lines = await lines_of(response)

    assert [(line["kind"], line["mood"]) for line in lines] == [("said", "refused"), ("ended", "refused")]


@pytest.mark.parametrize("path", ["/", "/help", "/nothing-here", "/health", "/health/live", "/health/ready"])
async def test_every_answer_carries_the_policy(path: str) -> None:
    async with browse(PreparedChecking({})) as browser, browser.client.get(path) as response:
        headers = response.headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers


async def test_stream_carries_the_policy() -> None:
    async with browse(PreparedChecking(ANSWERS)) as browser:
        response = await browser.send(TEXT, headers={"Accept": STREAM})

    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert response.headers["Cache-Control"] == "no-store"


async def test_page_needs_nothing_inline() -> None:
    async with browse(PreparedChecking(ANSWERS)) as browser:
        html = await (await browser.send(TEXT)).text()

    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=|javascript:", html)
    assert not re.search(r'(src|href|action)="(https?:)?//', html)
