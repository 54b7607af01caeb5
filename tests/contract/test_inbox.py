import asyncio
from datetime import datetime, timedelta

import pytest

from bot.speech.choices import Act, Choice
from bot.speech.heard import Command, Excess, Heard, Pressed, Verb
from bot.speech.outcome import Outcome
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Turn
from tests.contract.kept import Kept, a_message, a_sender, gone, told

FOREVER = 3600.0
EVERYTHING: tuple[Heard, ...] = (
    a_message("A bridge was hit " * 200, handle="7"),
    a_message("ပဇီကြီး ကျေးရွာ"),
    Command(a_sender(), Verb.CHECK, "check", "a text"),
    Command(a_sender(), None, "dance"),
    Pressed(a_sender(), Choice(Act.WHY, "answer", 1), "7", "query"),
    Pressed(a_sender(), None),
    gone(),
    Excess(a_sender(), 60, "7"),
)


@pytest.mark.parametrize("heard", EVERYTHING)
async def test_what_was_heard_comes_back_whole(kept: Kept, heard: Heard) -> None:
    (event,) = await kept.accept(heard)

    assert event.heard == heard
    assert (event.accepted_at, event.tries, event.is_told, event.progress) == (
        kept.clock.now(),
        0,
        False,
        "",
    )


async def test_same_event_is_taken_in_once(kept: Kept) -> None:
    arrival = Arrival("event", a_message())

    assert await kept.inbox.accept([arrival, arrival]) == 1
    assert await kept.inbox.accept([arrival]) == 0
    assert await kept.inbox.backlog() == 1


async def test_other_name_of_an_event_is_known(kept: Kept) -> None:
    await kept.inbox.accept([Arrival("event", a_message(), ("message",))])

    assert await kept.inbox.accept([Arrival("another", a_message(), ("message",))]) == 0
    assert await kept.inbox.accept([Arrival("another", a_message())]) == 0


async def test_answered_event_is_not_taken_in_again(kept: Kept) -> None:
    await kept.inbox.accept([Arrival("event", a_message())])
    await kept.finish(a_message(), events=await kept.events())

    assert await kept.inbox.accept([Arrival("event", a_message())]) == 0


async def test_accepting_nothing_is_no_event(kept: Kept) -> None:
    assert await kept.inbox.accept([]) == 0
    assert await kept.inbox.take(limit=5) == ()


async def test_lane_keeps_the_order_of_arrival(kept: Kept) -> None:
    texts = [f"text {number}" for number in range(12)]
    events = await kept.accept(*(a_message(text) for text in texts))

    assert [event.heard for event in events] == [a_message(text) for text in texts]


async def test_each_address_is_a_lane(kept: Kept) -> None:
    await kept.accept(*(a_message(sender=a_sender(chat)) for chat in "abab"))

    lanes = await kept.inbox.take(limit=10)

    assert len(lanes) == 2
    assert [len(await kept.inbox.pending(lane)) for lane in lanes] == [2, 2]


async def test_longest_waiting_lane_comes_first(kept: Kept) -> None:
    await kept.accept(*(a_message(chat, sender=a_sender(chat)) for chat in "cab"))

    (lane,) = await kept.inbox.take(limit=1)
    (event,) = await kept.inbox.pending(lane)

    assert event.heard == a_message("c", sender=a_sender("c"))


async def test_lane_is_given_to_one_worker(kept: Kept) -> None:
    await kept.accept(a_message())
    (lane,) = await kept.inbox.take(limit=5)
    await kept.inbox.accept([Arrival("more", a_message())])

    assert await kept.inbox.take(limit=5) == ()
    await kept.inbox.release(lane)
    assert await kept.inbox.take(limit=5) == (lane,)


async def test_restart_finds_every_lane_free(kept: Kept) -> None:
    await kept.accept(a_message())
    taken = await kept.inbox.take(limit=5)

    assert await kept.reopened().inbox.take(limit=5) == taken


