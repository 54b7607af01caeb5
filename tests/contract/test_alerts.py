"""What the desk is told of by itself, each thing once."""

from datetime import datetime, timedelta

from bot.desk.alerts import Alarm, Burst, read_burst
from bot.people.address import Front
from bot.speech.outcome import Ask, TakeBack
from tests.contract.cases import CODES, answered, asked, handed_in
from tests.contract.desk import ANA, decide
from tests.contract.kept import a_message, a_question, a_sender, an_address, told
from tests.storage.keeping import KeptOnDisk

HOUR = timedelta(hours=1)
CHATS = [
    a_sender(address=an_address("desk")),
    a_sender(address=an_address("desk", front=Front.SLACK)),
]


async def bursts(kept: KeptOnDisk, people: int = 3) -> tuple[Burst, ...]:
    return await kept.alerts.bursts(people=people, within=HOUR)


async def tells(kept: KeptOnDisk, alarm: Alarm, *subjects: str) -> None:
    await kept.alerts.tell(alarm, subjects, CHATS[:1], told(), language="en")


async def test_crowd_is_counted_by_people(on_disk: KeptOnDisk) -> None:
    await asked(on_disk, "A", "A", "A", "B")
    await on_disk.finish(a_message(), deeds=[Ask(a_question("EEEE-EEEE", "B"), a_sender(person="p3"))])

    assert await bursts(on_disk) == (Burst(1, 3),)
    assert await bursts(on_disk, people=2) == (Burst(1, 3),)


async def test_crowd_of_before_is_none(on_disk: KeptOnDisk) -> None:
    await asked(on_disk, "A", "A")
    on_disk.clock.pass_by(HOUR.total_seconds())
    late = a_sender("late", person="late")
    await on_disk.finish(a_message(sender=late), deeds=[Ask(a_question("LATE-LATE", "A"), late)])

    assert await bursts(on_disk) == ()
    assert await bursts(on_disk, people=1) == (Burst(1, 1),)


async def test_decided_case_is_no_crowd(on_disk: KeptOnDisk) -> None:
    await asked(on_disk, "A", "A", "A")
    await on_disk.desk.act(1, decide(), ANA)

    assert await bursts(on_disk) == ()


async def test_crowd_is_told_of_once_a_day(on_disk: KeptOnDisk) -> None:
    await asked(on_disk, "A", "A", "A")
    await tells(on_disk, Alarm.BURST, "1")
    assert await on_disk.alerts.bursts(people=3, within=30 * HOUR) == ()

    on_disk.clock.pass_by(25 * HOUR.total_seconds())

    assert await on_disk.alerts.bursts(people=3, within=30 * HOUR) == (Burst(1, 3),)


async def test_crowd_is_logged_once_a_day(on_disk: KeptOnDisk) -> None:
    await asked(on_disk, "A", "A", "A", "B")
    noted = [await on_disk.alerts.note_bursts(people=3, within=HOUR) for _ in range(2)]
    assert noted == [(Burst(1, 3),), ()]
    assert await bursts(on_disk) == (Burst(1, 3),)
    (line,) = await on_disk.audit.entries(limit=10)
    assert (line.act, line.subject, line.by, read_burst(line.detail)) == ("burst", "case 1", "", (3, 60))

    on_disk.clock.pass_by(25 * HOUR.total_seconds())

    assert await on_disk.alerts.note_bursts(people=3, within=30 * HOUR) == (Burst(1, 3),)


async def test_late_tip_is_told_of_once(on_disk: KeptOnDisk) -> None:
    await handed_in(on_disk)
    await asked(on_disk, "A question is no tip")
    now = on_disk.clock.now()
    assert await on_disk.alerts.overdue(before=now - HOUR) == ()
    assert await on_disk.alerts.overdue(before=now) == (1,)

    await tells(on_disk, Alarm.OVERDUE, "1")

    assert await on_disk.alerts.overdue(before=now) == ()
    assert await on_disk.alerts.next_tip(after=now - HOUR) == now
    assert await on_disk.alerts.next_tip(after=now) is None


async def test_alert_goes_to_every_place(on_disk: KeptOnDisk) -> None:
    await on_disk.alerts.tell(Alarm.BURST, ["1"], CHATS, told(), language="en")

    taken = await on_disk.outbox.take(limit=10)
    assert [one.to.address for one in taken] == [chat.address for chat in CHATS]
    assert {one.language for one in taken} == {"en"}


async def test_last_digest_is_known(on_disk: KeptOnDisk) -> None:
    assert await on_disk.alerts.last_digest() is None
    moments: list[datetime] = []
    for day in ("2026-03-01", "2026-03-02"):
        moments.append(on_disk.clock.now())
        await tells(on_disk, Alarm.DIGEST, day)
        on_disk.clock.pass_by(24 * HOUR.total_seconds())

    assert await on_disk.alerts.last_digest() == moments[-1]


async def test_summary_counts_since_then(on_disk: KeptOnDisk) -> None:
    since = on_disk.clock.now() - HOUR
    await asked(on_disk, "A", "B", "C")
    await handed_in(on_disk)
    await on_disk.desk.act(1, decide(), ANA)
    assert await answered(on_disk)
    await on_disk.finish(a_message(), deeds=[TakeBack(CODES[1])])
    opened_at = on_disk.clock.now() - timedelta(seconds=60)

    summary = await on_disk.alerts.summary(since=since, overdue_before=on_disk.clock.now())

    assert (summary.opened, summary.answered, summary.corrected) == (3, 1, 0)
    assert (summary.undecided, summary.overdue, summary.waiting_since) == (2, 1, opened_at)


async def test_empty_desk_has_nothing_to_tell(on_disk: KeptOnDisk) -> None:
    now = on_disk.clock.now()

    assert (await on_disk.alerts.summary(since=now, overdue_before=now)).is_empty
