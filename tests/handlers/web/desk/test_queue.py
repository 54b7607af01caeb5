import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.alerts import Pressing
from bot.desk.case import Case, CaseKind, CaseState, Hold
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.queue import Line, Numbers, Queue
from bot.people.address import Front
from bot.people.role import Member, Role
from handlers.web.desk.streams import MOST
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_members import MemoryMembers
from tests.handlers.web.desk.browsing import Browser, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk

THIRI = Member("m1", "Thiri", Role.MODERATOR)
NOW = FixedClock().now()
CASE = Case(12, CaseKind.CLAIM, CaseState.OPEN, NOW - timedelta(hours=3), revision=2, askers=3)


@pytest.fixture
def desk() -> ListedDesk:
    return ListedDesk(Queue((Line(CASE, "At least 165 people were killed in Pazigyi.", "en"),), total=1))


@pytest.fixture
async def browser(desk: ListedDesk) -> AsyncIterator[Browser]:
    parts = parts_of(desk, labels=("violence", "children"))
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        yield browser


async def test_case_is_listed_with_its_askers(browser: Browser) -> None:
    page = await browser.get("/desk")

    assert "At least 165 people were killed in Pazigyi." in page.text
    assert "3 people" in page.text
    assert "3 hours ago" in page.text
    assert page.form("/case/12/take").fields["seen"] == ["2"]


async def test_taken_case_shows_its_holder(browser: Browser, desk: ListedDesk) -> None:
    held = replace(CASE, hold=Hold("m2", "Kyaw", NOW + timedelta(minutes=5)))
    desk.listed = Queue((Line(held, "A claim."),), total=1)
    page = await browser.get("/desk")

    assert "Kyaw" in page.text
    assert not page.has_form("/take")


async def test_decided_case_shows_to_what(browser: Browser, desk: ListedDesk) -> None:
    decision = Decision(Conclusion.LINKED, "It was another one.", "strike", accord=Accord.DIFFERS)
    signing = replace(CASE, state=CaseState.SIGNING, decision=decision)
    desk.listed = Queue((Line(signing, "A claim."),), total=1)
    page = await browser.get("/desk?state=signing")

    assert "About a record that we have" in page.text
    assert "It differs: it contradicts the record" in page.text


async def test_filters_reach_the_desk(browser: Browser, desk: ListedDesk) -> None:
    await browser.get("/desk?state=closed&kind=tip&label=violence&held=mine&after=there")

    wanted, after = desk.wanted[-1]
    assert wanted.states == {CaseState.CLOSED}
    assert (wanted.kind, wanted.label, wanted.held_by, after) == (CaseKind.TIP, "violence", "m1", "there")


async def test_strange_filters_count_as_none(browser: Browser, desk: ListedDesk) -> None:
    await browser.get("/desk?state=%00&kind=x&label=unknown&held=everybody")

    wanted, _ = desk.wanted[-1]
    assert wanted == desk.wanted[0][0]


async def test_next_page_keeps_the_filters(browser: Browser, desk: ListedDesk) -> None:
    desk.listed = replace(desk.listed, after="a b")
    page = await browser.get("/desk?kind=tip")

    assert "/desk?kind=tip&after=a+b" in page.links


async def test_texts_bring_no_elements(browser: Browser, desk: ListedDesk) -> None:
    desk.listed = Queue((Line(CASE, "<script>alert(1)</script>\u202eesrever"),), total=1)
    page = await browser.get("/desk")

    assert "alert(1)" in page.text
    assert "\u202e" not in page.text
    assert browser.html.count("<script") == 1


async def test_changes_are_told_while_open(browser: Browser, desk: ListedDesk) -> None:
    async with browser.client.get("/desk/events?seen=0.0.0.0") as stream:
        assert await stream.content.readuntil(b":\n\n")
        desk.counted = Numbers(undecided=7, held=1)
        desk.changed.ring()
        told = await stream.content.readuntil(b"7 cases are waiting")

    assert b"event: changed" in told


async def test_sign_out_ends_the_stream(browser: Browser) -> None:
    page = await browser.get("/desk")
    async with browser.client.get("/desk/events?seen=0.0.0.0") as stream:
        await stream.content.readuntil(b":\n\n")
        await browser.send(page.form("/sign-out"))
        async with asyncio.timeout(5):
            rest = await stream.content.read()

    assert b"event: end" in rest


async def test_other_role_ends_the_stream(desk: ListedDesk) -> None:
    parts = parts_of(desk, THIRI)
    assert isinstance(parts.members, MemoryMembers)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        async with browser.client.get("/desk/events?seen=0.0.0.0") as stream:
            await stream.content.readuntil(b":\n\n")
            parts.members.listed = {(Front.TELEGRAM, THIRI.id): replace(THIRI, role=Role.STAFF)}
            desk.changed.ring()
            async with asyncio.timeout(5):
                rest = await stream.content.read()

    assert b"event: end" in rest


async def test_pages_without_end_open_no_streams_without_end(browser: Browser) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(MOST):
            await stack.enter_async_context(browser.client.get("/desk/events?seen=0.0.0.0"))
        async with browser.client.get("/desk/events?seen=0.0.0.0") as one_more:
            status = one_more.status
        await browser.send((await browser.get("/desk")).form("/sign-out"))

    assert status == 204


async def test_what_cannot_wait_stands_on_top() -> None:
    async def pressing() -> Pressing:
        return Pressing(crowded=(4,), overdue=tuple(range(10, 24)))

    parts = replace(parts_of(ListedDesk(), THIRI), pressing=pressing)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.get("/desk")

    assert "Many people ask about a case: #4" in page.text
    assert "14 tips were promised an outcome by now:" in page.text
    assert "/desk/case/21" in page.links
    assert "/desk/case/22" not in page.links
