"""The library on the pages of the desk: looking for records, reading, editing and writing them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.desk.acts import Decide
from bot.desk.decision import Accord, Conclusion
from bot.errors import Refusal
from bot.library.event import Event
from bot.library.filing import Status
from bot.library.record import Record, title_of
from bot.people.audience import Audience
from bot.people.role import Member, Role
from handlers.web.desk.application import DeskParts
from tests.fakes.checking import PreparedChecking
from tests.fakes.entries import a_filing, a_series, a_statement, an_event
from tests.fakes.reports import report, same_event
from tests.handlers.web.desk.browsing import Browser, FoundIndex, another, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk
from tests.handlers.web.desk.test_case import FILE, TEXT

THIRI = Member("m1", "Thiri", Role.MODERATOR)
KO = Member("m2", "Ko Aung", Role.MODERATOR)
SU = Member("m4", "Su", Role.STAFF)
DRAFT = an_event("draft", "A <b>draft</b>", filing=a_filing(Status.DRAFT, Audience.RESTRICTED))
NEW = {
    "kind": "event",
    "title": "An air strike hit Pazigyi",
    "event_kind": "air_strike",
    "reason": "Two witnesses saw it.",
    "day": "2023-04-11",
    "visibility": "newsroom",
}
ANSWERS = PreparedChecking({TEXT: report(same_event(TEXT))})


@asynccontextmanager
async def library(
    *records: Record, parts: DeskParts | None = None
) -> AsyncIterator[tuple[DeskParts, Browser]]:
    parts = parts or parts_of(ListedDesk(files={12: FILE}), THIRI, KO, SU)
    await parts.books.library.publish(records)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        yield parts, browser


async def kept(parts: DeskParts, record: str) -> Record:
    return (await parts.books.records.records({record}))[record]


async def test_records_are_listed_with_drafts() -> None:
    async with library(an_event(), DRAFT) as (_, browser):
        page = await browser.get("/desk/library")
        narrowed = await browser.get("/desk/library?status=draft&kind=strange")

    assert "Restricted" not in page.text
    assert "Draft" in page.text
    assert {"/desk/record/strike", "/desk/record/draft"} <= set(page.links)
    assert "/desk/record/strike" not in narrowed.links
    assert "b" not in page.tags


async def test_records_are_found_by_words_or_id() -> None:
    base = parts_of(ListedDesk(), THIRI)
    parts = replace(base, index=FoundIndex(("strike", "taken out")))
    async with library(an_event(), DRAFT, a_statement(), parts=parts) as (_, browser):
        by_words = await browser.get("/desk/library?words=pazigyi")
        by_id = await browser.get("/desk/library?words=draft")
        other_kind = await browser.get("/desk/library?words=pazigyi&kind=statement")

    assert "/desk/record/strike" in by_words.links
    assert "/desk/record/denial" not in by_words.links
    assert "/desk/record/draft" in by_id.links
    assert "There is nothing here" in other_kind.text


async def test_index_that_is_away_is_not_an_empty_library() -> None:
    parts = replace(parts_of(ListedDesk(), THIRI), index=FoundIndex(away=True))
    async with library(parts=parts) as (_, browser):
        page = await browser.get("/desk/library?words=x")

    assert "does not mean that there is nothing in it" in page.text


async def test_record_is_edited_with_its_reason() -> None:
    async with library(an_event(killed=168)) as (parts, browser):
        page = await browser.get("/desk/record/strike")
        page = await browser.send(page.form("/strike"), status="contested", reason="The toll is disputed")
        record = await kept(parts, "strike")

    assert "Kept." in page.text
    assert "Thiri changed this record" in page.text
    assert "The toll is disputed" in page.text
    assert "Before: Verified After: Contested" in page.text
    assert record.filing.status is Status.CONTESTED
    assert record.filing.reviewed_on == parts.clock.today()


async def test_form_shows_the_whole_record() -> None:
    async with library(an_event(killed=168, phrasings=("A bomb fell",))) as (_, browser):
        page = await browser.get("/desk/record/strike")

    form = page.form("/strike").fields
    assert form["title"] == [title_of(an_event())]
    assert form["figures"] == ["killed | 168 | people"]
    assert form["phrasings"] == ["A bomb fell"]
    assert "verdict" not in form


async def test_faults_stand_beside_their_fields() -> None:
    async with library(an_event()) as (parts, browser):
        page = await browser.get("/desk/record/strike")
        page = await browser.send(page.form("/strike"), day="11.4.2023", parties="attacker", reason="x")

    assert browser.status == 422
    assert "year-month-day, like" in page.text
    assert page.form("/strike").fields["day"] == ["11.4.2023"]
    assert await parts.audit.entries(limit=5, subject="record strike") == ()


async def test_unusable_rows_are_told() -> None:
    async with library(an_event()) as (_, browser):
        page = await browser.get("/desk/record/strike")
        page = await browser.send(page.form("/strike"), parties="attacker", reason="x")

    assert browser.status == 422
    assert "Each line needs a part and a name" in page.text


async def test_second_editor_sees_what_changed() -> None:
    async with library(an_event()) as (parts, browser):
        mine = await browser.get("/desk/record/strike")
        async with another(browser) as other:
            await other.sign_in(parts, KO)
            theirs = await other.get("/desk/record/strike")
            await other.send(theirs.form("/strike"), title="Theirs", reason="Better told")
            page = await browser.send(mine.form("/strike"), title="Mine", reason="Mine is better")
            assert browser.status == 409
            assert title_of(await kept(parts, "strike")) == "Theirs"
            assert "Ko Aung kept a change while you were writing" in page.text
            assert "Ko Aung Theirs You Mine" in page.text
            await browser.send(page.form("/strike"), side_title="yours")
            assert title_of(await kept(parts, "strike")) == "Mine"


async def test_what_one_alone_changed_is_chosen_already() -> None:
    async with library(an_event()) as (parts, browser):
        mine = await browser.get("/desk/record/strike")
        async with another(browser) as other:
            await other.sign_in(parts, KO)
            theirs = await other.get("/desk/record/strike")
            await other.send(theirs.form("/strike"), title="Theirs", reason="Better told")
            page = await browser.send(mine.form("/strike"), summary="Mine", reason="It lacked one")
            await browser.send(page.form("/strike"))
        record = await kept(parts, "strike")

    assert isinstance(record, Event)
    assert (record.title, record.summary) == ("Theirs", "Mine")


async def test_nothing_is_kept_before_a_version_is_chosen() -> None:
    async with library(an_event()) as (parts, browser):
        mine = await browser.get("/desk/record/strike")
        async with another(browser) as other:
            await other.sign_in(parts, KO)
            theirs = await other.get("/desk/record/strike")
            await other.send(theirs.form("/strike"), title="Theirs", reason="Better told")
            page = await browser.send(mine.form("/strike"), title="Mine", reason="Mine is better")
            page = await browser.send(page.form("/strike"))
            assert browser.status == 409
            assert "Ko Aung Theirs You Mine" in page.text
            await browser.send(page.form("/strike"), side_title="theirs")
            assert title_of(await kept(parts, "strike")) == "Theirs"


async def test_import_that_was_faster_is_nobodys_edit() -> None:
    async with library(an_event()) as (parts, browser):
        page = await browser.get("/desk/record/strike")
        page = await browser.send(page.form("/strike"), summary="One", reason="It lacked one")
        await parts.books.library.publish([an_event(title="Imported anew")])
        page = await browser.send(page.form("/strike"), title="Mine", reason="Mine is better")

    assert browser.status == 409
    assert "Second Source kept a change while you were writing" in page.text
    assert "Second Source Imported anew You Mine" in page.text


async def test_revert_is_an_edit() -> None:
    async with library(an_event()) as (parts, browser):
        page = await browser.get("/desk/record/strike")
        page = await browser.send(page.form("/strike"), title="Worse", reason="x")
        back = next(link for link in page.links if "before=" in link)
        page = await browser.get(back.partition("#")[0])
        assert title_of(await kept(parts, "strike")) == "Worse"
        await browser.send(page.form("/strike"), reason="Taken back")

        assert title_of(await kept(parts, "strike")) == title_of(an_event())
        assert [line.act for line in await parts.audit.entries(limit=5)][:2] == ["edit", "edit"]


async def test_record_is_written_without_a_case() -> None:
    async with library() as (parts, browser):
        page = await browser.get("/desk/write")
        assert "/desk/write?kind=event" in page.links
        page = await browser.get("/desk/write?kind=event")
        assert "accord" not in page.form("/write").fields
        page = await browser.send(page.form("/write"), **NEW)
        record = await kept(parts, "2023-04-11-event-air-strike-hit-pazigyi")

    assert "An air strike hit Pazigyi" in page.text
    assert record.filing.visibility is Audience.NEWSROOM


async def test_record_for_a_case_decides_it() -> None:
    desk = ListedDesk(files={12: FILE})
    async with library(parts=parts_of(desk, THIRI)) as (_, browser):
        page = await browser.get("/desk/write?case=12&kind=event")
        form = page.form("/write")
        assert form.fields["title"] == [TEXT]
        unsaid = await browser.send(form, **NEW)
        await browser.send(unsaid.form("/write"), accord="differs")

    (done,) = desk.done
    assert isinstance(done[1], Decide)
    decision = done[1].decision
    assert (done[0], done[3]) == (12, FILE.case.revision)
    assert (decision.conclusion, decision.accord) == (Conclusion.WRITTEN, Accord.DIFFERS)
    assert "Please fill this in." in unsaid.text


async def test_case_that_was_decided_meanwhile_keeps_no_record() -> None:
    desk = ListedDesk(files={12: FILE})
    async with library(parts=parts_of(desk, THIRI)) as (parts, browser):
        page = await browser.get("/desk/write?case=12&kind=event")
        desk.refusal = Refusal("desk.decided", case="12", name="Ko Aung")
        page = await browser.send(page.form("/write"), accord="as_recorded", **NEW)

        assert "was decided by Ko Aung" in page.text
        assert page.form("/write").fields["title"] == [NEW["title"]]
        assert await parts.books.records.records({"2023-04-11-event-air-strike-hit-pazigyi"}) == {}


async def test_only_what_belongs_to_the_kind_is_asked() -> None:
    async with library(a_series()) as (_, browser):
        said = (await browser.get("/desk/write?kind=statement")).form("/write").fields
        page = await browser.get("/desk/write?kind=point")

    point = page.form("/write").fields
    assert {"verdict", "said_by"} <= said.keys()
    assert "event_kind" not in said
    assert "verdict" not in point
    assert title_of(a_series()) in page.text


async def test_claim_of_the_public_is_answered_to_all() -> None:
    async with library() as (_, browser):
        for_case = (await browser.get("/desk/write?case=12&kind=statement")).form("/write").fields
        for_none = (await browser.get("/desk/write?kind=statement")).form("/write").fields

    assert for_case["visibility"] == ["public"]
    assert for_none["visibility"] == ["newsroom"]


async def test_strange_addresses_lead_nowhere() -> None:
    async with library() as (_, browser):
        assert "no record with this id" in (await browser.get("/desk/record/no/such")).text
        assert browser.status == 404
        assert "cannot" not in (await browser.get("/desk/write?case=999")).text


@pytest.mark.parametrize("path", ["/desk/library", "/desk/record/strike", "/desk/write"])
async def test_staff_may_not_read_records(path: str) -> None:
    parts = parts_of(ListedDesk(), SU)
    await parts.books.library.publish([an_event()])
    async with browse(parts) as browser:
        await browser.sign_in(parts, SU)
        page = await browser.get(path)

    assert browser.status == 403
    assert title_of(an_event()) not in page.text


async def test_log_leads_to_the_record() -> None:
    editor = Member("m9", "Mya", Role.EDITOR)
    parts = parts_of(ListedDesk(), editor)
    await parts.books.library.publish([an_event()])
    async with browse(parts) as browser:
        await browser.sign_in(parts, editor)
        page = await browser.get("/desk/record/strike")
        await browser.send(page.form("/strike"), title="Other", reason="Told better")
        page = await browser.get("/desk/audit")

    assert "/desk/record/strike" in page.links
    assert "Told better" in page.text
    assert '"before"' not in page.text


async def test_evidence_is_for_editors() -> None:
    editor = Member("m9", "Mya", Role.EDITOR)
    parts = parts_of(ListedDesk(files={12: FILE}), editor, checking=ANSWERS)
    async with browse(parts) as browser:
        await browser.sign_in(parts, editor)
        page = await browser.get("/desk/case/12")
        assert "/desk/case/12/evidence" in page.links
        response = await browser.client.get("/desk/case/12/evidence")
        assert (response.status, response.content_type) == (200, "application/zip")
        assert (await response.read()).startswith(b"PK")
        assert (await parts.audit.entries(limit=1))[0].act == "export"
        await browser.get("/desk/case/13/evidence")
        assert browser.status == 404


async def test_moderators_take_no_evidence_out() -> None:
    parts = parts_of(ListedDesk(files={12: FILE}), THIRI, checking=ANSWERS)
    async with library(parts=parts) as (_, browser):
        page = await browser.get("/desk/case/12")
        assert "/desk/case/12/evidence" not in page.links
        await browser.get("/desk/case/12/evidence")
        assert browser.status == 403
