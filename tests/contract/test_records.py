from dataclasses import replace
from datetime import date

import pytest

from bot.claims.interval import Interval
from bot.desk.acts import Take
from bot.desk.case import CaseFile, CaseState
from bot.desk.comparing import compared_with
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.edit import Edit, EditKind, Settled, Sought
from bot.errors import Refusal
from bot.library.filing import Provenance, Status
from bot.library.source import Reliability
from bot.library.statement import Statement
from bot.people.audience import Audience
from bot.people.role import Member, Role
from bot.speech.outcome import Ask
from tests.contract.kept import Kept, a_message, a_question, a_sender
from tests.fakes.entries import a_filing, a_rating, a_source, a_statement, an_event

THIRI = Member("m1", "Thiri", Role.MODERATOR)
MYA = Member("m3", "Mya", Role.EDITOR)
STAFF = Member("m4", "Su", Role.STAFF)
DRAFT = an_event("draft", filing=a_filing(Status.DRAFT, Audience.RESTRICTED))
WROTE = Edit(EditKind.WRITE, "two witnesses")
RATED = Edit(EditKind.RATE, "B")


SETTLED = Settled(1, Decision(Conclusion.WRITTEN, "two witnesses", "strike", accord=Accord.AS_RECORDED))


def said(record: str, day: int, *, by: str = "counter", visibility: Audience = Audience.PUBLIC) -> Statement:
    one = a_statement(record, said_by=by, filing=a_filing(visibility=visibility))
    return replace(one, said_on=Interval.of_day(date(2024, 1, day)))


async def test_drafts_and_restricted_records_are_seen(kept: Kept) -> None:
    await kept.library.publish([DRAFT, an_event()])

    assert await kept.records.records({"draft", "strike", "unknown"}) == {
        "draft": DRAFT,
        "strike": an_event(),
    }
    assert await kept.library.records({"draft"}, Audience.RESTRICTED) == {}


async def test_taken_out_is_not_there(kept: Kept) -> None:
    await kept.library.publish([an_event()])
    await kept.library.publish([], remove={"strike"})

    assert await kept.records.records({"strike"}) == {}
    assert (await kept.records.listed(Sought(), limit=5)).records == ()


async def test_changed_last_is_listed_first(kept: Kept) -> None:
    await kept.library.publish([an_event("b"), an_event("a"), a_source()])
    await kept.library.publish([a_statement("c")])

    page = await kept.records.listed(Sought(), limit=2)
    rest = await kept.records.listed(Sought(), limit=2, after=page.after)

    assert [one.id for one in (*page.records, *rest.records)] == ["c", "b", "a"]
    assert (bool(page.after), rest.after) == (True, "")


async def test_list_is_narrowed(kept: Kept) -> None:
    imported = a_statement("imported", filing=a_filing(provenance=Provenance.DATA_SET))
    await kept.library.publish([DRAFT, an_event(), imported])

    async def ids(sought: Sought) -> list[str]:
        return [one.id for one in (await kept.records.listed(sought, limit=5)).records]

    assert await ids(Sought("event")) == ["strike", "draft"]
    assert await ids(Sought(status=Status.DRAFT)) == ["draft"]
    assert await ids(Sought(provenance=Provenance.DATA_SET)) == ["imported"]


async def test_list_is_narrowed_to_what_an_audience_sees(kept: Kept) -> None:
    inside = a_statement("inside", filing=a_filing(visibility=Audience.NEWSROOM))
    retracted = a_statement("retracted", filing=a_filing(Status.RETRACTED))
    await kept.library.publish([DRAFT, an_event(), inside, retracted])

    async def ids(sought: Sought) -> set[str]:
        return {one.id for one in (await kept.records.listed(sought, limit=5)).records}

    assert await ids(Sought(seen_by=Audience.PUBLIC)) == {"strike", "retracted"}
    assert await ids(Sought(seen_by=Audience.NEWSROOM)) == {"strike", "retracted", "inside"}
    assert await ids(Sought(seen_by=Audience.RESTRICTED)) == {"strike", "retracted", "inside"}
    assert await ids(Sought(status=Status.DRAFT, seen_by=Audience.RESTRICTED)) == set()


