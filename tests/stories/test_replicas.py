"""What people see where several processes serve one newsroom."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from pydantic import SecretStr

from bot.assembly.application import Application, open_application
from bot.assembly.errands import errands
from bot.claims.quantity import Measure
from bot.claims.submission import Submission
from bot.config.settings import CacheSettings, EncoderSettings, Settings, StorageSettings
from bot.desk.acts import Decide
from bot.desk.decision import Conclusion, Decision
from bot.library.event import Event
from bot.library.filing import Figure, Filing
from bot.people.audience import Audience
from bot.runtime.pacing import Paces
from bot.runtime.process import beside
from bot.speech.outcome import Ask, Keep, Outcome
from bot.speech.replies import Answered
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Turn
from bot.verdicts.finding import Report
from storage.postgres import Server
from tests.contract.desk import ANA
from tests.contract.kept import a_given, a_message, a_question, a_sender
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.postgres import Databases
from tests.fakes.valkey import running_valkey

LONGEST = 30.0
CLAIM = "An air strike hit a quarry at Nowhere on 11 April 2023 and killed 50 people"
RECORD = an_event("quarry", "An air strike hit a quarry at Nowhere", killed=50.0, filing=Filing())

Both = tuple[Application, Application]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(date(2026, 11, 22))


@pytest.fixture
async def server(databases: Databases) -> AsyncIterator[Server]:
    made = await databases.make()
    yield made
    await databases.drop(made)


@pytest.fixture
async def both(server: Server, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Both]:
    """Two processes as `run` opens them, and what runs in them besides fronts."""
    async with AsyncExitStack() as stack:
        one = await begun(stack, server, tmp_path / "one", clock)
        (tmp_path / "other").mkdir(mode=0o700)
        copyfile(tmp_path / "one" / "keys.json", tmp_path / "other" / "keys.json").chmod(0o600)
        yield one, await begun(stack, server, tmp_path / "other", clock)


async def begun(
    stack: AsyncExitStack, server: Server, folder: Path, clock: FixedClock, *, redis: str = ""
) -> Application:
    settings = Settings(
        storage=StorageSettings(folder=folder, url=SecretStr(server.url)),
        encoder=EncoderSettings(enabled=False),
        cache=CacheSettings(redis_url=SecretStr(redis) if redis else None, redis_milliseconds=1000),
    )
    application = await stack.enter_async_context(
        open_application(settings, clock=clock, on_bug=no_bugs, serves=True)
    )
    kept = application.storage
    await stack.enter_async_context(
        beside(kept.be_there, kept.notices.run, kept.follower.run, *errands(application, (), (), {}, Paces()))
    )
    return application


async def check(application: Application) -> Report:
    return await application.checking.check(Submission(CLAIM), Audience.PUBLIC)


def hits(application: Application) -> float:
    return application.storage.cache.counts.facts()["hits"]


def found(report: Report) -> list[str]:
    return [match.record.id for finding in report.findings for match in finding.matches]


def shown_killed(report: Report) -> list[float]:
    """How many were killed by what the report says of our record, if it has that."""
    matches = [match for finding in report.findings for match in finding.matches]
    return [match.record.figures[0].best for match in matches if isinstance(match.record, Event)]


async def until_found(application: Application, version: int) -> None:
    """Its own index has followed."""
    async with asyncio.timeout(LONGEST):
        while application.storage.index.version < version:  # noqa: ASYNC110 - nothing tells that it has
            await asyncio.sleep(0.01)


async def test_what_is_published_on_one_is_in_the_very_next_answer_of_both(both: Both) -> None:
    one, other = both
    before = [await check(application) for application in both]

    await one.storage.library.publish([RECORD])
    after = await asyncio.gather(check(other), check(one))

    assert "quarry" not in [*found(before[0]), *found(before[1])]
    assert [found(report)[:1] for report in after] == [["quarry"], ["quarry"]]


async def test_decision_on_one_answers_once_who_asked_the_other(both: Both, clock: FixedClock) -> None:
    one, other = both
    asker = a_sender()
    await other.storage.inbox.accept([Arrival("event", a_message(CLAIM, sender=asker))])
    (lane,) = await other.storage.inbox.take(limit=1)
    events = await other.storage.inbox.pending(lane)
    asks = Outcome(Session(), deeds=(Ask(a_question(text=CLAIM), asker),))
    await other.storage.turns.finish(Turn(events[0].heard, asks, (events[0].id,)))
    decision = Decision(Conclusion.UNVERIFIED, "Two papers had it, and nobody was there.")

    await one.storage.desk.act(1, Decide(decision), ANA)
    clock.pass_by(60)
    one.storage.desk.note_changed()  # the clock does not move by itself

    assert await replies_of(both) == 1


async def test_change_of_a_record_corrects_who_was_answered_by_the_other(both: Both) -> None:
    one, other = both
    version = await one.storage.library.publish([RECORD])
    await until_found(other, version)
    given = replace(a_given(text=CLAIM), report=await check(other), handle="7")
    await other.storage.turns.finish(
        Turn(a_message(CLAIM), Outcome(Session(), (Answered(given.report, given.id),), (Keep(given),)), ())
    )
    (answer,) = await other.storage.outbox.take(limit=5)
    await other.storage.outbox.sent(answer.id, "7", is_last=True)

    await one.storage.library.publish([replace(RECORD, figures=(Figure(Measure.KILLED, "people", 5),))])

    assert await replies_of(both) == 1


async def replies_of(both: Both) -> int:
    """How many wait to be delivered once there is one, for both together: each is handed out once."""
    async with asyncio.timeout(LONGEST):
        while not await both[0].storage.outbox.backlog():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    taken = [await application.storage.outbox.take(limit=5) for application in both]
    return sum(len(some) for some in taken)


@pytest.fixture
async def sharing(server: Server, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Both]:
    """Two processes that share what they have answered on a Valkey server."""
    with running_valkey() as valkey:
        async with AsyncExitStack() as stack:
            url = valkey.connection_url
            one = await begun(stack, server, tmp_path / "one", clock, redis=url)
            (tmp_path / "other").mkdir(mode=0o700)
            copyfile(tmp_path / "one" / "keys.json", tmp_path / "other" / "keys.json").chmod(0o600)
            yield one, await begun(stack, server, tmp_path / "other", clock, redis=url)


async def test_answer_of_one_is_the_kept_answer_of_the_other(sharing: Both) -> None:
    one, other = sharing
    await until_found(one, await one.storage.library.publish([RECORD]))
    await until_found(other, await one.storage.library.version())

    first = await check(one)
    again = await check(other)

    assert again == first
    assert hits(other) == 1


async def test_very_next_answer_after_a_publish_is_new_on_both(sharing: Both) -> None:
    """Nobody waits for anything: what both have answered, and share, is out of date with the commit."""
    one, other = sharing
    version = await one.storage.library.publish([RECORD])
    for application in sharing:
        await until_found(application, version)
        await check(application)

    await one.storage.library.publish([replace(RECORD, figures=(Figure(Measure.KILLED, "people", 5),))])
    reports = await asyncio.gather(check(other), check(one))

    assert [shown_killed(report) for report in reports] == [[5.0], [5.0]]


async def test_what_is_taken_out_is_in_no_further_answer_of_either(sharing: Both) -> None:
    one, other = sharing
    version = await one.storage.library.publish([RECORD])
    for application in sharing:
        await until_found(application, version)
        await check(application)

    await other.storage.library.publish([], remove=["quarry"])
    reports = await asyncio.gather(check(other), check(one))

    assert [shown_killed(report) for report in reports] == [[], []]
