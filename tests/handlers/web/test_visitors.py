from http.cookies import SimpleCookie

import pytest

from handlers.web.visitors import Visitors
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import browse

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


def test_token_belongs_to_one_visitor_and_one_process() -> None:
    here, there = Visitors(bytes(32), is_https=False), Visitors(b"x" * 32, is_https=False)

    assert here.is_genuine(A, here.token(A))
    assert not here.is_genuine(B, here.token(A))
    assert not there.is_genuine(A, here.token(A))


def test_pseudonym_tells_neither_cookie_nor_token() -> None:
    visitors = Visitors(bytes(32), is_https=False)

    assert visitors.pseudonym(A) != visitors.pseudonym(B)
    assert A not in visitors.pseudonym(A)
    assert visitors.pseudonym(A) not in visitors.token(A)


def test_short_secret_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="shorter than 16 bytes"):
        Visitors(b"secret", is_https=False)
