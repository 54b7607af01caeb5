"""The queue, its numbers, who waits for a change, and what compares cases."""

import asyncio

import pytest

from bot.desk.acts import Block, Label, Merge, Take
from bot.desk.case import UNDECIDED, CaseKind, CaseState
from bot.desk.queue import Numbers, Wanted
from bot.desk.statistics import Course, Statistics
from bot.errors import Refusal
from bot.speech.outcome import Ask
from tests.contract.cases import answered, asked, file, handed_in, refusal
from tests.contract.desk import ANA, decide
from tests.contract.kept import Kept, a_message, a_question, a_sender

ALL = Wanted(UNDECIDED)
HOUR = 3600.0


async def listed(kept: Kept, wanted: Wanted = ALL) -> list[int]:
    return [line.case.id for line in (await kept.desk.queue(wanted, limit=10)).lines]


async def test_oldest_of_equals_comes_first(kept: Kept) -> None:
    for number, text in enumerate(["A bridge was hit", "A dam was hit"]):
        await kept.finish(a_message(), deeds=[Ask(a_question(f"AAAA-{number:04}", text), a_sender())])
        kept.clock.pass_by(60)

    page = await kept.desk.queue(ALL, limit=10)

    assert [(line.case.id, line.excerpt, line.language) for line in page.lines] == [
        (1, "A bridge was hit", "en"),
        (2, "A dam was hit", "en"),
    ]
    assert (page.after, page.total) == ("", 2)


async def test_what_many_ask_comes_before_what_is_older(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question("OOOO-OOOO", "A dam was hit"), a_sender())])
    kept.clock.pass_by(3 * HOUR)
    await asked(kept, *["A bridge was hit"] * 4)

    assert await listed(kept) == [2, 1]


async def test_one_who_asks_often_is_no_crowd(kept: Kept) -> None:
    await asked(kept, "A dam was hit")
    kept.clock.pass_by(60)
    for number in range(4):
        await kept.finish(a_message(), deeds=[Ask(a_question(f"OOOO-{number:04}"), a_sender())])

    assert await listed(kept) == [1, 2]


