"""Sources on the pages of the desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.library.filing import Provenance
from bot.library.source import Reliability
from bot.people.role import Member, Role
from handlers.web.desk.application import DeskParts
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_rating, a_source, a_statement
from tests.handlers.web.desk.browsing import Browser, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk

THIRI = Member("m1", "Thiri", Role.MODERATOR)
MYA = Member("m3", "Mya", Role.EDITOR)
TODAY = FixedClock().today()
IMPORTED = a_rating(rater="A foundation", provenance=Provenance.DATA_SET, letter=Reliability.C)


@asynccontextmanager
async def signed_in(member: Member) -> AsyncIterator[tuple[DeskParts, Browser]]:
    parts = parts_of(ListedDesk(), THIRI, MYA)
    await parts.books.library.publish([a_source(), IMPORTED, a_statement(said_by="counter")])
    async with browse(parts) as browser:
        await browser.sign_in(parts, member)
        yield parts, browser


async def test_source_page_shows_ratings_and_what_it_said() -> None:
    async with signed_in(THIRI) as (_, browser):
        page = await browser.get("/desk/source/counter")

    assert "fairly reliable" in page.text
    assert "imported" in page.text
    assert "a denial: 1" in page.text
    assert "/desk/record/denial" in page.links
    assert not page.has_form("/source/counter")


async def test_editor_rates_blind_then_sees_the_others() -> None:
    async with signed_in(MYA) as (_, browser):
        page = await browser.get("/desk/source/counter")
        assert "fairly reliable ·" not in page.text
        assert "A foundation" not in page.text
        form = page.form("/source/counter")
        assert form.fields["until"] == [(TODAY + timedelta(days=365)).isoformat()]
        page = await browser.send(form, letter="D", reason="Wrong about Pazigyi")

    assert "Rated." in page.text
    assert "A foundation" in page.text
    assert "Wrong about Pazigyi" in page.text


async def test_looking_first_is_noted() -> None:
    async with signed_in(MYA) as (parts, browser):
        page = await browser.get("/desk/source/counter")
        page = await browser.send(page.form("/look"))
        lines = await parts.audit.entries(limit=5, subject="source counter")

    assert "A foundation" in page.text
    assert [line.act for line in lines] == ["look"]


async def test_rating_without_a_future_end_comes_back() -> None:
    async with signed_in(MYA) as (parts, browser):
        page = await browser.get("/desk/source/counter")
        page = await browser.send(
            page.form("/source/counter"), letter="D", reason="Wrong", until=TODAY.isoformat()
        )

    assert browser.status == 422
    assert "still to come" in page.text
    assert page.form("/source/counter").fields["reason"] == ["Wrong"]
    assert len((await parts.books.library.shelf()).ratings["counter"]) == 1


async def test_due_sources_stand_first() -> None:
    async with signed_in(THIRI) as (parts, browser):
        ended = a_rating("late", until=TODAY - timedelta(days=1))
        await parts.books.library.publish([a_source("late", "Zeta counters"), ended])
        page = await browser.get("/desk/sources")
        found = await browser.get("/desk/sources?words=zeta")

    assert "One source is to be rated again" in page.text
    assert page.text.index("Zeta counters") < page.text.index("Casualty counters")
    assert "/desk/source/counter" not in found.links


async def test_moderators_cannot_rate() -> None:
    async with signed_in(THIRI) as (parts, browser):
        page = await browser.get("/desk/sources")
        token = page.form("/sign-out").fields["token"]
        await browser.post(
            "/desk/source/counter", {"token": token, "letter": "A", "reason": "x", "until": "2026-12-01"}
        )

        assert browser.status == 403
        assert (await parts.books.library.shelf()).ratings["counter"] == (IMPORTED,)


async def test_unknown_source_is_told() -> None:
    async with signed_in(THIRI) as (_, browser):
        page = await browser.get("/desk/source/nobody")

    assert browser.status == 404
    assert "not in the library" in page.text
