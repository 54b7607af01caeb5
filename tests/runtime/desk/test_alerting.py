from collections.abc import Sequence
from dataclasses import replace

from bot.desk.alerts import Pressing
from bot.desk.hours import Hours
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.runtime.alerting import Alarms, Alerter, Colleague, look_at_pressing
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.heard import From
from bot.speech.outcome import HandIn
from bot.speech.replies import Told
from bot.speech.traffic import Outgoing
from bot.verdicts.phrasebook import load_phrasebook
from tests.contract.cases import answered, asked, handed_in
from tests.contract.desk import ANA, a_tip, decide
from tests.contract.kept import a_message, a_sender
from tests.fakes.bugs import no_bugs
from tests.storage.keeping import KeptOnDisk

BOOK = load_phrasebook("en")
HOUR = 3600
ALARMS = Alarms(people=3, minutes=30, tip_hours=72, hours=Hours(), with_text=True, language="en")
NIGHT = replace(ALARMS, hours=Hours(quiet=(11, 14)))
DAILY = replace(ALARMS, hours=Hours(digest=11))
PLACES = [
    From(Address(Front.TELEGRAM, "1", "desk"), Pseudonym(""), Audience.NEWSROOM, is_private=False),
    From(Address(Front.SLACK, "T1", "C1"), Pseudonym(""), Audience.NEWSROOM, is_private=False),
]


def alerter(kept: KeptOnDisk, alarms: Alarms = ALARMS, places: Sequence[From] = PLACES) -> Alerter:
    edge = Edge(no_bugs, no_bugs)
    return Alerter(kept.alerts, kept.desk, lambda: places, alarms, kept.clock, Numbers(), edge)


async def told(kept: KeptOnDisk) -> list[str]:
    """What went to the chat on Telegram; it went to Slack too."""
    found = []
    while taken := await kept.outbox.take(limit=10):
        assert {one.to.address.front for one in taken} == {Front.TELEGRAM, Front.SLACK}
        found += [words(one) for one in taken if one.to.address.front is Front.TELEGRAM]
        for one in taken:
            await kept.outbox.sent(one.id, "went", is_last=True)
    return found


def words(outgoing: Outgoing) -> str:
    assert isinstance(outgoing.reply, Told)
    return " ".join(map(BOOK.say, outgoing.reply.notes))


async def test_crowd_calls_the_desk(kept: KeptOnDisk) -> None:
    await asked(kept, "A bridge was hit", "A bridge was hit", "A bridge was hit")
    await alerter(kept).look()

    (said,) = await told(kept)

    assert said == "3 people have asked about case 1 within 30 minutes. “A bridge was hit”"


