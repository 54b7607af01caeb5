from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk.acts import Decide
from bot.desk.decision import Accord, Conclusion, Decision
from bot.library.filing import Status
from bot.library.source import Reliability
from bot.library.statement import Verdict
from bot.people.person import Person
from bot.runtime.answering import Answerer
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.heard import From
from bot.speech.outcome import Prefer
from bot.verdicts.finding import Relation
from tests.contract.cases import CODES, asked
from tests.contract.desk import ANA
from tests.contract.kept import a_message, a_sender
from tests.fakes.bugs import no_bugs
from tests.fakes.entries import a_statement
from tests.fakes.memory_library import MemoryLibrary
from tests.records import RATINGS, STRIKE
from tests.runtime.desk.correction import ANNA, PLACES, THREAD, Newsroom, newsroom, words
from tests.storage.keeping import KeptOnDisk

RETRACTED = replace(STRIKE, filing=replace(STRIKE.filing, status=Status.RETRACTED))
RATING = RATINGS["aapp"][0]
SAID = a_statement("denial", "The village was empty")
MISLEADING = replace(SAID, verdict=Verdict.MISLEADING)


@pytest.fixture
async def room(kept: KeptOnDisk, library: MemoryLibrary) -> AsyncIterator[Newsroom]:
    async with newsroom(kept, library) as opened:
        yield opened


async def test_retracted_record_corrects_what_was_said(room: Newsroom) -> None:
    await room.answers()
    await room.publishes(RETRACTED)

    (correction,) = await room.corrected()

    assert correction.to.address == ANNA.address
    assert correction.handle == "m1"
    assert "Before: Same event" in words(correction)
    assert "Now: " in words(correction)
    assert "retracted" in words(correction).casefold()


async def test_corrected_once_over_restarts(room: Newsroom) -> None:
    await room.answers()
    before = await room.kept.corrections.position()
    await room.publishes(RETRACTED)
    assert len(await room.corrected()) == 1

    assert before is not None
    await room.kept.corrections.move(before)  # it was killed before it could note where it was
    await room.corrector.look()

    assert await room.kept.outbox.backlog() == 1


async def test_new_answer_takes_the_place_of_the_kept_one(room: Newsroom) -> None:
    await room.answers()
    await room.publishes(RETRACTED)
    await room.corrected()

    given = await room.kept.answers.given("answer-1")

    assert given is not None
    assert given.report.findings[0].matches[0].record == RETRACTED


async def test_record_taken_out_is_told(room: Newsroom) -> None:
    await room.answers()
    await room.library.publish([], remove=["pazigyi"])
    await room.follower.catch_up()

    (correction,) = await room.corrected()

    assert "Now: Nothing in our library" in words(correction)


async def test_change_of_no_weight_is_not_told(room: Newsroom) -> None:
    await room.answers()
    await room.publishes(replace(STRIKE, phrasings=("Bombs on a gathering in Pazigyi",)))

    assert await room.corrected() == ()


async def test_other_records_concern_nobody(room: Newsroom) -> None:
    await room.answers()
    await room.publishes(a_statement())

    assert await room.corrected() == ()


async def test_new_rating_reaches_the_thread_of_the_answer(room: Newsroom) -> None:
    await room.answers(THREAD)
    await room.publishes(replace(RATING, letter=Reliability.D, reason="Two counts were wrong"))

    (correction,) = await room.corrected()

    assert correction.to.address == THREAD.address
    assert "B, usually reliable" in words(correction)
    assert "D, not usually reliable" in words(correction)


async def test_rating_that_ended_corrects_next_day(room: Newsroom) -> None:
    await room.publishes(replace(RATING, until=date(2026, 3, 1)))
    await room.corrector.look()
    await room.answers()
    assert await room.corrected() == ()

    room.kept.clock.day += timedelta(days=1)
    (correction,) = await room.corrected()

    assert "expired" in words(correction)


async def test_expired_way_back_is_not_used(room: Newsroom) -> None:
    await room.answers()
    room.kept.clock.pass_by(72 * 3600)
    await room.publishes(RETRACTED)

    assert await room.corrected() == ()


async def test_same_question_is_corrected_where_it_was_asked_last(room: Newsroom) -> None:
    await room.answers(answer="answer-1", handle="m1")
    room.kept.clock.pass_by(60)
    await room.answers(answer="answer-2", handle="m2")
    await room.publishes(RETRACTED)

    (correction,) = await room.corrected()

    assert correction.handle == "m2"


async def test_superseded_answer_is_not_corrected(room: Newsroom) -> None:
    await room.answers(answer="answer-1", handle="m1")
    await room.answers(answer="answer-2", handle="m1", text="Nothing happened in Mandalay today.")
    await room.publishes(RETRACTED)

    assert await room.corrected() == ()


async def test_quiet_person_is_corrected_without_sound(room: Newsroom) -> None:
    await room.answers()
    await room.kept.finish(a_message(sender=ANNA), deeds=[Prefer(ANNA.person, Person(is_quiet=True))])
    await room.publishes(RETRACTED)

    (correction,) = await room.corrected()

    assert correction.is_quiet


async def test_nothing_is_said_before_the_index_knows(room: Newsroom) -> None:
    await room.answers()
    await room.library.publish([RETRACTED])

    assert await room.corrector.look() == 1.0
    assert await room.kept.outbox.backlog() == 0

    await room.follower.catch_up()
    assert len(await room.corrected()) == 1


