"""Two members before the same case, by the real rules."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.case import CaseState
from bot.desk.circumstances import Rules
from bot.people.role import Member, Role
from tests.contract.kept import a_question, a_sender
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_cases import Cases
from tests.fakes.memory_desk import MemoryDesk
from tests.fakes.reports import report
from tests.handlers.web.desk.browsing import Browser, another, browse, parts_of

THIRI, KYAW = Member("m1", "Thiri", Role.MODERATOR), Member("m2", "Kyaw", Role.EDITOR)
TEXT = "A bridge was hit."
RULES = Rules(labels=("violence", "names a person"), sensitive=frozenset({"names a person"}))
MINE = {"conclusion": "rejected", "reason": "Not about this country."}


@pytest.fixture
def cases() -> Cases:
    kept = Cases(FixedClock(), RULES)
    kept.ask(a_question("AAAA-AAAA", TEXT), a_sender(), lasts=timedelta(days=1))
    return kept


@pytest.fixture
async def thiri_and_kyaw(cases: Cases) -> AsyncIterator[tuple[Browser, Browser]]:
    known = {member.id: member for member in (THIRI, KYAW)}
    checking = PreparedChecking({TEXT: report()})
    parts = parts_of(MemoryDesk(cases, known.get), THIRI, KYAW, checking=checking, labels=RULES.labels)
    parts = replace(parts, clock=cases.clock)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(browse(parts))
        second = await stack.enter_async_context(another(first))
        await first.sign_in(parts, THIRI)
        await second.sign_in(parts, KYAW)
        yield first, second


async def test_second_decider_is_told_of_the_first(
    thiri_and_kyaw: tuple[Browser, Browser], cases: Cases
) -> None:
    thiri, kyaw = thiri_and_kyaw
    seen_by_thiri = await thiri.get("/desk/case/1")
    seen_by_kyaw = await kyaw.get("/desk/case/1")
    await kyaw.send(seen_by_kyaw.form("/decide"), conclusion="unverified", reason="Nobody saw it.")
    page = await thiri.send(seen_by_thiri.form("/decide"), **MINE)

    assert thiri.status == 409
    assert "Case 1 was decided by Kyaw" in page.text
    assert "Nobody saw it." in page.text
    assert "Not about this country." in page.text


async def test_held_case_is_not_decided_by_another(
    thiri_and_kyaw: tuple[Browser, Browser], cases: Cases
) -> None:
    thiri, kyaw = thiri_and_kyaw
    seen_by_thiri = await thiri.get("/desk/case/1")
    await kyaw.send((await kyaw.get("/desk")).form("/take"))
    page = await thiri.send(seen_by_thiri.form("/decide"), **MINE)

    assert "Kyaw is working on case 1" in page.text
    assert cases.cases[1].state is CaseState.OPEN


async def test_anybody_undoes_a_mistake(thiri_and_kyaw: tuple[Browser, Browser], cases: Cases) -> None:
    thiri, kyaw = thiri_and_kyaw
    page = await thiri.send((await thiri.get("/desk/case/1")).form("/decide"), **MINE)
    assert "Decided." in page.text
    page = await kyaw.send((await kyaw.get("/desk/case/1")).form("/undo"))

    assert "The decision was taken back." in page.text
    assert cases.cases[1].state is CaseState.OPEN


async def test_sensitive_case_waits_for_a_second_person(
    thiri_and_kyaw: tuple[Browser, Browser], cases: Cases
) -> None:
    thiri, kyaw = thiri_and_kyaw
    page = await thiri.send((await thiri.get("/desk/case/1")).form("/label"), set="names a person")
    page = await thiri.send(page.form("/decide"), **MINE)
    assert "No answer goes before a second person has signed." in page.text
    await kyaw.send((await kyaw.get("/desk/case/1")).form("/sign"))

    assert cases.cases[1].state is CaseState.DECIDED
    assert cases.cases[1].signed_by == ("m2", "Kyaw")


async def test_who_looks_too_is_told_on_the_page(thiri_and_kyaw: tuple[Browser, Browser]) -> None:
    thiri, kyaw = thiri_and_kyaw
    alone = await thiri.get("/desk/case/1")
    page = await kyaw.get("/desk/case/1")

    assert "looking at this too" not in alone.text
    assert "Thiri is looking at this too." in page.text


async def test_who_comes_later_is_told_to_the_open_page(thiri_and_kyaw: tuple[Browser, Browser]) -> None:
    thiri, kyaw = thiri_and_kyaw
    await kyaw.get("/desk/case/1")
    async with thiri.client.get("/desk/case/1/events?seen=1") as stream:
        told = await stream.content.readuntil(b"looking at this too")

    assert b"event: present" in told
    assert b"Kyaw is" in told
