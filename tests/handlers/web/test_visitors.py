from http.cookies import SimpleCookie

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.people.audience import Audience
from handlers.web.visitors import Visitors
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import browse
from tests.stories.plain_keys import PlainKeys

A, B = "a" * 32, "b" * 32


async def cookies(*, is_https: bool) -> "SimpleCookie":
    async with (
        browse(PreparedChecking({}), is_https=is_https) as browser,
        browser.client.get("/") as response,
    ):
        return response.cookies


async def test_cookie_is_out_of_reach_and_short_lived() -> None:
    visitor = (await cookies(is_https=False))["visitor"]

    assert (visitor["httponly"], visitor["samesite"], visitor["secure"]) == (True, "Strict", "")
    assert (visitor["path"], visitor["max-age"], visitor["domain"]) == ("/", "43200", "")


async def test_cookie_is_bound_to_the_host_behind_tls() -> None:
    assert (await cookies(is_https=True))["__Host-visitor"]["secure"] is True


async def test_cookie_is_not_renewed_by_coming_back() -> None:
    async with browse(PreparedChecking({})) as browser:
        await browser.token()
        async with browser.client.get("/") as response:
            again = response.cookies

    assert not again


@pytest.mark.parametrize("value", ["", "short", "x" * 33, "<script>" * 4, "é" * 32])
async def test_strange_cookie_is_replaced(value: str) -> None:
    async with browse(PreparedChecking({})) as browser:
        headers = {"Cookie": f"visitor={value}"}
        async with browser.client.get("/", headers=headers) as response:
            given = response.cookies["visitor"].value

    assert given != value
    assert len(given) == 32


class OtherKeys(PlainKeys):
    def digest(self, *parts: str) -> str:
        return super().digest("other", *parts)


def test_token_belongs_to_one_visitor_and_these_keys() -> None:
    here, there = Visitors(PlainKeys(), is_https=False), Visitors(OtherKeys(), is_https=False)

    assert here.is_genuine(A, here.token(A))
    assert not here.is_genuine(B, here.token(A))
    assert not there.is_genuine(A, here.token(A))


def test_page_outlives_a_restart() -> None:
    before, after = Visitors(PlainKeys(), is_https=False), Visitors(PlainKeys(), is_https=False)

    assert after.is_genuine(A, before.token(A))
    assert after.sender(A) == before.sender(A)


def test_nothing_kept_leads_back_to_the_cookie() -> None:
    visitors = Visitors(PlainKeys(), is_https=False)
    sender = visitors.sender(A)

    assert sender.person != visitors.sender(B).person
    assert A not in repr(sender)
    assert visitors.token(A) not in repr(sender)


def test_earlier_names_of_a_visitor_still_count() -> None:
    sender = Visitors(PlainKeys(earlier=1), is_https=False).sender(A)

    assert (len(sender.formerly), sender.audience) == (1, Audience.PUBLIC)
    assert sender.person not in sender.formerly


def test_nobody_is_no_visitor() -> None:
    visitors = Visitors(PlainKeys(), is_https=False)

    assert visitors.nobody() == visitors.nobody()
    assert visitors.nobody().address != visitors.sender(A).address


def test_browser_is_known_as_long_as_answers_are_kept() -> None:
    response = web.Response()
    Visitors(PlainKeys(), is_https=False, life=3600).greet(make_mocked_request("GET", "/"), response, A)

    assert response.cookies["visitor"]["max-age"] == "3600"
