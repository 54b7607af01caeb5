"""What the desk asks, answered on the page of the receipt with pictures."""

from urllib.parse import urlencode

import pytest
from aiohttp import FormData

from bot.claims.note import note
from bot.errors import Refusal
from bot.speech.choices import ADDING, Act, Button, Choice
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.replies import Mood, Told
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import FORM, Browser, browse
from tests.handlers.web.test_upload import PIXELS, Cleaning
from tests.stories.page import read_page

CODE = "7KQ2-M4TX-9AB4"
TEXT = "The left one.\r\nSeen from the ferry."
NOTHING = PreparedChecking({})
ASKS = Told(
    (note("talk.status.asks", question="Which bridge?"),),
    buttons=((Button(Choice(Act.TIP, CODE, value=ADDING), note("choice.tip.add")),),),
)
ADDED = Told((note("talk.more.added", code=CODE),))


async def looked_up(browser: Browser) -> str:
    body = urlencode({"text": CODE}).encode("ascii")
    async with browser.client.post("/status", data=body, headers={"Content-Type": FORM}) as response:
        return await response.text()


async def sent(browser: Browser, *files: bytes, text: str = TEXT, token: str = "") -> tuple[int, str]:
    fields = read_page(await looked_up(browser)).fields
    form = FormData(quote_fields=False)
    for name, value in (("token", token or fields["token"]), ("code", fields["code"]), ("addition", text)):
        form.add_field(name, value)
    for content in files or (b"",):
        form.add_field("files", content, filename="IMG_0001.jpg", content_type="image/jpeg")
    async with browser.client.post("/add", data=form) as response:
        return response.status, await response.text()


async def test_question_of_the_desk_is_answered_with_a_picture() -> None:
    cleaning = Cleaning()
    async with browse(NOTHING, replies=[[ASKS], [ADDED]], uploading=cleaning.uploading) as browser:
        status, html = await sent(browser, PIXELS)
        heard = browser.talk.heard[-1]

    assert (status, cleaning.seen) == (200, [PIXELS])
    assert isinstance(heard, Filled)
    assert (heard.form, heard.subject) == (Form.MORE, CODE)
    assert heard.value("text") == TEXT.replace("\r\n", "\n")
    assert [one.content for one in heard.cleaned] == [b"tidy"]
    assert "The left one." not in html


async def test_form_takes_the_place_of_the_button() -> None:
    async with browse(NOTHING, replies=[[ASKS]], uploading=Cleaning().uploading) as browser:
        html = await looked_up(browser)

    assert read_page(html).choices == []
    assert 'action="/add#answer" enctype="multipart/form-data"' in html
    assert html.index('name="token"') < html.index('name="files"')


async def test_nothing_is_offered_where_nothing_is_asked() -> None:
    async with browse(NOTHING, replies=[[ADDED]], uploading=Cleaning().uploading) as browser:
        html = await looked_up(browser)

    assert "/add#answer" not in html


@pytest.mark.parametrize(
    ("failure", "files", "text", "said"),
    [
        (Refusal("refused.picture.unreadable"), (PIXELS,), TEXT, "no picture that can be cleaned"),
        (None, (), " ", "write something, or choose a picture"),
    ],
)
async def test_what_cannot_be_added_stands_in_the_form(
    failure: Exception | None, files: tuple[bytes, ...], text: str, said: str
) -> None:
    async with browse(NOTHING, replies=[[ASKS]], uploading=Cleaning(failure).uploading) as browser:
        status, html = await sent(browser, *files, text=text)
        count = len(browser.talk.heard)

    assert (status, count) == (422, 1)
    assert said in html
    assert read_page(html).fields["code"] == CODE
    assert read_page(html).fields["addition"].strip() == text.replace("\r\n", "\n").strip()


async def test_refused_addition_says_that_pictures_were_lost() -> None:
    refused = Told((note("refused.more_closed", code=CODE),), Mood.REFUSED)
    async with browse(NOTHING, replies=[[ASKS], [refused]], uploading=Cleaning().uploading) as browser:
        status, html = await sent(browser, PIXELS)

    assert status == 422
    assert "chosen once more" in html


async def test_stale_page_adds_nothing() -> None:
    cleaning = Cleaning()
    async with browse(NOTHING, replies=[[ASKS]], uploading=cleaning.uploading) as browser:
        status, html = await sent(browser, PIXELS, token="another")
        count = len(browser.talk.heard)

    assert (status, count, cleaning.seen) == (403, 1, [])
    assert "The left one." in html