async def test_crowd_is_told_of_once_a_day(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    await alerter(kept).look()
    await alerter(kept).look()

    assert len(await told(kept)) == 1


async def test_crowd_is_logged_by_night_and_without_chats(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    await alerter(kept, NIGHT, places=[]).look()

    assert await told(kept) == []
    assert [line.act for line in await kept.audit.entries(limit=9)] == ["burst"]


async def test_few_or_slow_ones_are_no_crowd(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A")
    await alerter(kept).look()
    kept.clock.pass_by(HOUR)
    sender = a_sender("late", person="late")
    await kept.finish(a_message(sender=sender), deeds=[HandIn(a_tip(), sender)])
    await alerter(kept).look()

    assert await told(kept) == []


async def test_decided_case_draws_no_crowd(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    await kept.desk.act(1, decide(), ANA)
    await alerter(kept).look()

    assert await kept.outbox.take(limit=10) == ()


async def test_bare_alert_has_no_text(kept: KeptOnDisk) -> None:
    await asked(kept, "A bridge was hit", "A bridge was hit", "A bridge was hit")
    await alerter(kept, replace(ALARMS, with_text=False)).look()

    assert "bridge" not in " ".join(await told(kept))


async def test_overdue_tip_is_told_of_once(kept: KeptOnDisk) -> None:
    await handed_in(kept)
    assert await alerter(kept).look() == HOUR
    kept.clock.pass_by(72 * HOUR)
    await alerter(kept).look()
    await alerter(kept).look()

    assert await told(kept) == ["Case 1 is a tip that was promised an outcome by now."]


async def test_next_look_is_when_a_tip_is_due(kept: KeptOnDisk) -> None:
    await handed_in(kept)
    kept.clock.pass_by(71.5 * HOUR)

    assert await alerter(kept).look() == HOUR / 2


async def test_alerts_wait_for_the_end_of_quiet_hours(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    seconds = await alerter(kept, replace(NIGHT, minutes=300)).look()
    assert await told(kept) == []
    kept.clock.pass_by(2 * HOUR)
    await alerter(kept, replace(NIGHT, minutes=300)).look()

    assert seconds == HOUR
    assert len(await told(kept)) == 1


async def test_digest_tells_what_came_and_waits(kept: KeptOnDisk) -> None:
    await alerter(kept, DAILY).look()
    kept.clock.pass_by(60)
    await asked(kept, "A", "B")
    await handed_in(kept)
    await kept.desk.act(1, decide(), ANA)
    await answered(kept)
    kept.clock.pass_by(23 * HOUR)
    await alerter(kept, DAILY).look()
    await alerter(kept, DAILY).look()

    (digest,) = [one for one in await told_of_desk(kept) if one.startswith("Since")]

    assert "3 new, 1 answered, 0 corrected" in digest
    assert "2 cases wait" in digest


async def test_digest_comes_once_a_day(kept: KeptOnDisk) -> None:
    await alerter(kept, DAILY).look()
    await asked(kept, "A")
    for _ in range(3):
        kept.clock.pass_by(24 * HOUR)
        await alerter(kept, DAILY).look()
        await alerter(kept, DAILY).look()

    assert len(await told(kept)) == 3


async def test_digest_of_nothing_is_left_out(kept: KeptOnDisk) -> None:
    await alerter(kept, DAILY).look()
    kept.clock.pass_by(24 * HOUR)
    await alerter(kept, DAILY).look()

    assert await told(kept) == []


async def test_nothing_is_lost_before_a_chat_is_known(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    await alerter(kept, places=()).look()
    await alerter(kept).look()

    assert len(await told(kept)) == 1


async def told_of_desk(kept: KeptOnDisk) -> list[str]:
    """Without what went to those who asked."""
    found = []
    while taken := await kept.outbox.take(limit=10):
        found += [words(one) for one in taken if one.to.address == PLACES[0].address]
        for one in taken:
            await kept.outbox.sent(one.id, "went", is_last=True)
    return found


async def test_crowds_can_be_switched_off(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    await alerter(kept, replace(ALARMS, people=0)).look()

    assert await told(kept) == []


async def test_without_a_chat_those_who_decide_are_told_alone(kept: KeptOnDisk) -> None:
    thiri = Colleague(Front.TELEGRAM, "7", lambda: "1", lambda *_: (Pseudonym("thiri"), Pseudonym("older")))
    place = thiri.place()
    assert place is not None
    await asked(kept, "A", "A", "A")
    await alerter(kept, places=[place]).look()

    (promised,) = await kept.outbox.take(limit=5)
    assert (promised.to.address, promised.to.is_private) == (Address(Front.TELEGRAM, "1", "7"), True)
    assert replace(thiri, workspace=lambda: "").place() is None


async def test_what_presses_is_seen_told_of_or_not(kept: KeptOnDisk) -> None:
    await asked(kept, "A", "A", "A")
    await handed_in(kept)
    kept.clock.pass_by(60)
    await alerter(kept).look()
    crowded = await look_at_pressing(kept.alerts, ALARMS, kept.clock)
    kept.clock.pass_by(72 * HOUR)
    await alerter(kept).look()

    assert crowded == Pressing(crowded=(1,))
    assert await look_at_pressing(kept.alerts, ALARMS, kept.clock) == Pressing(overdue=(2,))
    assert await look_at_pressing(kept.alerts, replace(ALARMS, people=0), kept.clock) == Pressing(
        overdue=(2,)
    )
