import asyncio
from datetime import timedelta

import pytest

from bot.claims.note import note
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import Pressed
from bot.speech.outcome import Forget, Outcome
from bot.speech.replies import Answered, Mood, Part, Reply, Shown, Superseded, Told
from bot.speech.session import Session
from bot.speech.traffic import Turn
from tests.contract.kept import Kept, a_given, a_message, a_report, a_sender, kept_answer, told

FOREVER = 3600.0
BUTTONS = ((Button(Choice(Act.WHY, "answer", 1), note("button.why")),),)
EVERYTHING: tuple[Reply, ...] = (
    told(),
    Told((note("talk.waits", count="3"),), Mood.UNAVAILABLE, 30, BUTTONS, is_brief=True),
    Answered(a_report("A bridge was hit " * 50)),
    Shown(a_report(), 1, Part.REASONS),
    Superseded("nothing that was kept"),
)


@pytest.mark.parametrize("reply", EVERYTHING)
async def test_reply_comes_back_whole(kept: Kept, reply: Reply) -> None:
    await kept.finish(a_message(handle="7"), reply)

    (outgoing,) = await kept.outbox.take(limit=5)

    assert outgoing.reply == reply
    assert (outgoing.to, outgoing.handle, outgoing.sent, outgoing.tries) == (a_sender(), "7", (), 0)
    assert outgoing.written_at == kept.clock.now()


async def test_reply_tells_how_it_is_to_be_said(kept: Kept) -> None:
    await kept.finish(Pressed(a_sender(), None, "7", "query"), told(), session=Session("my", is_quiet=True))

    (outgoing,) = await kept.outbox.take(limit=5)

    assert (outgoing.language, outgoing.is_quiet, outgoing.query) == ("my", True, "query")


async def test_kept_answer_comes_with_its_report(kept: Kept) -> None:
    keep, _ = kept_answer(a_given())
    answered = Answered(keep.given.report, "answer", BUTTONS)
    shown = Shown(keep.given.report, 1, Part.WHOLE, "answer", BUTTONS)
    await kept.finish(a_message(), answered, shown, deeds=[keep])

    taken = [(await kept.deliver("1")).reply for _ in range(2)]

    assert taken == [answered, shown]


async def test_only_first_reply_replaces_the_progress(kept: Kept) -> None:
    await kept.finish(a_message(), told(), told(), progress="77")

    assert [(await kept.deliver("1")).progress for _ in range(2)] == ["77", ""]


async def test_replies_of_a_lane_go_one_by_one(kept: Kept) -> None:
    await kept.finish(a_message(), told("a"), told("b"))
    (first,) = await kept.outbox.take(limit=5)

    assert await kept.outbox.take(limit=5) == ()
    await kept.outbox.sent(first.id, "1", is_last=True)
    (second,) = await kept.outbox.take(limit=5)
    assert (first.reply, second.reply) == (told("a"), told("b"))


async def test_lanes_are_delivered_side_by_side(kept: Kept) -> None:
    for chat in "abc":
        await kept.finish(a_message(sender=a_sender(chat)), told(chat))

    taken = await kept.outbox.take(limit=2)

    assert [outgoing.reply for outgoing in taken] == [told("a"), told("b")]


async def test_reply_of_several_messages_is_gone_on_with(kept: Kept) -> None:
    await kept.finish(a_message(), told())
    (first,) = await kept.outbox.take(limit=5)
    await kept.outbox.sent(first.id, "1", is_last=False)

    (rest,) = await kept.outbox.take(limit=5)

    assert (rest.id, rest.sent) == (first.id, ("1",))


async def test_sent_messages_outlast_a_kill(kept: Kept) -> None:
    await kept.finish(a_message(), told())
    (first,) = await kept.outbox.take(limit=5)
    await kept.outbox.sent(first.id, "1", is_last=False)
    await kept.outbox.take(limit=5)

    (again,) = await kept.reopened().outbox.take(limit=5)

    assert again.sent == ("1",)


async def test_delivered_reply_is_not_taken_again(kept: Kept) -> None:
    await kept.finish(a_message(), told())
    await kept.deliver("1")

    assert await kept.reopened().outbox.take(limit=5) == ()
    assert await kept.outbox.backlog() == 0


