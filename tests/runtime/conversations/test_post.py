import asyncio
import logging
from dataclasses import replace

import pytest

from bot.claims.note import note
from bot.errors import Cause, Lost, Unavailable, Undeliverable
from bot.people.address import Front
from bot.speech.heard import Left
from bot.speech.outcome import Outcome
from bot.speech.replies import Answered, Reply, Told
from bot.speech.session import Session
from bot.speech.traffic import Turn
from bot.verdicts.finding import Report
from tests.fakes.couriers import RecordingCourier
from tests.fakes.memory_store import FAILED, WAITING
from tests.runtime.conversations.talking import House, message, now, sender, spoken

REPORT = Answered(Report(1, "", (), ()), "answer")


def told(text: str) -> Told:
    return Told((note(text),))


def limited(seconds: float) -> Unavailable:
    return Unavailable("telegram", retry_after=seconds, cause=Cause.LIMITED)


async def promise(house: House, *replies: Reply, chat: str = "chat", front: Front = Front.TELEGRAM) -> None:
    """Replies of a turn that nobody waits for any more."""
    heard = replace(message("x"), sender=sender(chat, front=front))
    await house.kept.turns.finish(Turn(heard, Outcome(Session(), replies)))


async def test_replies_go_in_order() -> None:
    house = House()
    await promise(house, told("1"), told("2"), told("3"))
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.delivered() == ["1", "2", "3"]
    assert await house.kept.outbox.backlog() == 0


async def test_reply_of_several_messages_goes_part_by_part() -> None:
    house = House()
    house.courier.messages = lambda reply: 3
    await promise(house, told("1"), told("2"))
    async with house.at_work():
        await asyncio.sleep(1)

    assert [(spoken(one.reply), one.number) for one in house.courier.carried] == [
        ("1", 1), ("1", 2), ("1", 3), ("2", 1), ("2", 2), ("2", 3),
    ]  # fmt: skip


async def test_conversations_do_not_wait_for_each_other() -> None:
    house = House()
    house.courier.chats["one"] = Unavailable("telegram", retry_after=3600)
    await promise(house, told("1"), chat="one")
    await promise(house, told("2"), chat="two")
    async with house.at_work():
        await asyncio.sleep(1)

    assert (house.delivered("one"), house.delivered("two")) == ([], ["2"])


async def test_messages_to_one_chat_are_spaced() -> None:
    house = House()
    house.courier.gap = 3.0
    await promise(house, told("1"), told("2"), told("3"))
    async with house.at_work():
        await asyncio.sleep(10)

    assert [one.at for one in house.courier.carried] == pytest.approx([0, 3, 6], abs=0.01)


async def test_threads_of_a_chat_share_its_spacing() -> None:
    house = House()
    house.courier.gap = 3.0
    for thread in ("1", "2"):
        there = sender()
        heard = replace(message("x"), sender=replace(there, address=replace(there.address, thread=thread)))
        await house.kept.turns.finish(Turn(heard, Outcome(Session(), (told(thread),))))
    async with house.at_work():
        await asyncio.sleep(10)

    assert [one.at for one in house.courier.carried] == pytest.approx([0, 3], abs=0.01)


async def test_no_second_sees_more_messages_than_the_platform_takes() -> None:
    house = House(courier=RecordingCourier(pace=30.0))
    for number in range(100):
        await promise(house, told("1"), chat=f"chat {number}")
    async with house.at_work():
        await asyncio.sleep(5)

    times = [one.at for one in house.courier.carried]
    assert len(times) == 100
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 31
    assert times[-1] == pytest.approx(99 / 30, abs=0.1)


async def test_platform_that_is_away_is_asked_again_ever_less_often() -> None:
    house = House()
    house.courier.chats["chat"] = Unavailable("telegram", retry_after=0)
    await promise(house, told("1"))
    async with house.at_work():
        await asyncio.sleep(600)
        tried = house.courier.tried
        del house.courier.chats["chat"]
        await asyncio.sleep(400)

    assert 7 <= tried <= 10
    assert house.delivered() == ["1"]


