"""The audit log and the numbers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.statistics import Course, Statistics
from bot.people.role import Member, Role
from bot.verdicts.judgement import Judgement, Vote
from handlers.web.desk.charts import draw
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_members import MemoryAudit
from tests.handlers.web.desk.browsing import GivenVotes, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk

THIRI = Member("m1", "Thiri", Role.EDITOR)
NOW = FixedClock().now()


@pytest.fixture
def audit() -> MemoryAudit:
    return MemoryAudit(FixedClock())


async def test_audit_shows_the_newest_first(audit: MemoryAudit) -> None:
    await audit.note("take", "case 12", "", THIRI)
    await audit.note("decide", "case 12", "rejected\nNot <b>ours</b>.", THIRI)
    parts = replace(parts_of(ListedDesk(), THIRI), audit=audit)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.get("/desk/audit?subject=case+12")

    assert page.text.index("decided") < page.text.index("took this case")
    assert "/desk/case/12" in page.links
    assert "b" not in page.tags


async def test_audit_goes_on_with_older_entries(audit: MemoryAudit) -> None:
    for _ in range(101):
        await audit.note("take", "case 12", "", THIRI)
    parts = replace(parts_of(ListedDesk(), THIRI), audit=audit)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.get("/desk/audit")

    assert "/desk/audit?before=3&subject=" in page.links


@pytest.mark.parametrize(
    ("is_whole", "told"),
    [(True, "fit together: none was changed"), (False, "does not fit together from entry 1 on")],
)
async def test_chain_is_verified(audit: MemoryAudit, is_whole: bool, told: str) -> None:
    await audit.note("take", "case 12", "", THIRI)
    if not is_whole:
        audit.log[0] = replace(audit.log[0], act="release")
    parts = replace(parts_of(ListedDesk(), THIRI), audit=audit)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.get("/desk/audit")
        page = await browser.send(page.form("/audit"))

    assert told in page.text


async def test_signing_in_is_noted(audit: MemoryAudit) -> None:
    parts = replace(parts_of(ListedDesk(), THIRI), audit=audit)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)

    assert [(entry.act, entry.subject, entry.name) for entry in audit.log] == [
        ("sign_in", "member m1", "Thiri")
    ]


async def test_moderators_see_no_audit() -> None:
    moderator = replace(THIRI, role=Role.MODERATOR)
    parts = parts_of(ListedDesk(), moderator)
    async with browse(parts) as browser:
        page = await browser.sign_in(parts, moderator)
        await browser.get("/desk/audit")

    assert "/desk/audit" not in page.links
    assert browser.status == 403


async def test_numbers_are_plotted_and_listed() -> None:
    courses = (Course(NOW - timedelta(hours=30), closed_at=NOW - timedelta(hours=1)), Course(NOW))
    desk = ListedDesk(courses=Statistics(courses, (NOW, NOW)))
    vote = Vote("c", "r", Judgement.RIGHT, (), 1.0, 0.9, "en", "same_event", "1")
    votes = GivenVotes((vote, replace(vote, judgement=Judgement.WRONG)))
    parts = replace(parts_of(desk, THIRI), feedback=votes)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.get("/desk/numbers")

    assert "2 opened and 1 answered in 30 days." in page.text
    assert "within 29 hours" in page.text
    assert "At most 2 in one hour" in page.text
    assert "very likely 50%" in page.text
    assert {"svg", "rect", "table"} <= page.tags


async def test_empty_numbers_are_no_fault() -> None:
    parts = parts_of(ListedDesk(), THIRI)
    async with browse(parts) as browser:
        await browser.sign_in(parts, THIRI)
        page = await browser.get("/desk/numbers")

    assert "Nothing was counted yet." in page.text


@pytest.mark.parametrize(
    ("highest", "axis"), [(0, "2"), (1, "2"), (3, "4"), (5, "6"), (17, "20"), (101, "200")]
)
def test_axis_ends_on_a_round_number(highest: float, axis: str) -> None:
    assert draw(["a"], [highest]).levels[-1].lines == (axis,)


def test_bars_stay_in_the_picture() -> None:
    chart = draw([str(number) for number in range(30)], range(30), range(30, 0, -1), is_timed=True)

    assert all(bar.x + bar.width <= chart.width and bar.y >= 0 for bar in chart.bars)
    assert all(round(bar.y + bar.height) == chart.bottom for bar in chart.bars)
    assert len(chart.foot) <= 8
    assert chart.foot[-1].lines == ("29",)
    assert chart.axis > max(bar.x + bar.width for bar in chart.bars)