async def test_tip_and_label_push_a_case_forward(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit")
    kept.clock.pass_by(60)
    await handed_in(kept)
    await kept.desk.act(2, Label("violence"), ANA)

    assert await listed(kept) == [2, 3, 1]


async def test_order_does_not_change_as_time_passes(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit", "A dam was hit")
    before = await listed(kept)
    kept.clock.pass_by(30 * 24 * HOUR)

    assert await listed(kept) == before == [2, 1]


async def test_pages_are_continued(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit", "A mill was hit")
    first = await kept.desk.queue(ALL, limit=2)
    second = await kept.desk.queue(ALL, limit=2, after=first.after)

    assert [line.case.id for page in (first, second) for line in page.lines] == [1, 2, 3]
    assert (first.total, second.total, second.after) == (3, 3, "")


@pytest.mark.parametrize("after", ["nonsense", "z-1", "1-", "-1", "f" * 40 + "-1"])
async def test_place_in_the_queue_that_is_none_is_refused(kept: Kept, after: str) -> None:
    with pytest.raises(Refusal) as raised:
        await kept.desk.queue(ALL, limit=2, after=after)

    assert raised.value.key == "desk.no_such_page"


async def test_queue_shows_what_is_wanted(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit", "A mill was hit")
    await handed_in(kept)
    await kept.desk.act(1, Take(), ANA)
    await kept.desk.act(2, Label("violence"), ANA)
    await kept.desk.act(3, decide(), ANA)

    assert sorted(await listed(kept)) == [1, 2, 4]
    assert await listed(kept, Wanted(UNDECIDED, kind=CaseKind.TIP)) == [4]
    assert await listed(kept, Wanted(UNDECIDED, label="violence")) == [2]
    assert await listed(kept, Wanted(UNDECIDED, held_by="ana")) == [1]
    assert sorted(await listed(kept, Wanted(UNDECIDED, only_free=True))) == [2, 4]
    assert await listed(kept, Wanted(frozenset({CaseState.DECIDED}))) == [3]
    assert await listed(kept, Wanted(frozenset())) == []


async def test_numbers_tell_how_the_desk_stands(kept: Kept) -> None:
    since = kept.clock.now()
    await asked(kept, "A bridge was hit", "A dam was hit", "A mill was hit")
    await kept.desk.act(1, Take(), ANA)
    await kept.desk.act(2, decide(), ANA)

    assert await kept.desk.numbers() == Numbers(undecided=2, held=1, decided_today=1, waiting_since=since)


async def test_empty_desk_has_no_numbers(kept: Kept) -> None:
    assert await kept.desk.numbers() == Numbers()
    assert (await kept.desk.queue(ALL, limit=5)).lines == ()


async def test_change_wakes_all_who_wait(kept: Kept) -> None:
    known = await kept.desk.wait(seconds=0)
    waiting = [asyncio.ensure_future(kept.desk.wait(seconds=HOUR)) for _ in range(2)]
    await asyncio.sleep(0)
    await asked(kept, "A bridge was hit")

    assert all(count > known for count in await asyncio.gather(*waiting))
    assert await kept.desk.wait(seconds=HOUR, after=known) > known  # what rang meanwhile is not slept through


async def test_nothing_new_is_waited_for_no_longer_than_said(kept: Kept) -> None:
    known = await kept.desk.wait(seconds=0)

    assert await kept.desk.wait(seconds=0.01, after=known) == known


async def test_living_cases_are_listed_with_what_they_say(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit", "A mill was hit")
    await kept.desk.act(2, decide(), ANA)
    first, *_ = some = await kept.desk.living(limit=5)

    assert [one.case.id for one in some] == [1, 3]
    assert first.matters == (await file(kept)).matters
    assert [one.case.id for one in await kept.desk.living(after=1, limit=5)] == [3]
    assert await kept.desk.undecided() == {1, 3}


async def test_alike_cases_join_by_themselves(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone")

    assert await kept.desk.join(2, 1)
    assert (await file(kept)).case.askers == 2
    assert [line.who for line in (await file(kept)).history] == [""]
    assert not await kept.desk.join(2, 1)


async def test_what_joined_by_itself_is_told_to_who_looked_before(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone")
    seen = (await file(kept)).case.revision
    await kept.desk.join(2, 1)

    assert await refusal(kept, decide(), ANA, seen=seen) == "desk.changed.by_itself"


@pytest.mark.parametrize("case", [1, 2])
async def test_what_somebody_works_on_is_not_joined(kept: Kept, case: int) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone")
    await kept.desk.act(case, Take(), ANA)

    assert not await kept.desk.join(2, 1)
    assert not await kept.desk.join(1, 1)
    assert not await kept.desk.join(2, 9)


async def test_alike_cases_are_told_of_while_they_are_open(kept: Kept) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone", "A bridge fell", "No bridge")
    await kept.desk.liken(1, [4, 2, 3])
    assert (await file(kept)).similar == (4, 2, 3)
    assert (await file(kept)).case.revision == 2
    await kept.desk.liken(1, [4, 2, 3])
    assert (await file(kept)).case.revision == 2

    await kept.desk.act(4, Merge(3), ANA)
    await kept.desk.act(2, decide(), ANA)
    await answered(kept, 2)

    assert (await file(kept)).similar == (3,)


async def test_statistics_tell_the_course_of_cases(kept: Kept) -> None:
    began = kept.clock.now()
    await asked(kept, "A bridge was hit", "A dam was hit", "A bridge was hit")
    await kept.desk.act(1, decide(), ANA)
    await answered(kept)

    told = await kept.desk.statistics(since=began, asked_since=began)

    assert told.courses == (Course(began, began, kept.clock.now()), Course(began))
    assert told.asked == (began, began, began)


async def test_statistics_leave_out_what_was_set_aside(kept: Kept) -> None:
    began, ann = kept.clock.now(), a_sender("ann", person="ann")
    await kept.finish(a_message(sender=ann), deeds=[Ask(a_question("AAAA-AAAA", "A bridge was hit"), ann)])
    await kept.desk.act(1, Block((await file(kept)).matters[0].key), ANA)
    await kept.finish(a_message(sender=ann), deeds=[Ask(a_question("BBBB-BBBB", "A dam was hit"), ann)])

    told = await kept.desk.statistics(since=began, asked_since=began)

    assert (told.courses, told.asked) == ((Course(began),), (began,))


async def test_statistics_leave_out_what_is_older(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    kept.clock.pass_by(HOUR)
    now = kept.clock.now()

    assert await kept.desk.statistics(since=now, asked_since=now) == Statistics()


async def test_merged_case_counts_as_answered_where_it_went(kept: Kept) -> None:
    began = kept.clock.now()
    await asked(kept, "A bridge was hit", "A dam was hit")
    await kept.desk.act(1, Merge(2), ANA)

    told = await kept.desk.statistics(since=began, asked_since=began)

    assert [course.closed_at for course in told.courses] == [None, None]