async def test_nothing_is_given_up_while_a_platform_is_away_for_days() -> None:
    house = House()
    house.courier.chats["chat"] = Unavailable("telegram")
    await promise(house, told("1"))
    async with house.at_work():
        await asyncio.sleep(3 * 24 * 3600)
        del house.courier.chats["chat"]
        await asyncio.sleep(400)

    assert house.delivered() == ["1"]


async def test_pause_that_the_platform_asks_for_is_kept() -> None:
    house = House()
    house.courier.faults.append(Unavailable("telegram", retry_after=17))
    await promise(house, told("1"))
    async with house.at_work():
        await asyncio.sleep(60)

    assert [one.at for one in house.courier.carried] == pytest.approx([17], abs=0.1)


async def test_several_limited_chats_pause_the_front() -> None:
    house = House()
    house.courier.faults.extend([limited(20)] * 3)
    for number in range(3):
        await promise(house, told("1"), chat=f"chat {number}")
    async with house.at_work():
        await asyncio.sleep(1)
        await promise(house, told("2"), chat="another")
        await asyncio.sleep(60)

    assert min(one.at for one in house.courier.carried) >= 20
    assert len(house.courier.carried) == 4


async def test_chats_that_fail_hold_up_no_other() -> None:
    house = House()
    for number in range(5):
        house.courier.chats[f"chat {number}"] = Unavailable("telegram", retry_after=20)
        await promise(house, told("1"), chat=f"chat {number}")
    async with house.at_work():
        await asyncio.sleep(1)
        await promise(house, told("2"), chat="another")
        await asyncio.sleep(1)

    assert house.delivered("another") == ["2"]


async def test_pause_of_the_front_is_no_try() -> None:
    house = House()
    house.courier.faults.extend([limited(20)] * 3)
    for number in range(3):
        await promise(house, told("1"), chat=f"chat {number}")
    async with house.at_work():
        await asyncio.sleep(1)
        await promise(house, told("2"), chat="another")
        await asyncio.sleep(60)

    assert house.kept.store.replies[-1].outgoing.tries == 0
    assert house.delivered("another") == ["2"]


async def test_next_try_is_never_at_once() -> None:
    house, put_off = House(), list[float]()
    house.courier.faults.extend([limited(1e-3)] * 3)
    later = house.kept.outbox.later

    async def remember(outgoing: int, *, seconds: float, is_try: bool = True) -> None:
        put_off.append(seconds)
        await later(outgoing, seconds=seconds, is_try=is_try)

    house.kept.outbox.later = remember  # type: ignore[method-assign]
    for number in range(5):
        await promise(house, told("1"), chat=f"chat {number}")
    async with house.at_work():
        await asyncio.sleep(60)

    assert min(put_off) >= 0.05
    assert len(house.courier.carried) == 5


async def test_message_that_went_is_not_sent_again_because_the_database_was_away() -> None:
    house = House()

    def fail(method: str) -> None:
        if method == "sent" and now() < 100:
            raise Unavailable("database")

    house.kept.store.fail = fail
    await promise(house, told("1"), told("2"))
    async with house.at_work():
        await asyncio.sleep(99)
        assert house.delivered() == ["1"]
        await asyncio.sleep(20)

    assert house.delivered() == ["1", "2"]
    assert {failure.part for failure in house.away} == {"database"}


async def test_what_cannot_be_delivered_stays_visible() -> None:
    house = House()
    house.courier.faults.append(Undeliverable(Lost.GONE))
    await promise(house, told("1"), told("2"))
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.delivered() == ["2"]
    assert await house.kept.outbox.failures() == {"gone": 1}


