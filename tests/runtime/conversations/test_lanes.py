import asyncio
import gc
import weakref
from dataclasses import replace

import pytest

from bot.errors import Unavailable
from bot.runtime.lane import KILLED, Lane
from bot.speech.heard import Heard
from bot.speech.outcome import Outcome
from bot.speech.replies import Working
from bot.speech.session import Session
from bot.speech.turns import Tell
from tests.fakes.memory_store import PARKED
from tests.runtime.conversations.talking import Echo, House, command, message, now, words


async def takes_three_seconds(heard: Heard, tell: Tell) -> None:
    await asyncio.sleep(3)


async def breaks(heard: Heard, tell: Tell) -> None:
    raise LookupError("a secret sentence")


async def breaks_over_poison(heard: Heard, tell: Tell) -> None:
    if "poison" in words(heard):
        raise LookupError("a secret sentence")


async def test_text_is_answered_once() -> None:
    house = House()
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(10)

    assert house.answers() == ["A."]
    assert house.delivered() == ["A."]


async def test_pieces_are_answered_as_one() -> None:
    house = House()
    async with house.at_work():
        for text in ("A.", "B.", "C."):
            await house.hear(message(text))
            await asyncio.sleep(0.3)
        await asyncio.sleep(10)

    assert house.answers() == ["A.\n\nB.\n\nC."]
    assert house.courier.carried[0].outgoing.handle == "C."


async def test_answer_comes_as_soon_as_a_text_is_whole() -> None:
    house = House()
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(0.41)

        assert house.delivered() == ["A."]


async def test_album_is_waited_for_longer() -> None:
    house = House()
    async with house.at_work():
        await house.hear(message("A.", album="x"))
        await asyncio.sleep(0.9)
        await house.hear(message("", handle="2", album="x"))
        await asyncio.sleep(10)

    assert house.answers() == ["A."]


async def test_commands_are_not_waited_for() -> None:
    house = House()
    async with house.at_work():
        await house.hear(command())
        await asyncio.sleep(0.01)

        assert house.answers() == ["/help"]


async def test_nobody_who_keeps_writing_waits_for_ever() -> None:
    house = House()
    async with house.at_work():
        for number in range(20):
            await house.hear(message(f"{number}."))
            await asyncio.sleep(0.3)

        assert house.answers()


async def test_order_is_kept_within_a_conversation() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."), command(), message("B."))
        await asyncio.sleep(20)

    assert house.answers() == ["A.", "/help", "B."]


async def test_conversations_run_side_by_side() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        for chat in ("one", "two", "three"):
            await house.hear(message("A.", chat))
        await asyncio.sleep(4)

        assert [house.answers(chat) for chat in ("one", "two", "three")] == [["A."]] * 3


async def test_checks_are_bounded_and_commands_pass_them() -> None:
    house = House(Echo(takes_three_seconds))
    house.rules = replace(house.rules, checks=1)
    house.open()
    async with house.at_work():
        await house.hear(message("A.", "one"), message("A.", "two"), command("three"))
        await asyncio.sleep(4)

        assert [house.answers(chat) for chat in ("one", "two", "three")] == [["A."], [], ["/help"]]


async def test_part_that_comes_late_supersedes_the_check() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)
        await house.hear(message("B."))
        await asyncio.sleep(10)

    assert house.answers() == ["A.\n\nB."]
    assert house.echo.cancelled == ["A."]


async def test_part_that_comes_too_late_is_answered_by_itself() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(2.5)
        await house.hear(message("B."))
        await asyncio.sleep(10)

    assert house.answers() == ["A.", "B."]


async def test_superseding_ends() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        for number in range(10):
            await house.hear(message(f"{number}."))
            await asyncio.sleep(1.5)
        first = list(house.answers())
        await asyncio.sleep(20)

    assert first
    assert "\n\n".join(house.answers()) == "\n\n".join(f"{number}." for number in range(10))


