import asyncio

import pytest

from bot.errors import Cause, Unavailable
from bot.speech.heard import Heard
from bot.speech.replies import Working
from bot.speech.turns import Tell
from tests.fakes.couriers import RecordingCourier
from tests.runtime.conversations.talking import Echo, House, command, message, spoken, words


async def takes_three_seconds(heard: Heard, tell: Tell) -> None:
    await asyncio.sleep(3)


async def test_sign_of_life_comes_at_once() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(0.01)

        assert [(words(heard), working) for heard, working, _ in house.courier.signs] == [("A.", Working())]


async def test_slow_or_broken_sign_delays_nothing() -> None:
    house = House()
    house.courier.sign_seconds, house.courier.sign_fault = 5, LookupError()
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(0.5)
        assert house.delivered() == ["A."]
        await asyncio.sleep(10)

    assert [type(bug) for bug in house.bugs.bugs] == [LookupError]


async def counts_for_ten_seconds(heard: Heard, tell: Tell) -> None:
    for done in range(100):
        await tell(Working(done, 100))
        await asyncio.sleep(0.1)


async def test_long_work_shows_numbers_now_and_then() -> None:
    house = House(Echo(counts_for_ten_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(30)

    numbers = [working.done for _, working, _ in house.courier.signs if working.total]
    assert 5 <= len(numbers) <= 7
    assert numbers[0] >= 10
    assert house.courier.carried[0].outgoing.progress == "progress-2"
    assert house.kept.store.events[0].event.progress == "progress-2"


async def test_small_sign_is_renewed_while_there_are_no_numbers() -> None:
    async def says_nothing(heard: Heard, tell: Tell) -> None:
        await asyncio.sleep(20)

    house = House(Echo(says_nothing))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(60)

    assert [working for _, working, _ in house.courier.signs] == [Working()] * 5


async def test_progress_of_an_earlier_life_is_taken_over() -> None:
    house = House()
    await house.hear(message("A."))
    await house.kept.inbox.note_progress(1, "progress-before")
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.courier.carried[0].outgoing.progress == "progress-before"


async def test_signs_keep_to_the_pace_of_the_front() -> None:
    house = House(Echo(takes_three_seconds), RecordingCourier(pace=10.0))
    async with house.at_work():
        await house.hear(*(message("A.", f"chat {number}") for number in range(100)))
        await asyncio.sleep(0.95)
        first_second = len(house.courier.signs)
        await asyncio.sleep(60)

    assert 9 <= first_second <= 11
    assert sum(len(house.answers(f"chat {number}")) for number in range(100)) == 100


async def test_numbers_leave_room_for_the_answer() -> None:
    house = House(Echo(counts_for_ten_seconds))
    house.courier.gap = 3.0
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(30)

    numbers = [working for _, working, _ in house.courier.signs if working.total]
    assert len(numbers) == 2
    assert house.courier.carried[0].at == pytest.approx(10.4, abs=0.2)


async def test_numbers_wait_for_what_else_is_said_in_the_chat() -> None:
    house = House(Echo(counts_for_ten_seconds))
    house.courier.gap = 100.0
    async with house.at_work():
        await house.hear(command())
        await asyncio.sleep(1)
        await house.hear(message("A."))
        await asyncio.sleep(30)

    assert [working for _, working, _ in house.courier.signs if working.total] == []


async def test_pause_that_signs_meet_is_kept_by_answers() -> None:
    house = House()
    house.courier.sign_fault = Unavailable("telegram", retry_after=20, cause=Cause.LIMITED)
    async with house.at_work():
        await house.hear(*(message("A.", f"chat {number}") for number in range(3)))
        await asyncio.sleep(60)

    assert len(house.courier.carried) == 3
    assert min(one.at for one in house.courier.carried) >= 20


async def counts_in_long_texts(heard: Heard, tell: Tell) -> None:
    if words(heard) == "Long.":
        await counts_for_ten_seconds(heard, tell)


def refused_at_first(refusals: int) -> House:
    """A house of which the first answer is put off so often, while a long text waits behind it."""
    house = House(Echo(counts_in_long_texts))
    house.courier.faults.extend(Unavailable("telegram", retry_after=2) for _ in range(refusals))
    return house


async def test_numbers_never_go_past_an_answer_that_was_put_off() -> None:
    """Else the next answer would take their place, above what was said before it."""
    house = refused_at_first(2)
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)
        await house.hear(message("Long."))
        await asyncio.sleep(30)

    first, second = house.courier.carried
    shown = [second.at - 10 + working.done / 10 for _, working, _ in house.courier.signs if working.total]
    assert (spoken(first.reply), spoken(second.reply)) == ("A.", "Long.")
    assert first.at <= shown[0] < second.at
    assert second.outgoing.progress


async def test_nothing_is_shown_where_nobody_can_tell_what_is_owed() -> None:
    house = House(Echo(counts_for_ten_seconds))

    def is_away(method: str) -> None:
        if method == "owes":
            raise Unavailable("database")

    house.kept.store.fail = is_away
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(30)

    assert [working for _, working, _ in house.courier.signs if working.total] == []
    assert house.delivered() == ["A."]
