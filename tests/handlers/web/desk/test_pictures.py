"""Pictures of a tip on the desk's pages: to whoever may see the case, and as safely as can be."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.desk.case import Brought, Case, CaseFile, CaseKind, CaseState
from bot.desk.picture import Picture, PictureKind
from bot.desk.tip import Addition, Tip
from bot.people.role import Member, Role
from tests.fakes.checking import PreparedChecking
from tests.fakes.reports import nothing, report
from tests.handlers.web.desk.browsing import Browser, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk
from tests.handlers.web.desk.test_case import KYAW, NOW, THIRI

NAME, OTHER = "a" * 32, "b" * 32
PIXELS = b"\xff\xd8 pixels"
PICTURE = Picture(NAME, PictureKind.JPEG, 640, 480, len(PIXELS), "5" * 64)
MOVING = Picture(OTHER, PictureKind.PNG, 10, 20, 3, "6" * 64, is_first=True)
TIP = Tip("Smoke over the bridge", code="7KQ2-M4TX-9AB4", pictures=(PICTURE, MOVING))
CASE = Case(12, CaseKind.TIP, CaseState.OPEN, NOW, revision=2, askers=1)
FILE = CaseFile(CASE, (Brought("k1", TIP, NOW, is_reachable=True),))
STAFF = Member("m3", "Hla", Role.STAFF)


@pytest.fixture
def desk() -> ListedDesk:
    return ListedDesk(files={12: FILE, 13: CaseFile(replace(CASE, id=13))})


@pytest.fixture
def member() -> Member | None:
    return THIRI


@pytest.fixture
async def browser(desk: ListedDesk, member: Member | None) -> AsyncIterator[Browser]:
    pictures = {NAME: PIXELS, OTHER: b"png", "c" * 32: b"another"}
    checking = PreparedChecking({TIP.what: report(nothing(TIP.what))})
    parts = parts_of(desk, THIRI, KYAW, STAFF, pictures=pictures, checking=checking)
    async with browse(parts) as opened:
        if member is not None:
            await opened.sign_in(parts, member)
        yield opened


async def test_page_shows_pictures_that_were_added(browser: Browser, desk: ListedDesk) -> None:
    later = replace(PICTURE, name="c" * 32, digest="7" * 64)
    [brought] = FILE.matters
    added = replace(brought, replies=(Addition("From the other side."), Addition("", (later,))))
    desk.files = {12: replace(FILE, matters=(added,))}
    page = await browser.get("/desk/case/12")

    assert "From the other side." in page.text
    assert "Show the picture" in page.text
    assert "Download picture 3" in page.text
    await browser.get(f"/desk/case/12/picture/{later.name}")
    assert browser.headers is not None
    assert browser.headers["Content-Disposition"] == 'attachment; filename="case-12-picture-3.jpg"'


async def test_page_shows_pictures_behind_a_word(browser: Browser) -> None:
    page = await browser.get("/desk/case/12")

    assert f'src="/desk/case/12/picture/{NAME}"' in browser.html
    assert "Show the 2 pictures" in page.text
    assert "5" * 64 in page.text
    assert browser.html.index("<details") < browser.html.index('<img src="/desk/case')
    assert "first picture of something that moved" in page.text


async def test_picture_is_given_as_a_file_that_can_do_nothing(browser: Browser) -> None:
    async with browser.client.get(f"/desk/case/12/picture/{NAME}") as response:
        content = await response.read()

    assert (response.status, content, response.content_type) == (200, PIXELS, "image/jpeg")
    headers = response.headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Disposition"] == 'attachment; filename="case-12-picture-1.jpg"'


@pytest.mark.parametrize(
    "path",
    [
        f"/desk/case/13/picture/{NAME}",
        f"/desk/case/99/picture/{NAME}",
        f"/desk/case/12/picture/{'c' * 32}",
        "/desk/case/12/picture/none",
        f"/desk/case/x/picture/{NAME}",
    ],
)
async def test_picture_is_there_in_its_own_case_alone(browser: Browser, path: str) -> None:
    async with browser.client.get(path) as response:
        assert response.status == 404


@pytest.mark.parametrize(("member", "status"), [(None, 401), (STAFF, 403)])
async def test_nobody_without_the_right_sees_a_picture(browser: Browser, status: int) -> None:
    async with browser.client.get(f"/desk/case/12/picture/{NAME}") as response:
        assert response.status == status


async def test_picture_goes_with_its_tip(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = CaseFile(CASE)

    async with browser.client.get(f"/desk/case/12/picture/{NAME}") as response:
        assert response.status == 404


@pytest.mark.parametrize("member", [KYAW])
@pytest.mark.parametrize("may_publish", [True, False])
async def test_evidence_holds_pictures_that_may_be_published(
    browser: Browser, desk: ListedDesk, may_publish: bool
) -> None:
    tip = replace(TIP, may_publish=may_publish)
    desk.files[12] = CaseFile(CASE, (Brought("k1", tip, NOW, is_reachable=True),))
    async with browser.client.get("/desk/case/12/evidence") as response:
        archive = zipfile.ZipFile(io.BytesIO(await response.read()))

    told = json.loads(archive.read("case.json"))["matters"][0]["pictures"]
    assert [one["sha256"] for one in told] == ["5" * 64, "6" * 64]
    held = [name for name in archive.namelist() if name.startswith("pictures/")]
    assert held == (["pictures/1-picture-1.jpg", "pictures/1-picture-2.png"] if may_publish else [])
    assert [one["file"] for one in told if one["file"]] == held
    assert NAME not in archive.read("case.json").decode()