async def test_chat_that_threw_us_out_is_left() -> None:
    house = House()
    house.courier.faults.append(Undeliverable(Lost.BLOCKED))
    await promise(house, told("1"))
    async with house.at_work():
        await asyncio.sleep(1)

    assert [row.event.heard for row in house.kept.store.events] == [Left(sender())]
    assert await house.kept.outbox.failures() == {"blocked": 1}


async def test_answer_that_a_platform_refuses_does_not_end_in_silence() -> None:
    house = House()
    house.courier.faults.append(Undeliverable(Lost.REFUSED))
    await promise(house, REPORT)
    async with house.at_work():
        await asyncio.sleep(1)

    assert house.delivered() == ["unavailable.fault"]
    assert await house.kept.outbox.failures() == {"refused": 1}


async def test_word_that_takes_the_place_of_an_answer_is_tried_again() -> None:
    house = House()
    refused, away = Undeliverable(Lost.REFUSED), Unavailable("telegram")
    house.courier.faults.extend([refused, away, refused, away, refused])
    await promise(house, REPORT, told("2"))
    async with house.at_work():
        await asyncio.sleep(300)

    assert house.delivered() == ["unavailable.fault", "2"]


async def test_word_after_a_bug_is_tried_again() -> None:
    house = House()
    house.courier.faults.extend([*[KeyError("a secret")] * house.tries, Unavailable("telegram"), KeyError()])
    await promise(house, REPORT)
    async with house.at_work():
        await asyncio.sleep(300)

    assert house.delivered() == ["unavailable.fault"]


async def test_bug_in_a_courier_is_tried_again_and_then_told() -> None:
    house = House()
    house.courier.faults.extend([KeyError("a secret")] * house.tries)
    await promise(house, REPORT, told("2"))
    async with house.at_work():
        await asyncio.sleep(60)

    assert house.delivered() == ["unavailable.fault", "2"]
    assert [row.state for row in house.kept.store.replies] == [FAILED, "finished"]
    assert len(house.bugs.bugs) == house.tries


async def test_bug_that_passes_loses_nothing() -> None:
    house = House()
    house.courier.faults.append(KeyError("a secret"))
    await promise(house, REPORT)
    async with house.at_work():
        await asyncio.sleep(60)

    assert house.delivered() == ["Answered"]


async def test_replies_for_a_front_that_is_not_configured_wait(caplog: pytest.LogCaptureFixture) -> None:
    house = House()
    for chat in ("one", "two"):
        await promise(house, told("1"), chat=chat, front=Front.SLACK)
    async with house.at_work():
        await asyncio.sleep(300)

    assert [row.state for row in house.kept.store.replies] == [WAITING, WAITING]
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == [
        "replies wait for a front that is not configured"
    ]


async def test_stop_lets_what_is_under_way_arrive() -> None:
    house = House()
    house.courier.hold = asyncio.Event()
    await promise(house, told("1"), told("2"))
    async with house.at_work():
        await asyncio.sleep(1)
        stopping = asyncio.create_task(house.post.stop(seconds=10))
        await asyncio.sleep(1)
        house.courier.hold.set()
        await stopping

    assert now() == pytest.approx(2)
    assert house.delivered() == ["1"]
    assert await house.kept.outbox.backlog() == 1


async def test_stop_has_a_deadline_and_keeps_what_did_not_go() -> None:
    house = House()
    house.courier.hold = asyncio.Event()
    await promise(house, told("1"))
    async with house.at_work():
        await asyncio.sleep(1)
        await house.post.stop(seconds=3)

    assert now() == pytest.approx(4)
    assert await house.kept.outbox.backlog() == 1


async def test_pace_forgets_chats_whose_time_has_passed() -> None:
    house = House()
    house.courier.gap = 1.0
    for number in range(300):
        await promise(house, told("1"), chat=f"chat {number}")
    async with house.at_work():
        await asyncio.sleep(10)
        await promise(house, told("1"))
        await asyncio.sleep(1)

        assert len(house.post._fronts[Front.TELEGRAM]._pace) <= 1
