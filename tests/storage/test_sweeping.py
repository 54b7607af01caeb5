from collections.abc import Collection
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.acts import Block, Merge
from bot.desk.case import CaseState
from bot.desk.statistics import Course
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.ports import Keys
from bot.speech.heard import From
from bot.speech.outcome import Ask, HandIn, Outcome, Prefer
from bot.speech.replies import Superseded
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Turn
from storage.database import Database
from storage.journal import Journal
from storage.keys.open import open_keys
from storage.lifetimes import Lifetimes
from storage.sweeping import CASES_AT_ONCE, Sweeping
from tests.contract.cases import CODES, asked, file
from tests.contract.cases import answered as answer_everybody
from tests.contract.desk import ANA, CHAT, a_tip, decide
from tests.contract.kept import (
    Kept,
    a_given,
    a_message,
    a_question,
    a_sender,
    an_address,
    kept_answer,
    told,
)
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import on_database

HOUR, DAY = 3600.0, 86_400.0


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def opened(engine: AsyncEngine) -> Database:
    return Database(engine)


@pytest.fixture
def keys(tmp_path: Path, clock: FixedClock) -> Keys:
    return open_keys(tmp_path / "keys.json", clock, is_needed=False)


@pytest.fixture
def kept(opened: Database, keys: Keys, clock: FixedClock) -> Kept:
    return on_database(opened, keys, clock)


@pytest.fixture
def sweeping(opened: Database, keys: Keys) -> Sweeping:
    journal = Journal(opened, now=count(step=10).__next__)
    return Sweeping(opened, journal, keys, names_days=30, case_days=30)


@pytest.mark.parametrize(
    ("front", "audience", "lifetime"),
    [
        (Front.TELEGRAM, Audience.PUBLIC, timedelta(hours=72)),
        (Front.SLACK, Audience.PUBLIC, timedelta(hours=72)),
        (Front.SLACK, Audience.NEWSROOM, timedelta(days=90)),
        (Front.TELEGRAM, Audience.RESTRICTED, timedelta(days=90)),
        (Front.WEB, Audience.NEWSROOM, timedelta(hours=12)),
        (Front.CONSOLE, Audience.PUBLIC, timedelta(hours=12)),
    ],
)
def test_lifetimes_by_front_and_audience(front: Front, audience: Audience, lifetime: timedelta) -> None:
    sender = a_sender(address=an_address(front=front), audience=audience)

    assert Lifetimes().of(sender) == lifetime


async def answered(kept: Kept, sender: From | None = None) -> None:
    """An answer that was given, and delivered as message 1."""
    keep, answer = kept_answer(a_given(sender=sender, handle="7"))
    await kept.finish(a_message(sender=sender), answer, deeds=[keep], session=Session(last="answer"))
    await kept.deliver("1")