async def linked(room: Newsroom) -> None:
    """A case that was decided by linking it to a statement, and answered."""
    await room.publishes(SAID)
    await room.corrector.look()
    await asked(room.kept, "A")
    decision = Decision(Conclusion.LINKED, "Residents were there.", "denial", accord=Accord.AS_RECORDED)
    await room.kept.desk.act(1, Decide(decision), ANA)
    room.kept.clock.pass_by(60)
    edge = Edge(no_bugs, no_bugs)
    await Answerer(room.kept.desk, room.library, room.kept.clock, Numbers(), edge).look()
    for outgoing in await room.kept.outbox.take(limit=10):
        await room.kept.outbox.sent(outgoing.id, "went", is_last=True)


async def test_asker_of_a_linked_case_is_corrected(room: Newsroom) -> None:
    await linked(room)
    await room.publishes(MISLEADING)

    (correction,) = await room.corrected()

    assert correction.to.address == a_sender("chat 0").address
    assert "the answer to what you asked: “A” What our library says" in words(correction)
    assert "denial" in words(correction)
    assert "misleading" in words(correction)


async def test_retraction_is_said_before_the_old_answer(room: Newsroom) -> None:
    await linked(room)
    await room.publishes(replace(SAID, filing=replace(SAID.filing, status=Status.RETRACTED)))

    (correction,) = await room.corrected()

    said = words(correction)
    assert said.index("that record was retracted") < said.index("Before, our library said:")


async def test_verdict_on_a_changed_record_is_none_on_what_was_sent(room: Newsroom) -> None:
    await linked(room)
    turned = replace(SAID, text="The village was not empty", verdict=None)
    told: list[str] = []
    for record in (turned, replace(turned, verdict=Verdict.TRUE, reason="Thirty graves were found")):
        await room.publishes(record)
        (correction,) = await room.corrected()
        await room.kept.outbox.sent(correction.id, "went", is_last=True)
        told.append(words(correction))

    assert all("was changed since somebody compared the two" in one for one in told)
    assert not [one for one in told if "Our verdict on what was sent" in one]


async def test_record_that_says_again_what_was_compared_agrees_again(room: Newsroom) -> None:
    await linked(room)
    await room.publishes(replace(SAID, text="The village was not empty"))
    (changed,) = await room.corrected()
    await room.kept.outbox.sent(changed.id, "went", is_last=True)
    await room.publishes(replace(SAID, verdict=Verdict.TRUE))

    (back,) = await room.corrected()

    assert "The desk's outcome: confirmed." in words(back)


async def test_linked_case_is_corrected_once(room: Newsroom) -> None:
    await linked(room)
    before = await room.kept.corrections.position()
    await room.publishes(MISLEADING)
    await room.corrected()

    assert before is not None
    await room.kept.corrections.move(before)
    await room.corrector.look()

    assert await room.kept.outbox.backlog() == 1


async def test_small_change_of_a_linked_record_is_not_told(room: Newsroom) -> None:
    await linked(room)
    await room.publishes(replace(SAID, phrasings=("Nobody lived there",)))

    assert await room.corrected() == ()


async def test_linked_record_that_is_withdrawn_is_told(room: Newsroom) -> None:
    await linked(room)
    await room.publishes(replace(SAID, filing=replace(SAID.filing, status=Status.DRAFT)))

    (correction,) = await room.corrected()

    assert "Nothing that can be shown." in words(correction)


async def test_receipt_tells_what_was_said_before(room: Newsroom) -> None:
    await linked(room)
    await room.publishes(MISLEADING)
    await room.corrected()

    standing = await room.kept.desk.standing(CODES[0])

    assert standing is not None
    assert [one.record for one in standing.told] == [SAID, MISLEADING]


async def asks_in_vain(room: Newsroom, sender: From = THREAD) -> None:
    """Before the strike is in the library."""
    await room.library.publish([], remove=["pazigyi"])
    await room.publishes(*PLACES)
    await room.corrector.look()
    given = await room.answers(sender)
    assert [finding.relation for finding in given.report.findings] == [Relation.NOTHING]


async def test_newsroom_hears_of_what_it_had_asked_in_vain(room: Newsroom) -> None:
    await asks_in_vain(room)
    await room.publishes(STRIKE)

    (correction,) = await room.corrected()

    assert correction.to.address == THREAD.address
    assert "Before: Nothing in our library" in words(correction)
    assert "Now: Same event" in words(correction)


async def test_what_was_found_since_is_told_once(room: Newsroom) -> None:
    await asks_in_vain(room)
    await room.publishes(STRIKE)
    assert len(await room.corrected()) == 1

    await room.publishes(a_statement("other", "The military bombed a crowd in Mandalay"))
    await room.corrector.look()

    assert await room.kept.outbox.backlog() == 1


async def test_public_is_not_kept_for_what_may_come(room: Newsroom) -> None:
    await asks_in_vain(room, ANNA)
    await room.publishes(STRIKE)

    assert await room.corrected() == ()


async def test_record_about_something_else_is_no_answer(room: Newsroom) -> None:
    await asks_in_vain(room)
    await room.publishes(a_statement("other", "The military bombed a crowd in Mandalay"))

    assert await room.corrected() == ()


async def test_import_of_very_many_is_for_nobody(room: Newsroom) -> None:
    await asks_in_vain(room)
    await room.publishes(STRIKE, *(a_statement(f"s{number}", f"Text {number}") for number in range(1000)))

    assert await room.corrected() == ()


async def test_review_that_falls_due_corrects_next_day(room: Newsroom) -> None:
    today = room.kept.clock.today()
    filing = replace(STRIKE.filing, reviewed_on=date(2025, 1, 1), review_due=today)
    await room.publishes(replace(STRIKE, filing=filing))
    await room.corrector.look()
    await room.answers()
    assert await room.corrected() == ()

    room.kept.clock.day += timedelta(days=1)
    (correction,) = await room.corrected()

    assert "it was reviewed 14 months ago" in words(correction)
