"""Pictures in the form of a tip, sent as a browser without script does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import FormData

from bot.claims.note import note
from bot.desk.picture import MOST_PICTURES, Picture, PictureKind
from bot.errors import Refusal, Unavailable
from bot.people.address import Front
from bot.speech.attached import Attachment, Cleaned
from bot.speech.heard import Filled
from bot.speech.replies import Mood, Told
from handlers.web.chat.upload import Uploading
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import Browser, browse
from tests.handlers.web.test_tip import RECEIPT, opened
from tests.stories.page import read_page

NOTHING = PreparedChecking({})
WHAT = "Soldiers burned the market.\r\nAt dawn."
PIXELS = b"pixels " * 100
SIZE = 10_000


@dataclass
class Cleaning:
    """Makes a picture of whatever comes, or fails as told."""

    failure: Exception | None = None
    seen: list[bytes] = field(default_factory=list)

    async def take(self, attachment: Attachment, front: Front) -> Cleaned:
        raise AssertionError((attachment, front))

    async def clean(self, content: bytes) -> Cleaned:
        if self.failure is not None:
            raise self.failure
        self.seen.append(content)
        name = f"{len(self.seen):032}"
        return Cleaned(Picture(name, PictureKind.PNG, 1, 1, 4, "0" * 64), b"tidy")

    @property
    def uploading(self) -> Uploading:
        return Uploading(self, ("jpeg", "png"), SIZE)


async def sent(browser: Browser, *files: bytes, token: str = "", **more: str) -> tuple[int, str]:
    fields = await opened(browser)
    form = FormData(quote_fields=False)
    form.add_field("token", token or fields["token"])
    form.add_field("draft", fields["draft"])
    for name, value in ({"what": WHAT, "agreed": "yes"} | more).items():
        form.add_field(name, value)
    for content in files:
        form.add_field("files", content, filename="IMG_0001 mandalay.jpg", content_type="image/jpeg")
    async with browser.client.post("/tip", data=form) as response:
        return response.status, await response.text()


async def test_page_asks_for_pictures_without_script() -> None:
    async with browse(NOTHING, uploading=Cleaning().uploading) as browser:
        html = await (await browser.client.get("/tip")).text()

    assert 'enctype="multipart/form-data"' in html
    assert 'type="file" multiple accept="image/jpeg,image/png"' in html
    assert html.index('name="token"') < html.index('name="files"')


async def test_page_asks_for_none_where_none_are_taken() -> None:
    async with browse(NOTHING) as browser:
        html = await (await browser.client.get("/tip")).text()

    assert 'type="file"' not in html
    assert "multipart" not in html


async def test_pictures_are_cleaned_and_handed_on() -> None:
    cleaning = Cleaning()
    async with browse(NOTHING, replies=[[RECEIPT]], uploading=cleaning.uploading) as browser:
        status, html = await sent(browser, PIXELS, b"another")
        [heard] = browser.talk.heard

    assert (status, "7KQ2-M4TK" in html) == (200, True)
    assert cleaning.seen == [PIXELS, b"another"]
    assert isinstance(heard, Filled)
    assert heard.value("what") == WHAT.replace("\r\n", "\n")
    assert [one.content for one in heard.cleaned] == [b"tidy", b"tidy"]
    assert "mandalay" not in repr(heard)


async def test_form_without_a_picture_is_a_tip_too() -> None:
    """A browser sends an empty file where none was chosen."""
    async with browse(NOTHING, replies=[[RECEIPT]], uploading=Cleaning().uploading) as browser:
        status, _ = await sent(browser, b"")
        [heard] = browser.talk.heard

    assert status == 200
    assert isinstance(heard, Filled)
    assert heard.cleaned == ()


async def test_plain_form_is_taken_where_pictures_could_come() -> None:
    async with browse(NOTHING, replies=[[RECEIPT]], uploading=Cleaning().uploading) as browser:
        fields = await opened(browser)
        values = {"token": fields["token"], "draft": fields["draft"], "what": "smoke", "agreed": "yes"}
        async with browser.client.post("/tip", data=values) as response:
            status = response.status

    assert status == 200


@pytest.mark.parametrize(
    ("failure", "files", "status", "said"),
    [
        (Refusal("refused.picture.unreadable"), (PIXELS,), 422, "no picture that can be cleaned"),
        (None, (b"x" * (SIZE + 1),), 422, "larger than"),
        (None, (PIXELS,) * (MOST_PICTURES + 1), 422, "No more than 10 pictures"),
        (Unavailable("database"), (PIXELS,), 503, "just now"),
    ],
)
async def test_wrong_picture_brings_the_words_back(
    failure: Exception | None, files: tuple[bytes, ...], status: int, said: str
) -> None:
    async with browse(NOTHING, uploading=Cleaning(failure).uploading) as browser:
        answered, html = await sent(browser, *files)
        heard = browser.talk.heard

    assert (answered, heard) == (status, [])
    assert said in html
    assert "chosen once more" in html
    assert "burned the market" in html


async def test_refused_tip_says_that_pictures_were_lost() -> None:
    refused = Told((note("refused.tip_needs_what"),), Mood.REFUSED)
    async with browse(NOTHING, replies=[[refused]], uploading=Cleaning().uploading) as browser:
        status, html = await sent(browser, PIXELS, what="", where="Pale")

    assert (status, read_page(html).fields["where"]) == (422, "Pale")
    assert "chosen once more" in html


async def test_stale_page_has_nothing_cleaned() -> None:
    cleaning = Cleaning()
    async with browse(NOTHING, uploading=cleaning.uploading) as browser:
        status, html = await sent(browser, PIXELS, token="another")
        heard = browser.talk.heard

    assert (status, heard, cleaning.seen) == (403, [], [])
    assert "burned the market" in html


async def test_larger_form_than_can_be_is_not_read() -> None:
    cleaning = Cleaning()
    async with browse(NOTHING, uploading=cleaning.uploading) as browser:
        headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(2**40)}
        request = browser.client.post("/tip", headers=headers, skip_auto_headers=["Content-Length"])
        async with asyncio.timeout(10):
            async with request as response:
                status = response.status

    assert (status, cleaning.seen) == (413, [])


async def test_endless_form_comes_to_an_end() -> None:
    cleaning = Cleaning()

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        while True:
            yield b"x" * 65_536

    async with browse(NOTHING, uploading=cleaning.uploading) as browser:
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        async with browser.client.post("/tip", data=endless(), headers=headers) as response:
            status = response.status

    assert (status, cleaning.seen) == (413, [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no parts at all",
        b'--x\r\nContent-Disposition: form-data; name="what"\r\n\r\nsmoke',
        b'--x\r\nContent-Disposition: form-data; name="what"\r\n\r\n\xff\xfe\r\n--x--\r\n',
        b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nz\r\n--y--\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 200 + b"--x--\r\n",
    ],
)
async def test_broken_form_hands_in_nothing(body: bytes) -> None:
    async with browse(NOTHING, uploading=Cleaning().uploading) as browser:
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        async with browser.client.post("/tip", data=body, headers=headers) as response:
            status = response.status
        heard = browser.talk.heard

    assert status in {400, 403}
    assert heard == []


async def test_form_without_a_boundary_hands_in_nothing() -> None:
    async with browse(NOTHING, uploading=Cleaning().uploading) as browser:
        headers = {"Content-Type": "multipart/form-data"}
        async with browser.client.post("/tip", data=b"x", headers=headers) as response:
            status = response.status

    assert status == 400


async def test_form_with_pictures_is_refused_where_none_are_taken() -> None:
    async with browse(NOTHING) as browser:
        status, _ = await sent(browser, PIXELS)
        heard = browser.talk.heard

    assert (status, heard) == (400, [])