async def test_reply_that_is_put_off_waits(kept: Kept) -> None:
    await kept.finish(a_message(), told("a"), told("b"))
    (outgoing,) = await kept.outbox.take(limit=5)
    await kept.outbox.later(outgoing.id, seconds=30)

    assert await kept.outbox.take(limit=5) == ()
    assert await kept.outbox.next_due() == kept.clock.now() + timedelta(seconds=30)
    kept.clock.pass_by(30)
    (again,) = await kept.outbox.take(limit=5)
    assert (again.reply, again.tries) == (told("a"), 1)


async def test_lane_is_owed_until_all_of_it_went(kept: Kept) -> None:
    """Also what was put off, what is under way, and the rest of what went in part."""
    await kept.finish(a_message(), told("a"), told("b"))
    (first,) = await kept.outbox.take(limit=5)
    lane = first.lane
    owed = [await kept.outbox.owes(lane), await kept.outbox.owes(f"not {lane}")]
    await kept.outbox.later(first.id, seconds=30)
    owed.append(await kept.outbox.owes(lane))
    kept.clock.pass_by(30)
    await kept.deliver("1")
    owed.append(await kept.reopened().outbox.owes(lane))

    await kept.deliver("2")

    assert [*owed, await kept.outbox.owes(lane)] == [True, False, True, True, False]


async def test_reply_that_was_not_even_tried_counts_no_try(kept: Kept) -> None:
    await kept.finish(a_message(), told("a"))
    (outgoing,) = await kept.outbox.take(limit=5)
    await kept.outbox.later(outgoing.id, seconds=30, is_try=False)

    kept.clock.pass_by(30)
    (again,) = await kept.outbox.take(limit=5)
    assert again.tries == 0


async def test_clock_that_was_set_back_delays_no_reply(kept: Kept) -> None:
    await kept.finish(a_message(), told("a"))
    kept.clock.pass_by(-3600)

    (outgoing,) = await kept.outbox.take(limit=5)
    await kept.outbox.later(outgoing.id, seconds=30)
    assert await kept.outbox.take(limit=5) == ()
    kept.clock.pass_by(-3600)
    assert [again.reply for again in await kept.outbox.take(limit=5)] == [told("a")]


async def test_lost_reply_is_counted_by_reason(kept: Kept) -> None:
    await kept.finish(a_message(), told("a"), told("b"))
    (outgoing,) = await kept.outbox.take(limit=5)
    await kept.outbox.failed(outgoing.id, why="blocked")

    assert await kept.outbox.failures() == {"blocked": 1}
    assert (await kept.deliver("1")).reply == told("b")


async def test_superseded_names_earlier_messages(kept: Kept) -> None:
    keep, answered = kept_answer(a_given())
    await kept.finish(a_message(), answered, deeds=[keep])
    (first,) = await kept.outbox.take(limit=5)
    await kept.outbox.sent(first.id, "1", is_last=False)
    await kept.deliver("2")
    await kept.finish(a_message(), Superseded("answer"))

    (outgoing,) = await kept.outbox.take(limit=5)

    assert outgoing.earlier == ("1", "2")


async def test_live_replies_are_not_promised(kept: Kept) -> None:
    await kept.turns.finish(Turn(a_message(), Outcome(Session(), (told(),)), is_live=True))

    assert await kept.outbox.take(limit=5) == ()


async def test_waiting_ends_with_a_new_reply(kept: Kept) -> None:
    await kept.outbox.take(limit=5)
    waiting = asyncio.ensure_future(kept.outbox.wait(seconds=FOREVER))
    await kept.finish(a_message(), told())

    await asyncio.wait_for(waiting, 10)


async def test_waiting_ends_with_a_free_lane(kept: Kept) -> None:
    await kept.finish(a_message(), told("a"), told("b"))
    (outgoing,) = await kept.outbox.take(limit=5)
    waiting = asyncio.ensure_future(kept.outbox.wait(seconds=FOREVER))
    await kept.outbox.sent(outgoing.id, "1", is_last=True)

    await asyncio.wait_for(waiting, 10)


async def test_forgotten_answer_is_not_delivered_to_others(kept: Kept) -> None:
    keep, _ = kept_answer(a_given(sender=a_sender(person="ann")))
    await kept.finish(a_message(), deeds=[keep])
    shown = Shown(keep.given.report, 1, Part.WHOLE, "answer")
    await kept.finish(a_message(sender=a_sender(person="bob")), shown, told("bob"))
    await forget_ann(kept)

    replies = [outgoing.reply for _ in range(2) for outgoing in await kept.outbox.take(limit=5)]

    assert replies == [told("bob")]


async def forget_ann(kept: Kept) -> None:
    await kept.finish(a_message(), deeds=[Forget(a_sender(person="ann"))])
