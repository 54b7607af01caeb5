import asyncio
import gc
import weakref
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Cause, Unavailable
from bot.runtime.lane import Lane
from bot.speech.forms import Asked, Form
from bot.speech.heard import Heard, Message, Verb
from bot.speech.session import Session, Writing
from bot.speech.turns import Tell
from tests.runtime.conversations.talking import Echo, House, command, message, now, sender


async def takes_three_seconds(heard: Heard, tell: Tell) -> None:
    await asyncio.sleep(3)


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
        await house.hear(message("A.", "one"))
        await asyncio.sleep(0.01)
        await house.hear(message("A.", "two"), command("three"))
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


async def test_part_that_comes_late_takes_no_act_back() -> None:
    house = House(Echo(takes_three_seconds))
    asked = Writing(sender().person, Asked(Form.DECIDE), house.clock.now() + timedelta(hours=1))
    house.kept.store.sessions[sender().address] = Session(writing=(asked,))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(0.8)
        await house.hear(message("B."))
        await asyncio.sleep(10)

    assert (house.answers(), house.echo.cancelled) == (["A.", "B."], [])


async def test_part_that_comes_too_late_is_answered_by_itself() -> None:
    house = House(Echo(takes_three_seconds))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(2.5)
        await house.hear(message("B."))
        await asyncio.sleep(10)

    assert house.answers() == ["A.", "B."]


async def test_part_that_comes_while_others_are_checked_is_not_left_out() -> None:
    house = House(Echo(takes_three_seconds))
    house.rules = replace(house.rules, checks=1)
    house.open()
    async with house.at_work():
        await house.hear(message("X.", "another"), message("A."))
        await asyncio.sleep(1)
        await house.hear(message("B."))
        await asyncio.sleep(20)

    assert house.answers() == ["A.\n\nB."]


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
    async with house.at_work():
        await asyncio.sleep(0.5)

        assert house.answers() == ["A."]


@pytest.mark.parametrize("verb", [Verb.FORGET, Verb.CANCEL, Verb.YES])
async def test_nobody_waits_behind_a_part_that_is_away(verb: Verb) -> None:
    async def is_away(heard: Heard, tell: Tell) -> None:
        if isinstance(heard, Message):
            raise Unavailable("index", cause=Cause.DAMAGED)

    house = House(Echo(is_away))
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(10)
        await house.hear(command(verb=verb), message("B."))
        await asyncio.sleep(1)

    assert house.answers() == ["unavailable.index", f"/{verb.value}"]


async def test_session_goes_from_turn_to_turn() -> None:
    house = House()
    async with house.at_work():
        await house.hear(message("A."))
        await asyncio.sleep(1)

    assert [session.last for session in house.kept.store.sessions.values()] == ["A."]


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