async def test_begun_try_outlasts_a_kill(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.begin([event.id])

    (again,) = await kept.reopened().events()

    assert again.tries == 1


async def test_try_that_was_cut_off_is_taken_back(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.begin([event.id])
    for _ in range(2):
        await kept.inbox.take_back([event.id])

    (again,) = await kept.reopened().events()

    assert again.tries == 0


async def test_progress_message_is_remembered(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    await kept.inbox.note_progress(event.id, "77")

    (again,) = await kept.reopened().events()

    assert again.progress == "77"


async def test_postponed_event_waits_until_it_is_due(kept: Kept) -> None:
    events = await kept.accept(a_message())
    await kept.finish(a_message(), events=events, again_in=60)
    due = kept.clock.now() + timedelta(seconds=60)

    assert await kept.events() == ()
    assert await kept.inbox.next_due() == due
    kept.clock.pass_by(60)
    assert len(await kept.events()) == 1


async def test_what_follows_a_postponed_event_waits_too(kept: Kept) -> None:
    events = await kept.accept(a_message("first"))
    await kept.finish(a_message(), events=events, again_in=60)

    assert await kept.accept(a_message("second")) == ()
    kept.clock.pass_by(60)
    assert [event.heard for event in await kept.events()] == [a_message("first"), a_message("second")]


@pytest.mark.parametrize("heard", [Command(a_sender(), Verb.FORGET, "forget"), gone(), EVERYTHING[4]])
async def test_postponed_text_holds_up_nothing_else(kept: Kept, heard: Heard) -> None:
    await kept.finish(a_message(), events=await kept.accept(a_message("first")), again_in=60)

    passing = await kept.accept(a_message("second"), heard)

    assert [event.heard for event in passing] == [heard]
    await kept.finish(heard, events=passing)
    assert await kept.events() == ()
    assert await kept.inbox.next_due() == kept.clock.now() + timedelta(seconds=60)


async def test_order_returns_with_the_postponed(kept: Kept) -> None:
    await kept.finish(a_message(), events=await kept.accept(a_message("first")), again_in=60)
    forget = Command(a_sender(), Verb.FORGET, "forget")
    await kept.accept(a_message("second"), forget)
    kept.clock.pass_by(60)

    found = [event.heard for event in await kept.events()]
    assert found == [a_message("first"), a_message("second"), forget]


async def test_postponed_command_becomes_due_before_a_text(kept: Kept) -> None:
    await kept.finish(a_message(), events=await kept.accept(a_message("first")), again_in=60)
    why = Command(a_sender(), Verb.WHY, "why")
    await kept.finish(why, events=await kept.accept(why), again_in=5)

    assert await kept.inbox.next_due() == kept.clock.now() + timedelta(seconds=5)
    kept.clock.pass_by(5)
    assert [event.heard for event in await kept.events()] == [why]


async def test_clock_that_was_set_back_delays_nothing_new(kept: Kept) -> None:
    await kept.accept(a_message())
    kept.clock.pass_by(-3600)

    assert len(await kept.events()) == 1


async def test_clock_that_was_set_back_ends_a_postponement(kept: Kept) -> None:
    await kept.finish(a_message(), events=await kept.accept(a_message()), again_in=60)
    kept.clock.pass_by(-3600)

    assert len(await kept.events()) == 1


async def test_nothing_postponed_is_never_due(kept: Kept) -> None:
    await kept.accept(a_message())

    assert await kept.inbox.next_due() is None


async def test_waiting_ends_with_a_new_event(kept: Kept) -> None:
    await kept.inbox.take(limit=5)
    waiting = asyncio.ensure_future(kept.inbox.wait(seconds=FOREVER))
    await kept.inbox.accept([Arrival("event", a_message())])

    await asyncio.wait_for(waiting, 10)


async def test_event_before_the_waiting_is_not_missed(kept: Kept) -> None:
    await kept.inbox.take(limit=5)
    await kept.inbox.accept([Arrival("event", a_message())])

    await asyncio.wait_for(kept.inbox.wait(seconds=FOREVER), 10)


async def test_waiting_ends_with_a_released_lane(kept: Kept) -> None:
    await kept.accept(a_message())
    (lane,) = await kept.inbox.take(limit=5)
    waiting = asyncio.ensure_future(kept.inbox.wait(seconds=FOREVER))
    await kept.inbox.release(lane)

    await asyncio.wait_for(waiting, 10)


async def test_waiting_ends_by_itself(kept: Kept) -> None:
    await asyncio.wait_for(kept.inbox.wait(seconds=0), 10)


async def test_parked_event_waits_for_the_operator(kept: Kept) -> None:
    (event,) = await kept.accept(a_message())
    turn = await parked(kept, event.id)

    assert await kept.inbox.parked() == (turn,)
    assert await kept.events() == ()
    assert await kept.inbox.backlog() == 0


async def test_parked_event_gets_another_chance(kept: Kept) -> None:
    (event,) = await kept.accept(a_message("broken"))
    await kept.inbox.begin([event.id])
    await parked(kept, event.id)

    assert await kept.inbox.retry_parked() == 1
    (again,) = await kept.events()
    assert (again.heard, again.tries, again.is_told) == (a_message("broken"), 0, False)
    assert await kept.inbox.parked() == ()


async def test_concurrent_accepts_lose_nothing(kept: Kept) -> None:
    arrivals = [
        [Arrival(f"{number % 40}", a_message(sender=a_sender(f"{number % 7}")))] for number in range(80)
    ]

    new = await asyncio.gather(*(kept.inbox.accept(batch) for batch in arrivals))

    assert sum(new) == 40
    assert await kept.inbox.backlog() == 40


async def test_inbox_answers_a_ping(kept: Kept) -> None:
    await kept.inbox.ping()

    assert await kept.inbox.backlog() == 0


async def test_what_is_laid_aside_is_given_up_alone(kept: Kept) -> None:
    broken, _ = await kept.accept(a_message("broken"), a_message("good"))
    await kept.inbox.lay_aside([broken.id], fault="KeyError")

    assert [event.heard for event in await kept.events()] == [a_message("good")]
    assert await kept.inbox.parked() == (broken.accepted_at,)
    assert await kept.outbox.backlog() == 0


async def parked(kept: Kept, event: int) -> datetime:
    """When the event that is given up was accepted."""
    moment = kept.clock.now()
    await kept.turns.park(Turn(a_message(), Outcome(Session(), (told(),)), (event,)), fault="KeyError")
    return moment