async def test_command_does_not_supersede_a_check() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)
        await house.hear(command())
        await asyncio.sleep(10)

    assert house.echo.cancelled == []
    assert house.answers() == ["A.", "/help"]


async def test_change_of_a_text_that_is_being_checked_takes_its_place() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A.", handle="1"))
        await asyncio.sleep(1)
        await house.hear(message("B.", handle="1", is_edit=True))
        await asyncio.sleep(10)

    assert house.answers() == ["B."]


async def test_what_was_left_is_answered_after_a_restart_without_waiting() -> None:
    house = House()
    await house.hear(message("A."), message("B."))
    await asyncio.sleep(100)
    house.open()
    async with house.at_work():
        await asyncio.sleep(0.01)

        assert house.answers() == ["A.\n\nB."]


async def test_clock_that_was_set_back_delays_nobody() -> None:
    house = House()
    await house.hear(message("A."))
    house.clock.offset = -house.clock.offset.resolution * 3_600_000_000
    house.kept.store.events[0].due_at = house.clock.now()
    async with house.at_work():
        await asyncio.sleep(0.5)

        assert house.answers() == ["A."]


async def test_session_goes_from_turn_to_turn() -> None:
    house = House()
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)

    assert [session.last for session in house.kept.store.sessions.values()] == ["A."]


async def test_bug_is_tried_again_and_then_laid_aside() -> None:
    house = House(Echo(breaks))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(100)

    assert len(house.echo.heard) == house.rules.tries == len(house.bugs.bugs)
    assert [(row.state, row.fault) for row in house.kept.store.events] == [(PARKED, "LookupError")]
    assert house.delivered() == ["unavailable.fault"]


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


async def test_parts_that_took_the_process_along_twice_are_tried_one_by_one() -> None:
    house = House()
    await house.hear(message("A."), message("B."))
    for _ in range(2):
        await house.kept.inbox.begin([1, 2])
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.answers() == ["A.", "B."]


async def test_bug_in_laying_aside_stops_nobody_else() -> None:
    house = House(Echo(breaks_over_poison))

    def fail(method: str) -> None:
        if method == "park":
            raise LookupError

    house.kept.store.fail = fail
    async with house.at_work():
        await house.hear(message("poison", "one"), message("A.", "two"))
        await asyncio.sleep(1000)

        assert house.answers("two") == ["A."]
    assert 10 < len(house.bugs.bugs) < 40


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


async def test_ordered_stop_lets_turns_finish() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."), command())
        await asyncio.sleep(1)
        await house.lanes.stop(seconds=10)

    assert house.answers() == ["A."]
    assert [row.state for row in house.kept.store.events] == ["finished", "waiting"]


async def test_stop_has_a_deadline_and_loses_nothing() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)
        await house.lanes.stop(seconds=1)
        assert now() == pytest.approx(2)
    house.open()
    async with house.at_work():
        await asyncio.sleep(10)

    assert house.answers() == ["A."]


async def test_idle_lanes_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    house, lanes = House(), list[weakref.ref[Lane]]()
    begin = Lane.__init__

    def remember(self: Lane, *arguments: object) -> None:
        lanes.append(weakref.ref(self))
        begin(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Lane, "__init__", remember)
    async with house.at_work():
        await house.hear(*(message("A.", f"chat {number}") for number in range(500)))
        await asyncio.sleep(60)
        gc.collect()

        assert len(lanes) >= 500
        assert [lane() for lane in lanes if lane() is not None] == []
        assert (len(house.lanes), house.lanes._at_work, len(asyncio.all_tasks())) == (0, {}, 7)


async def test_lanes_at_work_are_bounded() -> None:
    house = House(Echo(takes_three_seconds))
    house.rules, most = replace(house.rules, lanes=10), 0
    house.open()
    async with house.at_work():
        await house.hear(*(message("A.", f"chat {number}") for number in range(50)))
        for _ in range(200):
            await asyncio.sleep(0.25)
            most = max(most, len(house.lanes))

    assert most == 10
    assert sum(len(house.answers(f"chat {number}")) for number in range(50)) == 50
