"""A tip as a form, sent as a browser without script does."""

from collections.abc import Mapping
from urllib.parse import urlencode

from aiohttp import ClientResponse

from bot.claims.note import note
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.replies import Mood, Told
from handlers.web.chat.seats import Limits
from tests.fakes.checking import PreparedChecking
from tests.handlers.web.browsing import FORM, Browser, browse
from tests.stories.page import read_page

RECEIPT = Told((note("talk.tip.receipt.done", code="7KQ2-M4TK"),))
TIP = {"what": "Soldiers burned the market.\nAt dawn.", "publish": "yes", "agreed": "yes"}


async def opened(browser: Browser) -> Mapping[str, str]:
    async with browser.client.get("/tip") as response:
        return read_page(await response.text()).fields


async def sent(browser: Browser, values: Mapping[str, str], **hidden: str) -> tuple[ClientResponse, str]:
    fields = await opened(browser)
    filled = {"token": fields["token"], "draft": fields["draft"], **hidden, **values}
    body = urlencode(filled).encode("ascii")
    async with browser.client.post("/tip", data=body, headers={"Content-Type": FORM}) as response:
        return response, await response.text()


NOTHING = PreparedChecking({})


async def test_page_tells_what_happens_before_it_asks() -> None:
    async with browse(NOTHING) as browser, browser.client.get("/tip") as response:
        html = await response.text()

    assert html.index("Never kept") < html.index("What happened?") < html.index("I have read")


async def test_filled_form_is_handed_on() -> None:
    async with browse(NOTHING, replies=[[RECEIPT]]) as browser:
        response, html = await sent(browser, TIP)
        [heard] = browser.talk.heard

    assert isinstance(heard, Filled)
    assert (heard.form, heard.value("what"), heard.value("agreed")) == (Form.TIP, TIP["what"], "yes")
    assert heard.subject
    assert (response.status, "7KQ2-M4TK" in html, "burned" in html) == (200, True, False)


async def test_refused_form_keeps_what_was_typed() -> None:
    refused = Told((note("refused.tip_needs_what"),), Mood.REFUSED)
    async with browse(NOTHING, replies=[[refused]]) as browser:
        response, html = await sent(browser, {"where": "Pale"}, draft="the-same-one")

    fields = read_page(html).fields
    assert response.status == 422
    assert (fields["where"], fields["draft"]) == ("Pale", "the-same-one")


async def test_stale_page_hands_in_nothing() -> None:
    async with browse(NOTHING) as browser:
        response, html = await sent(browser, TIP, token="another")
        heard = browser.talk.heard

    assert (response.status, heard) == (403, [])
    assert "burned the market" in html


async def test_form_of_a_crowded_page_is_handed_in_once() -> None:
    async with browse(NOTHING, limits=Limits(received_at_once=0)) as browser:
        _, html = await sent(browser, TIP)

    assert read_page(html).fields["draft"]


async def test_no_page_where_no_tips_are_taken() -> None:
    async with browse(NOTHING, takes_tips=False) as browser:
        async with browser.client.get("/tip") as response:
            status = response.status
        async with browser.client.get("/") as response:
            html = await response.text()

    assert status == 404
    assert "/tip" not in html


async def test_words_cannot_become_markup() -> None:
    refused = Told((note("refused.tip_needs_what"),), Mood.REFUSED)
    async with browse(NOTHING, replies=[[refused]]) as browser:
        _, html = await sent(browser, {"what": "</textarea><script>x</script>", "where": '"><script>y'})

    assert "<script>x" not in html
    assert "<script>y" not in html