async def test_strange_place_in_the_list_is_refused(kept: Kept) -> None:
    with pytest.raises(Refusal):
        await kept.records.listed(Sought(), limit=2, after="nonsense")


async def test_statements_of_a_speaker_are_found(kept: Kept) -> None:
    others = (said("other", 3, by="counters"), said("hidden", 4, visibility=Audience.RESTRICTED))
    await kept.library.publish([said("old", 1), said("new", 2), said("odd", 5, by='a"%_b'), *others])

    found = await kept.records.said_by({"counter"}, Audience.NEWSROOM)

    assert [one.id for one in found] == ["new", "old"]
    assert [one.id for one in await kept.records.said_by({'a"%_b'}, Audience.PUBLIC)] == ["odd"]
    assert await kept.records.said_by((), Audience.NEWSROOM) == ()


async def test_new_record_is_kept_with_its_line(kept: Kept) -> None:
    await kept.records.keep(an_event(), WROTE, THIRI, seen=None)

    (line,) = await kept.audit.entries(limit=5, subject="record strike")
    assert await kept.library.records({"strike"}, Audience.PUBLIC) == {"strike": an_event()}
    assert (line.act, line.detail, line.name, line.by) == ("write", "two witnesses", "Thiri", "m1")


async def test_same_again_leaves_no_line(kept: Kept) -> None:
    await kept.records.keep(an_event(), WROTE, THIRI, seen=None)
    await kept.records.keep(an_event(), WROTE, THIRI, seen=an_event())

    assert len(await kept.audit.entries(limit=5)) == 1
    assert await kept.library.version() == 1


async def test_change_by_somebody_else_is_not_overwritten(kept: Kept) -> None:
    await kept.records.keep(an_event(), WROTE, THIRI, seen=None)
    await kept.records.keep(an_event(title="Theirs"), WROTE, MYA, seen=an_event())

    for seen in (an_event(), None):
        with pytest.raises(Refusal) as refused:
            await kept.records.keep(an_event(title="Ours"), WROTE, THIRI, seen=seen)
        assert refused.value.key == "library.changed"
    assert (await kept.records.records({"strike"}))["strike"] == an_event(title="Theirs")
    assert len(await kept.audit.entries(limit=5)) == 2


async def test_rating_is_kept_with_its_line(kept: Kept) -> None:
    await kept.library.publish([a_source()])
    await kept.records.keep(a_rating(), RATED, MYA, seen=None)
    await kept.records.keep(a_rating(letter=Reliability.D), RATED, MYA, seen=a_rating())

    lines = await kept.audit.entries(limit=5, subject="source counter")
    assert (await kept.library.shelf()).ratings["counter"] == (a_rating(letter=Reliability.D),)
    assert [line.act for line in lines] == ["rate", "rate"]


async def test_record_decides_its_case(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])
    case = await kept.records.keep(an_event(), WROTE, THIRI, seen=None, settled=SETTLED)

    assert case is not None
    compared = replace(SETTLED.decision, compared=compared_with(an_event()))
    assert (case.state, case.decision) == (CaseState.DECIDED, compared)
    assert case == (await case_of(kept)).case
    assert await kept.records.records({"strike"}) == {"strike": an_event()}


async def test_refused_decision_keeps_no_record(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])
    await kept.desk.act(1, Take(), MYA)
    for settled in (SETTLED, replace(SETTLED, case=7)):
        with pytest.raises(Refusal):
            await kept.records.keep(an_event(), WROTE, THIRI, seen=None, settled=settled)

    assert await kept.records.records({"strike"}) == {}
    assert await kept.library.version() == 0
    assert await kept.audit.entries(limit=5, subject="record strike") == ()


async def test_rights_are_asked(kept: Kept) -> None:
    await kept.library.publish([a_source()])

    for entry, by in ((an_event(), STAFF), (a_rating(), THIRI), (an_event(), Member())):
        with pytest.raises(Refusal):
            await kept.records.keep(entry, WROTE, by, seen=None)
    assert await kept.library.version() == 1
    assert await kept.audit.entries(limit=5) == ()


async def case_of(kept: Kept) -> CaseFile:
    found = await kept.desk.case(1)
    assert found is not None
    return found
