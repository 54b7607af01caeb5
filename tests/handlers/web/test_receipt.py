"""A receipt that is looked up on a page, by whoever holds it."""

from urllib.parse import urlencode

from aiohttp import ClientResponse

from bot.claims.note import note
from bot.speech.choices import ADDING, Act, Button, Choice
from bot.speech.heard import Command, Verb
from bot.speech.replies import Mood, Told
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import FORM, Browser, browse
from tests.stories.page import read_page

CODE = "7KQ2-M4TX-9AB4"
NOTHING = PreparedChecking({})
CLOSED = note("talk.status.question.closed", code=CODE, date="1 Mar 2026")


def read_on(link: str) -> Told:
    return Told((CLOSED, note("talk.outcome.link", link=link)))


async def looked_up(browser: Browser, code: str = CODE) -> tuple[ClientResponse, str]:
    body = urlencode({"text": code}).encode("ascii")
    async with browser.client.post("/status", data=body, headers={"Content-Type": FORM}) as response:
        return response, await response.text()


async def test_receipt_is_asked_for_on_its_page() -> None:
    async with browse(NOTHING) as browser, browser.client.get("/status") as response:
        html = await response.text()

    assert 'action="/status#answer"' in html


async def test_box_takes_a_receipt_from_elsewhere() -> None:
    async with browse(NOTHING, replies=[[read_on("")]]) as browser:
        response, html = await looked_up(browser, f" {CODE.lower()} ")
        [heard] = browser.talk.heard

    assert isinstance(heard, Command)
    assert (heard.verb, heard.argument) == (Verb.STATUS, CODE.lower())
    assert (response.status, CODE in html) == (200, True)
    assert CODE not in str(response.url)


async def test_record_can_be_followed() -> None:
    link = 'https://example.org/record?a=1&b="2"'
    async with browse(NOTHING, replies=[[read_on(link)]]) as browser:
        _, html = await looked_up(browser)

    assert 'href="https://example.org/record?a=1&amp;b=&#34;2&#34;"' in html


async def test_address_that_is_no_page_is_only_text() -> None:
    async with browse(NOTHING, replies=[[read_on("javascript:alert(1)")]]) as browser:
        _, html = await looked_up(browser)

    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html


async def test_question_of_the_desk_can_be_answered_there() -> None:
    answer = Button(Choice(Act.TIP, CODE, value=ADDING), note("choice.tip.add"))
    async with browse(NOTHING, replies=[[Told((CLOSED,), buttons=((answer,),))]]) as browser:
        _, html = await looked_up(browser)

    assert read_page(html).choices == [answer.choice]


async def test_slip_of_the_pen_is_refused() -> None:
    refused = Told((note("refused.bad_code"),), Mood.REFUSED)
    async with browse(NOTHING, replies=[[refused]]) as browser:
        response, html = await looked_up(browser, "7KQ2")

    assert response.status == 422
    assert "This is not a receipt." in html
