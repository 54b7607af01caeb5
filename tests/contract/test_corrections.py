"""Whom a change of the library concerns, and what is promised to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.desk.acts import Decide, Reopen
from bot.desk.correcting import Position
from bot.desk.decision import Accord, Conclusion, Decision
from bot.library.event import Event
from bot.people.address import Front
from bot.people.audience import Audience
from bot.speech.given import Given
from bot.speech.heard import From
from bot.speech.outcome import Forget, Keep
from bot.speech.replies import FollowUp
from bot.verdicts.finding import Finding
from tests.contract.cases import answered, asked, file
from tests.contract.desk import ANA
from tests.contract.kept import a_message, a_sender, an_address, told
from tests.fakes.entries import a_statement
from tests.fakes.reports import nothing, report, same_event
from tests.records import STRIKE
from tests.storage.keeping import KeptOnDisk

TEXT = "A bridge was hit"
ANN = a_sender("ann")
STAFF = replace(a_sender("staff", person="min"), audience=Audience.NEWSROOM)
CHANGED = FollowUp((note("follow_up.corrected"),))
SAID = a_statement()


async def gives(
    kept: KeptOnDisk,
    answer: str = "answer",
    *findings: Finding,
    sender: From = ANN,
    handle: str = "",
) -> Given:
    found = report(*findings or (same_event(TEXT),))
    given = Given(answer, sender, Submission(TEXT), found, handle or answer)
    await kept.finish(a_message(sender=sender, handle=given.handle), deeds=[Keep(given)])
    return given


async def found(kept: KeptOnDisk, groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """The answers that are meant, by conversation."""
    return [[one.id for one in await kept.corrections.answers(names)] for names in groups]


async def concerned(
    kept: KeptOnDisk, *records: str, sources: Sequence[str] = (), due: Sequence[date] = ()
) -> list[list[str]]:
    return await found(kept, (await kept.corrections.concerned(records, sources, due=due)).answers)


def due_on(day: date) -> Event:
    return replace(STRIKE, filing=replace(STRIKE.filing, review_due=day))


async def test_position_is_kept_with_its_day(on_disk: KeptOnDisk) -> None:
    assert await on_disk.corrections.position() is None
    position = Position(7, {"aapp": "digest"}, date(2026, 3, 1))
    await on_disk.corrections.move(Position(6))
    await on_disk.corrections.move(position)

    assert await on_disk.reopened().corrections.position() == position  # type: ignore[attr-defined]


async def test_answers_are_found_by_what_they_lean_on(on_disk: KeptOnDisk) -> None:
    await gives(on_disk, "of the strike")
    await gives(on_disk, "of nothing", nothing(TEXT), sender=a_sender("bob", person="bob"))

    assert await concerned(on_disk, STRIKE.id) == [["of the strike"]]
    assert await concerned(on_disk, "another", sources=["aapp"]) == []


async def test_answers_are_found_by_the_day_of_a_review(on_disk: KeptOnDisk) -> None:
    await gives(on_disk, "answer", same_event(TEXT, event=due_on(date(2026, 3, 5))))

    assert await concerned(on_disk, due=[date(2026, 3, 5)]) == [["answer"]]
    assert await concerned(on_disk, due=[date(2026, 3, 6)]) == []


async def test_answers_come_by_conversation_oldest_first(on_disk: KeptOnDisk) -> None:
    for number, sender in enumerate((ANN, STAFF, ANN)):
        await gives(on_disk, str(number), sender=sender)
        on_disk.clock.pass_by(1)

    assert sorted(await concerned(on_disk, STRIKE.id)) == [["0", "2"], ["1"]]


async def test_what_counts_no_more_concerns_nobody(on_disk: KeptOnDisk) -> None:
    await gives(on_disk, "superseded", handle="m1")
    await gives(on_disk, "newer", nothing(TEXT), handle="m1")
    await gives(on_disk, "expired", sender=a_sender("bob", person="bob"))
    on_disk.clock.pass_by(72 * 3600)

    assert await concerned(on_disk, STRIKE.id) == []


async def test_only_the_newsroom_is_kept_for_what_may_come(on_disk: KeptOnDisk) -> None:
    page = replace(STAFF, address=an_address("page", front=Front.WEB))
    for sender in (ANN, STAFF, page):
        await gives(on_disk, sender.address.chat, nothing(TEXT), sender=sender)
    await gives(on_disk, "found", sender=STAFF)

    assert await found(on_disk, await on_disk.corrections.unanswered(limit=10)) == [["staff"]]


async def test_newest_of_the_unanswered_come_first(on_disk: KeptOnDisk) -> None:
    for answer in ("first", "second"):
        await gives(on_disk, answer, nothing(TEXT), sender=STAFF)
        on_disk.clock.pass_by(1)

    assert await found(on_disk, await on_disk.corrections.unanswered(limit=1)) == [["second"]]


async def test_correction_takes_the_place_of_the_answer(on_disk: KeptOnDisk) -> None:
    given = await gives(on_disk, "answer", nothing(TEXT), sender=STAFF, handle="m1")
    now = replace(given, report=report(same_event(TEXT)))

    assert await on_disk.corrections.correct([now], CHANGED)

    (promised,) = await on_disk.outbox.take(limit=10)
    assert (promised.to.address, promised.handle, promised.reply) == (STAFF.address, "m1", CHANGED)
    assert await on_disk.answers.given("answer") == now
    assert await on_disk.corrections.unanswered(limit=10) == ()
    assert await concerned(on_disk, STRIKE.id) == [["answer"]]


async def test_correction_stands_under_the_last_that_is_left(on_disk: KeptOnDisk) -> None:
    given = [await gives(on_disk, name, handle=name) for name in ("m1", "m2")]
    await gives(on_disk, "newer", nothing(TEXT), handle="m2")

    assert await on_disk.corrections.correct(given, CHANGED)

    (promised,) = await on_disk.outbox.take(limit=10)
    assert promised.handle == "m1"


async def test_forgotten_person_is_not_corrected(on_disk: KeptOnDisk) -> None:
    given = await gives(on_disk)
    await on_disk.finish(a_message(sender=ANN), deeds=[Forget(ANN)])

    assert not await on_disk.corrections.correct([given], CHANGED)
    assert await on_disk.outbox.backlog() == 0


async def linked(kept: KeptOnDisk) -> int:
    """A case that was decided with a record and answered: at which revision it is."""
    await kept.library.publish([SAID])
    await asked(kept, TEXT)
    await kept.desk.act(
        1, Decide(Decision(Conclusion.LINKED, "It is that.", SAID.id, accord=Accord.AS_RECORDED)), ANA
    )
    assert await answered(kept, told=SAID)
    for outgoing in await kept.outbox.take(limit=10):
        await kept.outbox.sent(outgoing.id, "went", is_last=True)
    return (await file(kept)).case.revision


async def test_cases_are_found_by_the_record_they_named(on_disk: KeptOnDisk) -> None:
    await linked(on_disk)

    assert (await on_disk.corrections.concerned([SAID.id], ())).cases == (1,)
    assert (await on_disk.corrections.concerned(["another"], ())).cases == ()
    assert await on_disk.corrections.told(1) == SAID


async def test_corrected_case_tells_all_who_asked(on_disk: KeptOnDisk) -> None:
    revision, changed = await linked(on_disk), replace(SAID, reason="Graves were found")
    replies = {(await file(on_disk)).matters[0].key: told()}

    assert await on_disk.corrections.correct_case(1, replies, revision=revision, told=changed)

    assert await on_disk.outbox.backlog() == 1
    assert await on_disk.corrections.told(1) == changed
    assert (await file(on_disk)).history[-1].what == "correct"


async def test_case_that_is_open_again_is_not_corrected(on_disk: KeptOnDisk) -> None:
    revision = await linked(on_disk)
    replies = {(await file(on_disk)).matters[0].key: told()}
    reopened = await on_disk.desk.act(1, Reopen("A film came in."), ANA)

    assert not await on_disk.corrections.correct_case(1, replies, revision=revision, told=None)
    assert not await on_disk.corrections.correct_case(1, replies, revision=reopened.revision, told=None)
    assert (await on_disk.corrections.concerned([SAID.id], ())).cases == ()
    assert await on_disk.outbox.backlog() == 0


async def test_what_is_gone_was_told_by_nobody(on_disk: KeptOnDisk) -> None:
    assert await on_disk.corrections.told(7) is None
    assert await on_disk.corrections.answers(["no such answer"]) == ()
