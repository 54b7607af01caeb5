from bot.people.role import Member, Role
from tests.handlers.web.desk.browsing import another, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk

ADA = Member("m1", "Ada", Role.ADMIN)
GUEST = Member("m7", "Guest <b>reporter</b>", Role.MODERATOR)
"""Known by a link alone."""


async def test_admin_ends_the_sign_ins_of_a_guest() -> None:
    parts = parts_of(ListedDesk(), ADA)
    async with browse(parts) as browser, another(browser) as theirs:
        await browser.sign_in(parts, ADA)
        await theirs.sign_in(parts, GUEST)
        page = await browser.get("/desk/people")
        assert "known by a sign-in link alone" in page.text
        page = await browser.send(page.form("/people/m7/sign-out"))
        await theirs.get("/desk")

    assert theirs.status == 401
    assert "Signed out." in page.text
    assert "reporter" not in page.text
    assert "b" not in page.tags


async def test_ending_sign_ins_is_noted() -> None:
    parts = parts_of(ListedDesk(), ADA)
    await parts.sign_ins.make_link(GUEST, lives=parts.life)
    async with browse(parts) as browser:
        await browser.sign_in(parts, ADA)
        page = await browser.get("/desk/people")
        await browser.post("/desk/people/m7/sign-out", page.form("/people/m1/sign-out").fields)
        page = await browser.get("/desk/audit")

    assert "Ada ended the sign-ins of: A colleague Guest" in page.text


async def test_editors_see_no_people() -> None:
    editor = Member("m2", "Mya", Role.EDITOR)
    parts = parts_of(ListedDesk(), editor)
    async with browse(parts) as browser:
        page = await browser.sign_in(parts, editor)
        await browser.get("/desk/people")

    assert browser.status == 403
    assert "/desk/people" not in page.links
