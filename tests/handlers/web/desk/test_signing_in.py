from dataclasses import replace

import pytest

from bot.people.role import Member, Role
from handlers.web.desk.application import DeskParts
from tests.handlers.web.desk.browsing import another, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk

THIRI = Member("m1", "Thiri", Role.MODERATOR)
REPORTER = Member("m2", "Kyaw", Role.STAFF)


@pytest.fixture
def parts() -> DeskParts:
    return parts_of(ListedDesk())


async def test_link_lets_in_once(parts: DeskParts) -> None:
    link = await parts.sign_ins.make_link(THIRI, lives=parts.life)
    async with browse(parts) as browser, another(browser) as stranger:
        door = await browser.get(f"/desk/sign-in?link={link}")
        queue = await browser.send(door.form("/sign-in"))
        again = await stranger.send(door.form("/sign-in"))

    assert "Thiri" in queue.text
    assert stranger.status == 403
    assert "used already" in again.text
    assert "write /desk to the bot" in again.text
    assert "/desk" in again.links


async def test_used_link_says_so_before_anything_is_pressed(parts: DeskParts) -> None:
    link = await parts.sign_ins.make_link(THIRI, lives=parts.life)
    async with browse(parts) as browser, another(browser) as stranger:
        await browser.send((await browser.get(f"/desk/sign-in?link={link}")).form("/sign-in"))
        door = await stranger.get(f"/desk/sign-in?link={link}")

    assert stranger.status == 403
    assert "used already" in door.text
    assert "So far it is not used up" not in door.text


async def test_preview_uses_no_link_up(parts: DeskParts) -> None:
    link = await parts.sign_ins.make_link(THIRI, lives=parts.life)
    async with browse(parts) as preview, another(preview) as browser:
        await preview.get(f"/desk/sign-in?link={link}")
        door = await browser.get(f"/desk/sign-in?link={link}")
        queue = await browser.send(door.form("/sign-in"))

    assert "Thiri" in queue.text


async def test_cookie_stays_with_this_site(parts: DeskParts) -> None:
    async with browse(replace(parts, is_https=True)) as browser:
        link = await parts.sign_ins.make_link(THIRI, lives=parts.life)
        await browser.post("/desk/sign-in", {"link": link})

    assert browser.headers is not None
    cookie = browser.headers["Set-Cookie"]
    assert cookie.startswith("__Host-desk=")
    assert {"HttpOnly", "Secure", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))


async def test_signed_out_stays_out(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        queue = await browser.sign_in(parts, THIRI)
        await browser.send(queue.form("/sign-out"))
        outside = await browser.get("/desk")

    assert browser.status == 401
    assert "/desk" in outside.text


async def test_strangers_see_nothing(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        page = await browser.get("/desk", headers={"Cookie": "desk=browser-0000000000000099"})

    assert browser.status == 401
    assert not page.has_form("/sign-out")


async def test_lesser_roles_are_refused(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        await browser.sign_in(parts, REPORTER)
        led = dict(browser.headers or {})["Location"]
        page = await browser.get("/desk/numbers")

    assert led == "/desk/sources"  # all that staff may see
    assert browser.status == 403
    assert "Your role does not allow this" in page.text


async def test_link_from_chat_is_opened_again(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        page = await browser.get("/desk?state=closed", headers={"Sec-Fetch-Site": "cross-site"})

    assert {"http-equiv": "refresh", "content": "0; url=/desk?state=closed"} in page.marks


async def test_form_without_token_does_nothing(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.post("/desk/sign-out", {"reason": "Something long to write."})
        refused = browser.status
        await browser.get("/desk")

    assert (refused, browser.status) == (403, 200)
    assert "Something long to write." in page.text


async def test_form_from_elsewhere_does_nothing(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        queue = await browser.sign_in(parts, THIRI)
        form = queue.form("/sign-out")
        await browser.post(form.action, form.fields, headers={"Origin": "https://elsewhere.example"})
        refused = browser.status
        await browser.get("/desk")

    assert (refused, browser.status) == (403, 200)


async def test_what_was_typed_survives_signing_out(parts: DeskParts) -> None:
    async with browse(parts) as browser:
        page = await browser.post("/desk/sign-out", {"reason": "They were seen in two places.", "token": "x"})

    assert browser.status == 403
    assert "They were seen in two places." in page.text