async def test_nothing_is_swept_before_its_time(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await answered(kept)
    clock.pass_by(72 * HOUR - 1)

    assert await sweeping.sweep(clock.now()) == {}
    assert await kept.answers.given("answer") is not None
    assert await kept.sessions.session(an_address()) == Session(last="answer")


async def test_expired_is_gone_before_it_is_swept(kept: Kept, clock: FixedClock) -> None:
    await answered(kept)
    clock.pass_by(72 * HOUR)

    assert await kept.answers.given("answer") is None
    assert await kept.answers.given_to(an_address(), "7") is None
    assert await kept.sessions.session(an_address()) is None
    assert (await kept.people.holdings(a_sender())).answers == 0


async def test_expired_answer_goes_with_its_handles(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    await answered(kept)
    clock.pass_by(72 * HOUR)

    swept = {"sessions": 1, "answers": 1, "answer_records": 1, "handles": 1}
    assert await sweeping.sweep(clock.now()) == swept
    assert await sweeping.sweep(clock.now()) == {}


async def test_newsroom_answers_live_longer(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await answered(kept, a_sender(audience=Audience.NEWSROOM))
    clock.pass_by(89 * DAY)
    await sweeping.sweep(clock.now())
    await kept.finish(a_message(), Superseded("answer"))

    assert (await kept.deliver("2")).earlier == ("1",)


async def test_answer_that_is_still_owed_stays(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    keep, answer = kept_answer(a_given())
    await kept.finish(a_message(), answer, deeds=[keep])
    clock.pass_by(100 * HOUR)
    await sweeping.sweep(clock.now())

    assert (await kept.deliver("1")).reply == answer


@pytest.mark.parametrize(("served", "backlog"), [({Front.TELEGRAM}, 1), ({Front.SLACK}, 0), ((), 0)])
async def test_reply_expires_where_its_front_was_removed(
    kept: Kept, sweeping: Sweeping, clock: FixedClock, served: Collection[Front], backlog: int
) -> None:
    await kept.finish(a_message(), told())
    clock.pass_by(72 * HOUR - 1)
    assert await sweeping.sweep(clock.now(), served=served) == {}

    clock.pass_by(1)
    await sweeping.sweep(clock.now(), served=served)
    assert await kept.outbox.backlog() == backlog
    assert sum((await kept.outbox.failures()).values()) == 1 - backlog


async def test_waiting_event_never_expires(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await kept.accept(a_message())
    clock.pass_by(1000 * DAY)
    await sweeping.sweep(clock.now())

    assert len(await kept.events()) == 1


async def test_parked_event_expires(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    (event,) = await kept.accept(a_message())
    await kept.turns.park(Turn(a_message(), Outcome(Session()), (event.id,)), fault="KeyError")
    clock.pass_by(72 * HOUR)

    assert (await sweeping.sweep(clock.now()))["parked"] == 1
    assert await kept.inbox.parked() == ()


async def test_event_is_known_again_for_two_days(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await kept.inbox.accept([Arrival("event", a_message())])
    clock.pass_by(48 * HOUR - 1)
    await sweeping.sweep(clock.now())
    assert await kept.inbox.accept([Arrival("event", a_message())]) == 0

    clock.pass_by(1)
    assert await sweeping.sweep(clock.now()) == {"event_names": 1}


async def test_lost_reply_is_forgotten_in_time(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await kept.finish(a_message(), told())
    (outgoing,) = await kept.outbox.take(limit=1)
    await kept.outbox.failed(outgoing.id, why="gone")
    clock.pass_by(72 * HOUR)
    await sweeping.sweep(clock.now())

    assert await kept.outbox.failures() == {}


async def test_way_back_expires_before_the_question(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])
    clock.pass_by(72 * HOUR)

    assert (await sweeping.sweep(clock.now()))["ways_back"] == 1
    assert len(await kept.desk.questions([Pseudonym("ann")])) == 1
    assert await sweeping.sweep(clock.now()) == {}


async def test_settings_go_with_the_key_of_their_name(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    await kept.finish(a_message(), deeds=[Prefer(Pseudonym("ann"), Person("en"))])
    clock.pass_by(60 * DAY)
    await sweeping.sweep(clock.now())
    assert await kept.people.person([Pseudonym("ann")]) == Person("en")

    clock.pass_by(DAY)
    assert (await sweeping.sweep(clock.now()))["people"] == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_swept_rows_leave_the_journal_too(
    kept: Kept, sweeping: Sweeping, clock: FixedClock, tmp_path: Path
) -> None:
    await answered(kept)
    clock.pass_by(72 * HOUR)
    await sweeping.sweep(clock.now())

    assert (tmp_path / "library.db-wal").stat().st_size == 0


async def test_many_rows_go_in_small_steps(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await kept.inbox.accept([Arrival(str(number), a_message()) for number in range(1200)])
    clock.pass_by(48 * HOUR)

    assert await sweeping.sweep(clock.now()) == {"event_names": 1200}


async def test_text_of_a_case_goes_some_time_after_it_was_closed(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    await asked(kept, "A bridge was hit", "A dam was hit")
    await kept.desk.act(1, decide("We saw the bridge."), ANA)
    await answer_everybody(kept)
    clock.pass_by(29 * DAY)
    await sweeping.sweep(clock.now())
    before = await kept.desk.case(1)
    clock.pass_by(DAY)
    await sweeping.sweep(clock.now())
    after, open_still = await kept.desk.case(1), await kept.desk.case(2)

    assert before is not None
    assert after is not None
    assert open_still is not None
    assert (len(before.matters), len(after.matters), len(open_still.matters)) == (1, 0, 1)
    assert (after.case.state, after.case.decision, after.case.askers) == (CaseState.CLOSED, None, 1)
    assert [(line.who, line.what, line.detail) for line in after.history[:1]] == [("", "decide", "")]
    assert after.case.revision > before.case.revision  # so that what is shown of it is changed too
    assert await kept.desk.standing(CODES[0]) is None
    assert await kept.audit.verify() is None


async def test_what_was_set_aside_is_closed_and_counts_nowhere(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    began, sender = clock.now(), a_sender("chat 0", person="p0")
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, Block((await file(kept)).matters[0].key), ANA)
    await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(CODES[1], "A dam was hit"), sender)])
    clock.pass_by(7 * DAY)
    swept = await sweeping.sweep(clock.now())
    told = await kept.desk.statistics(since=began, asked_since=began)

    assert swept["aside"] == 1
    assert (await file(kept, 2)).case.state is CaseState.CLOSED
    assert (told.courses, told.asked) == ((Course(began),), (began,))


async def test_case_is_emptied_once(kept: Kept, sweeping: Sweeping, clock: FixedClock) -> None:
    await asked(kept, "A bridge was hit", "The bridge is gone")
    await kept.desk.act(2, Merge(1), ANA)
    await kept.desk.act(1, decide(), ANA)
    await answer_everybody(kept)
    clock.pass_by(40 * DAY)

    assert (await sweeping.sweep(clock.now()))["cases"] == 2
    assert "cases" not in await sweeping.sweep(clock.now())


async def test_many_cases_are_emptied_in_small_steps(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    for number in range(CASES_AT_ONCE + 2):
        asks = Ask(a_question(f"MANY-{number:04}", f"Bridge {number} was hit"), a_sender())
        await kept.finish(a_message(), deeds=[asks])
    for case in range(2, CASES_AT_ONCE + 3):
        await kept.desk.act(case, Merge(1), ANA)
    clock.pass_by(40 * DAY)

    assert (await sweeping.sweep(clock.now()))["cases"] == CASES_AT_ONCE + 1


async def test_card_outlives_the_text_until_it_can_be_changed(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    await asked(kept, "A bridge was hit")
    (card,) = await kept.cards.stale([CHAT], limit=5)
    await kept.cards.shown(card, handle="7", revision=card.revision)
    await kept.desk.act(1, decide(), ANA)
    await answer_everybody(kept)
    clock.pass_by(31 * DAY)
    await sweeping.sweep(clock.now())
    assert [one.handle for one in await kept.cards.stale([CHAT], limit=5)] == ["7"]
    clock.pass_by(7 * DAY)
    await sweeping.sweep(clock.now())

    assert await kept.cards.stale([CHAT], limit=5) == ()


async def test_old_links_and_sessions_are_taken_out(
    kept: Kept, sweeping: Sweeping, clock: FixedClock
) -> None:
    await kept.sign_ins.make_link(ANA, lives=timedelta(minutes=10))
    clock.pass_by(HOUR)

    assert (await sweeping.sweep(clock.now()))["sign_ins"] == 1


async def test_way_back_to_a_tipster_lives_as_they_chose(kept: Kept, clock: FixedClock) -> None:
    for code, hours in (("TTTT-TTT1", 1), ("TTTT-TTT2", 200)):
        await kept.finish(a_message(), deeds=[HandIn(a_tip(code), a_sender(), hours)])
    clock.pass_by(100 * HOUR)

    found = [await kept.desk.case(case) for case in (1, 2)]
    assert [one.matters[0].is_reachable for one in found if one] == [False, True]
