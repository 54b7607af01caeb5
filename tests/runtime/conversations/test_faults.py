import asyncio
import logging
from dataclasses import replace

import pytest

from bot.errors import Unavailable
from bot.runtime.lane import KILLED, LATE
from bot.speech.heard import Heard
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.turns import Tell
from tests.fakes.memory_store import PARKED
from tests.runtime.conversations.talking import Echo, House, command, message, now, words


async def breaks(heard: Heard, tell: Tell) -> None:
    raise LookupError("a secret sentence")


async def takes_three_seconds(heard: Heard, tell: Tell) -> None:
    await asyncio.sleep(3)


async def breaks_over_poison(heard: Heard, tell: Tell) -> None:
    if "poison" in words(heard):
        raise LookupError("a secret sentence")


async def test_bug_is_tried_again_and_then_laid_aside() -> None:
    house = House(Echo(breaks))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(100)

    assert len(house.echo.heard) == house.rules.tries == len(house.bugs.bugs)
    assert [(row.state, row.fault) for row in house.kept.store.events] == [(PARKED, "LookupError")]
    assert house.delivered() == ["unavailable.fault"]


async def test_what_is_laid_aside_is_logged_without_a_word_of_it(caplog: pytest.LogCaptureFixture) -> None:
    house = House(Echo(breaks))
    async with house.at_work():
        await house.hear(message("A canary.", "canary"))
        await asyncio.sleep(100)

    (record,) = (one for one in caplog.records if one.levelno >= logging.ERROR)
    assert (record.message, record.__dict__["front"], record.__dict__["fault"]) == (
        "event laid aside",
        "telegram",
        "LookupError",
    )
    assert "canary" not in str([one.__dict__ for one in caplog.records])
    assert b"canary" not in house.numbers.render()


async def test_conversation_goes_on_behind_a_bug() -> None:
    house = House(Echo(breaks_over_poison))
    async with house.at_work():
        await house.hear(message("poison"), command(), message("B."))
        await asyncio.sleep(100)

    assert house.answers() == ["unavailable.fault", "/help", "B."]


async def test_poisoned_part_takes_no_other_along() -> None:
    house = House(Echo(breaks_over_poison))
    async with house.at_work():
        await house.hear(message("A."), message("poison"), message("C."))
        await asyncio.sleep(100)

    assert house.answers() == ["A.", "unavailable.fault", "C."]


async def test_what_kills_the_process_is_laid_aside() -> None:
    house = House()
    await house.hear(message("A."))
    for _ in range(house.rules.tries):
        await house.kept.inbox.begin([1])
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.echo.heard == []
    assert [row.fault for row in house.kept.store.events] == [KILLED]
    assert house.answers() == ["unavailable.fault"]


async def test_turns_that_we_cut_off_are_no_tries() -> None:
    house = House(Echo(takes_three_seconds))
    await house.hear(message("A."))
    for _ in range(2 * house.rules.tries):
        async with house.at_work():
            await asyncio.sleep(1)
            await house.lanes.stop(seconds=1)
        house.open()
    async with house.at_work():
        await asyncio.sleep(10)

    assert house.answers() == ["A."]


async def test_end_is_orderly_while_the_database_is_away() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)
        house.kept.store.fail = _away
        await house.lanes.stop(seconds=1)

    assert {failure.part for failure in house.away} == {"database"}
    assert house.bugs.bugs == []


def _away(method: str) -> None:
    raise Unavailable("database")


async def test_suspects_are_tried_one_after_the_other() -> None:
    house = House(Echo(takes_three_seconds))
    await house.hear(message("A.", "one"), message("B.", "two"), message("C.", "three"))
    for _ in range(2):
        await house.kept.inbox.begin([1, 2])
    async with house.at_work():
        await asyncio.sleep(2.9)
        begun = [*house.echo.heard]
        await asyncio.sleep(10)

    assert len(begun) == 2
    assert "C." in begun
    assert sorted(house.echo.heard) == ["A.", "B.", "C."]


async def test_parts_that_took_the_process_along_twice_are_tried_one_by_one() -> None:
    house = House()
    await house.hear(message("A."), message("B."))
    for _ in range(2):
        await house.kept.inbox.begin([1, 2])
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.answers() == ["A.", "B."]


async def takes_too_long_over_poison(heard: Heard, tell: Tell) -> None:
    if "poison" in words(heard):
        await asyncio.sleep(30)
        raise Unavailable("late")


async def test_what_always_takes_too_long_is_laid_aside() -> None:
    house = House(Echo(takes_too_long_over_poison))
    async with house.at_work():
        await house.hear(message("poison"), command(), message("B."))
        await asyncio.sleep(1000)

    assert [(row.state, row.fault) for row in house.kept.store.events if row.fault] == [(PARKED, LATE)]
    assert sum("poison" in heard for heard in house.echo.heard) == house.rules.tries
    assert house.answers() == ["unavailable.late", "/help", "unavailable.late", "B."]


async def test_bug_in_laying_aside_stops_nobody_else() -> None:
    house = House(Echo(breaks_over_poison))

    def fail(method: str) -> None:
        if method == "park":
            raise LookupError

    house.kept.store.fail = fail
    async with house.at_work():
        await house.hear(message("poison", "one"), command("one"), message("A.", "two"))
        await asyncio.sleep(1000)

    assert (house.answers("one"), house.answers("two")) == (["/help"], ["A."])
    assert [row.fault for row in house.kept.store.events] == ["LookupError", "", ""]
    assert len(house.bugs.bugs) == house.rules.tries + 1


@pytest.mark.parametrize("method", ["take", "pending", "begin", "session", "finish", "next_due"])
async def test_database_that_is_away_is_waited_for(method: str) -> None:
    house = House()

    def fail(called: str) -> None:
        if called == method and now() < 100:
            raise Unavailable("database")

    async with house.at_work():
        await house.hear(message("A."))
        house.kept.store.fail = fail
        await asyncio.sleep(99)
        before = house.answers()
        await asyncio.sleep(10)

    assert (before, house.answers()) == ([] if method != "next_due" else ["A."], ["A."])
    assert {failure.part for failure in house.away} == {"database"}
    assert house.kept.store.events[0].event.tries == 1
    assert len(house.away) < 200


async def test_check_is_not_made_twice_because_its_answer_could_not_be_written() -> None:
    house = House()

    def fail(called: str) -> None:
        if called == "finish" and now() < 100:
            raise Unavailable("database")

    house.kept.store.fail = fail
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(110)

    assert (house.echo.heard, house.answers()) == (["A."], ["A."])


class PutsOff(Echo):
    """Says that it could not be done now, until a moment."""

    async def __call__(self, session: Session, heard: Heard, tell: Tell) -> Outcome:
        outcome = await super().__call__(session, heard, tell)
        return replace(outcome, again_in=1.0) if now() < 3600 else outcome


async def test_what_was_put_off_is_told_once_and_answered_later() -> None:
    house = House(PutsOff())
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(3500)
        before = house.answers()
        await asyncio.sleep(1000)

    assert (before, house.answers()) == (["A."], ["A.", "A."])
    assert len(house.echo.heard) < 40


async def test_part_that_raises_unavailable_puts_the_turn_off() -> None:
    async def away(heard: Heard, tell: Tell) -> None:
        if now() < 10:
            raise Unavailable("index", retry_after=30)

    house = House(Echo(away))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(60)

    assert house.answers() == ["unavailable.index", "A."]
