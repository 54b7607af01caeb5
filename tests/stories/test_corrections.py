"""What comes by itself, as people see it where they asked."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.desk.acts import Decide
from bot.desk.decision import Conclusion, Decision
from bot.people.address import Front
from bot.runtime.answering import Answerer
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.outcome import Ask
from handlers.telegram.courier import TelegramCourier
from tests.contract.desk import ANA
from tests.contract.kept import a_message, a_question
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_library import MemoryLibrary
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import CHANNEL
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.slack.second_opinion import all_texts
from tests.handlers.slack.sending import courier_of, deliver, to_thread, written
from tests.handlers.telegram.sending import client_of, to_person
from tests.records import RATINGS
from tests.runtime.desk.correction import Newsroom, newsroom
from tests.storage.engines import KINDS, an_engine
from tests.storage.keeping import on_engine


@pytest.fixture(params=KINDS)
async def room(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Newsroom]:
    clock = FixedClock()
    async with an_engine(request) as engine:
        kept = on_engine(engine, tmp_path / "keys.json", clock)
        async with newsroom(kept, MemoryLibrary(clock)) as opened:
            yield opened


async def test_staff_thread_hears_that_a_rating_has_ended(room: Newsroom) -> None:
    async with FakeSlack() as slack, courier_of(slack) as courier:
        asked = written(slack, CHANNEL)
        await room.publishes(replace(RATINGS["aapp"][0], until=date(2026, 3, 1)))
        await room.corrector.look()
        await room.answers(to_thread(asked.ts), handle=str(asked))

        room.kept.clock.day += timedelta(days=1)
        for outgoing in await room.corrected():
            await deliver(courier, outgoing)

        (correction,) = slack.shown(CHANNEL)
        said = all_texts(correction.blocks)
        assert correction.thread == asked.ts
        assert "Before: Same event" in said
        assert "B, usually reliable" in said
        assert "expired" in said


async def test_one_decision_answers_on_both_platforms(room: Newsroom) -> None:
    claim = "A bridge was hit"
    kept = room.kept
    async with (
        FakeSlack() as slack,
        courier_of(slack) as in_slack,
        FakeTelegram(flood=None) as telegram,
        client_of(telegram) as client,
    ):
        telegram.say("hello")
        asked = written(slack, CHANNEL)
        for code, sender in (("AAAA-AAAA", to_person()), ("BBBB-BBBB", to_thread(asked.ts))):
            await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(code, claim), sender)])
        decision = Decision(Conclusion.UNVERIFIED, "Two papers had it, and nobody was there.")
        await kept.desk.act(1, Decide(decision), ANA)
        kept.clock.pass_by(60)
        edge = Edge(no_bugs, no_bugs)
        await Answerer(kept.desk, room.library, kept.clock, Numbers(), edge).look()
        for outgoing in await kept.outbox.take(limit=10):
            is_slack = outgoing.to.address.front is Front.SLACK
            await (in_slack if is_slack else TelegramCourier(client)).send_next(outgoing)

        (on_slack,) = slack.shown(CHANNEL)
        (on_telegram,) = telegram.sent
        for said in (all_texts(on_slack.blocks), on_telegram.text):
            assert claim in said
            assert "Two papers had it, and nobody was there." in said
        assert on_slack.thread == asked.ts
