"""Buttons on the page: forms without script, lines with it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.claims.note import note
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import Heard, Pressed
from bot.speech.replies import Mood, Part, Reply, Shown, Superseded, Told
from bot.speech.turns import Say
from bot.verdicts.finding import Finding
from handlers.web.chat.seats import Limits
from handlers.web.streams import STREAM
from tests.fakes.checking import PreparedChecking
from tests.fakes.reports import nothing, opinion, report, same_event
from tests.handlers.web.browsing import browse, lines_of
from tests.stories.page import read_page
from tests.stories.talking import ANSWER, BUTTONS

TEXT = "A claim."
CHECKING = PreparedChecking({TEXT: report(same_event(TEXT))})
THIS = Choice(Act.THIS, ANSWER, 1, 1)
THANKS = Told((note("talk.start.who"),), is_brief=True)
QUESTION = Told(
    (note("talk.start.what"),), buttons=((Button(Choice(Act.AGREE, ANSWER, 1), note("page.send")),),)
)
SCRIPT = {"Accept": STREAM}


def pressed(heard: Sequence[Heard]) -> list[Choice | None]:
    return [one.choice for one in heard if isinstance(one, Pressed)]


def part(part: Part, *findings: Finding) -> Reply:
    return Shown(report(*findings), 1, part, ANSWER, BUTTONS)


async def test_answer_has_its_buttons_but_those_that_the_page_is() -> None:
    async with browse(CHECKING) as browser:
        page = read_page(await (await browser.send(TEXT)).text())

    assert [choice.act for choice in page.choices] == [Act.THIS, Act.NOT_THIS, Act.NONE, Act.ASK]


async def test_press_works_without_script() -> None:
    async with browse(CHECKING, replies=[[THANKS]]) as browser:
        answered = read_page(await (await browser.send(TEXT)).text())
        response = await browser.press(answered.choices[0])
        page = read_page(await response.text())

    assert pressed(browser.talk.heard) == [THIS]
    assert (response.status, page.moods) == (200, ["talk"])


async def test_claim_can_be_shown_again_without_script() -> None:
    replies: list[list[Reply]] = [[THANKS], [part(Part.WHOLE, same_event(TEXT))]]
    async with browse(CHECKING, replies=replies) as browser:
        thanked = read_page(await (await browser.press(THIS)).text())
        page = read_page(await (await browser.press(thanked.choices[-1])).text())

    assert thanked.choices == [Choice(Act.OPEN, ANSWER, 1)]
    assert page.relations == ["same_event"]


async def test_question_brings_its_own_buttons() -> None:
    async with browse(CHECKING, replies=[[QUESTION]]) as browser:
        page = read_page(await (await browser.press(Choice(Act.ASK, ANSWER, 1))).text())

    assert Choice(Act.AGREE, ANSWER, 1) in page.choices


async def test_script_gets_only_the_reply() -> None:
    async with browse(CHECKING, replies=[[QUESTION]]) as browser:
        said, ended = await lines_of(await browser.press(THIS, headers=SCRIPT))

    assert (ended["kind"], ended["mood"]) == ("ended", "talk")
    assert 'action="/press#answer"' in str(said["html"])
    assert "<html" not in str(said["html"])


async def test_several_replies_come_in_order() -> None:
    replies: list[list[Reply]] = [[Superseded("old"), THANKS, QUESTION]] * 2
    async with browse(CHECKING, replies=replies) as browser:
        lines = await lines_of(await browser.press(THIS, headers=SCRIPT))
        page = read_page(await (await browser.press(THIS)).text())

    assert [line["kind"] for line in lines] == ["said", "said", "ended"]
    assert page.moods == ["talk", "talk"]


async def test_silence_is_shown_as_silence() -> None:
    async with browse(CHECKING, replies=[[], []]) as browser:
        lines = await lines_of(await browser.press(THIS, headers=SCRIPT))
        response = await browser.press(THIS)

    assert [line["kind"] for line in lines] == ["ended"]
    assert response.status == 200


async def test_reasons_are_shown_when_asked_for() -> None:
    async with browse(CHECKING, replies=[[part(Part.REASONS, same_event(TEXT))]]) as browser:
        page = read_page(await (await browser.press(Choice(Act.WHY, ANSWER, 1))).text())

    assert "same place: Pazigyi (+1.5)" in page.text
    assert page.relations == []


@pytest.mark.parametrize("wire", ["", "1:this", "2:this:a:1:1:", "1:nothing:a:1:1:", "x" * 3000, "<b>"])
async def test_unreadable_button_is_handed_on_as_such(wire: str) -> None:
    async with browse(CHECKING) as browser:
        response = await browser.press(wire)

    assert (response.status, pressed(browser.talk.heard)) == (200, [None])


@pytest.mark.parametrize("headers", [{}, SCRIPT])
async def test_press_without_a_genuine_token_does_nothing(headers: dict[str, str]) -> None:
    async with browse(CHECKING) as browser:
        response = await browser.press(THIS, token="old", headers=headers)

    assert (response.status, browser.talk.heard) == (403, [])


async def test_press_from_another_site_does_nothing() -> None:
    async with browse(CHECKING) as browser:
        response = await browser.press(THIS, headers={"Sec-Fetch-Site": "cross-site"})

    assert (response.status, browser.talk.heard) == (403, [])


async def test_other_browser_is_somebody_else() -> None:
    async with browse(CHECKING) as browser:
        await browser.press(THIS)
        browser.client.session.cookie_jar.clear()
        await browser.press(THIS)
        first, second = (heard.sender for heard in browser.talk.heard)

    assert first.person != second.person
    assert first.address != second.address


async def test_refusal_of_a_press_has_its_status() -> None:
    refused = Told((note("talk.start.who"),), Mood.REFUSED, is_brief=True)
    async with browse(CHECKING, replies=[[refused]]) as browser:
        assert (await browser.press(THIS)).status == 422


async def test_crowd_at_the_buttons_is_asked_to_wait() -> None:
    async with browse(CHECKING, limits=Limits(turns_at_once=0)) as browser:
        response = await browser.press(THIS)
        checked = await browser.send(TEXT)

    assert (response.status, response.headers["Retry-After"], checked.status) == (503, "10", 200)


async def test_each_claim_of_many_has_its_buttons() -> None:
    many = PreparedChecking({TEXT: report(opinion("Shame!"), same_event("A."), nothing("B."))})

    async with browse(many) as browser:
        page = read_page(await (await browser.send(TEXT)).text())

    assert page.choices == [Choice(Act.ASK, ANSWER, 2), Choice(Act.ASK, ANSWER, 3)]


async def test_button_of_a_page_outlives_a_restart() -> None:
    async with browse(CHECKING) as before:
        token = await before.token()
        cookies = {cookie.key: cookie.value for cookie in before.client.session.cookie_jar}
        await before.press(THIS)
    async with browse(CHECKING) as after:
        after.client.session.cookie_jar.update_cookies(cookies, after.client.make_url("/"))
        response = await after.press(THIS, token=token)

    assert response.status == 200
    assert after.talk.heard[0].sender == before.talk.heard[0].sender


@dataclass
class WatchedTalk:
    """Tells how many turns were under way at the same time."""

    under_way: int = 0
    most: int = 0

    async def __call__(self, _heard: Heard, say: Say) -> None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        for _ in range(5):
            await asyncio.sleep(0)
        self.under_way -= 1
        await say(THANKS)


async def test_button_pressed_twice_is_done_one_after_the_other() -> None:
    talk = WatchedTalk()
    async with browse(CHECKING, talk=talk) as browser:
        token = await browser.token()
        await asyncio.gather(*(browser.press(THIS, token=token) for _ in range(4)))

    assert talk.most == 1
