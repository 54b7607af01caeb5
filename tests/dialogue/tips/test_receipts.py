"""What stands behind a receipt after the desk, or the library, came to something else."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from bot.desk.comparing import compared_with
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.telling import Telling
from bot.dialogue.receipt import outcome
from bot.library.filing import Status
from bot.library.record import Record
from bot.library.statement import Verdict
from bot.people.audience import Audience
from tests.dialogue.conversation import BOOK, NOON, Conversation
from tests.fakes.entries import a_filing, a_statement, an_event
from tests.fakes.memory_library import MemoryLibrary

CODE = "7KQ2-M4TX-9AB4"
SAID = a_statement()
FALSE = replace(SAID, verdict=Verdict.FALSE, reason="Thirty graves were found")
LINKED = Decision(
    Conclusion.LINKED,
    "It is what the junta said.",
    SAID.id,
    accord=Accord.AS_RECORDED,
    compared=compared_with(SAID),
)
UNVERIFIED = Decision(Conclusion.UNVERIFIED, "Nobody was there.")


def standing(*told: Telling, decision: Decision | None = None, is_open: bool = False) -> OpenQuestion:
    state = QuestionState.OPEN if is_open else QuestionState.CLOSED
    return OpenQuestion(CODE, state, NOON, decision=decision, told=told)


async def read(
    question: OpenQuestion, *library: Record, audience: Audience = Audience.PUBLIC
) -> tuple[list[str], str]:
    """The keys and the words of what stands there."""
    parts = Conversation({}).parts
    await parts.library.publish(library)
    notes = await outcome(question, audience, language="en", parts=parts)
    return [said.key for said in notes], "\n".join(map(BOOK.say, notes))


async def test_what_never_changed_is_told_once() -> None:
    keys, _ = await read(standing(Telling(NOON, UNVERIFIED), decision=UNVERIFIED))

    assert keys == ["talk.outcome.unverified", "talk.outcome.reason"]


async def test_reason_that_is_the_ground_is_told_once() -> None:
    same, other = (
        Decision(Conclusion.LINKED, f"{FALSE.reason}.", FALSE.id, accord=Accord.AS_RECORDED),
        replace(LINKED, record=FALSE.id),
    )

    once, _ = await read(standing(decision=same), FALSE)
    both, _ = await read(standing(decision=other), FALSE)

    assert "talk.outcome.because" not in once
    assert "talk.outcome.because" in both


async def test_outcome_of_an_older_version_is_told() -> None:
    keys, _ = await read(standing(decision=UNVERIFIED))

    assert keys == ["talk.outcome.unverified", "talk.outcome.reason"]


async def test_other_decision_is_told_with_the_one_before() -> None:
    told = Telling(NOON, UNVERIFIED), Telling(NOON, LINKED, SAID)

    keys, words = await read(standing(*told, decision=LINKED), SAID)

    now, before = keys.index("talk.outcome.as_recorded.denial"), keys.index("talk.told.before")
    assert keys[0] == "talk.told.otherwise"
    assert 0 < now < before
    assert words.startswith("Corrected on 1 Mar 2026")
    assert "Before: The desk's outcome: neither confirmed nor refuted." in words
    assert set(keys[before + 1 :]) == {"talk.told.was"}


async def test_what_differs_is_not_said_to_have_happened() -> None:
    differs = replace(LINKED, accord=Accord.DIFFERS, record="strike", compared=compared_with(an_event()))

    keys, words = await read(standing(decision=differs), an_event())

    assert keys[:3] == ["talk.outcome.differs.event", "talk.outcome.record", "talk.outcome.reason"]
    assert words.startswith("The desk's outcome: not as our record has it.")


async def test_verdict_on_our_record_is_none_on_what_differs_from_it() -> None:
    differs, agrees = replace(LINKED, accord=Accord.DIFFERS), LINKED

    apart, words = await read(standing(decision=differs), FALSE)
    same, _ = await read(standing(decision=agrees), FALSE)

    assert apart[:3] == [
        "talk.outcome.differs.judged",
        "talk.outcome.statement",
        "talk.outcome.verdict.false",
    ]
    assert "neither confirmed nor refuted" in words
    assert same[:3] == ["talk.outcome.as_recorded.false", "talk.outcome.statement", "talk.outcome.because"]


async def test_decision_of_an_older_version_confirms_nothing() -> None:
    older = replace(LINKED, accord=Accord.UNSAID, record="strike")

    keys, words = await read(standing(decision=older), an_event())

    assert keys[0] == "talk.outcome.unsaid.event"
    assert "was not noted" in words


async def test_what_agreed_with_a_record_need_not_agree_with_another_state_of_it() -> None:
    event, changed = an_event(killed=44), an_event(killed=12)
    agrees = replace(LINKED, record="strike", compared=compared_with(event))
    told = Telling(NOON, agrees, event), Telling(NOON, agrees, changed)

    known, _ = await read(standing(*told, decision=agrees), changed)
    fresh, _ = await read(standing(*told[:1], decision=agrees), changed)
    same, _ = await read(standing(*told[:1], decision=agrees), event)

    assert "talk.outcome.changed.event" in known
    assert "talk.outcome.changed.event" in fresh
    assert "talk.outcome.as_recorded.event" in same


async def test_mended_title_is_told_as_a_change_and_not_as_never_noted() -> None:
    event, mended = an_event(title="An air strke hit Pazigyi"), an_event(title="An air strike hit Pazigyi")
    agrees = replace(LINKED, record=event.id, compared=compared_with(event))

    _, words = await read(standing(Telling(NOON, agrees, event), decision=agrees), mended)

    assert "Our record of it was changed since somebody compared the two" in words
    assert "was not noted" not in words


async def test_verdict_on_what_a_record_came_to_say_is_none_on_what_was_compared() -> None:
    turned = replace(FALSE, text="The village was not empty")
    true = replace(turned, verdict=Verdict.TRUE)
    told = (Telling(NOON, LINKED, one) for one in (SAID, turned, true))

    keys, words = await read(standing(*told, decision=LINKED), true)

    assert "talk.outcome.changed.judged" in keys
    assert "Our verdict on what was sent" not in words


async def test_record_that_says_again_what_was_compared_counts_again() -> None:
    turned = replace(SAID, text="The village was not empty")
    told = (Telling(NOON, LINKED, one) for one in (SAID, turned, SAID))

    keys, _ = await read(standing(*told, decision=LINKED), SAID)

    assert "talk.outcome.as_recorded.denial" in keys


async def test_decision_without_what_was_compared_confirms_nothing() -> None:
    older = replace(LINKED, compared="")

    keys, _ = await read(standing(Telling(NOON, older, FALSE), decision=older), FALSE)

    assert "talk.outcome.unsaid.judged" in keys


async def test_another_verdict_on_the_same_words_is_on_what_said_them() -> None:
    keys, _ = await read(standing(Telling(NOON, LINKED, SAID), decision=LINKED), FALSE)

    assert "talk.outcome.as_recorded.false" in keys


async def test_changed_record_is_told_before_and_after() -> None:
    told = Telling(NOON, LINKED, SAID), Telling(NOON, LINKED, FALSE)

    _, words = await read(standing(*told, decision=LINKED), FALSE)

    assert "Before: Our verdict on the statement that we have: a denial" in words
    assert "Now: Our verdict on the statement that we have: false" in words
    assert "Now: Thirty graves were found" in words


async def test_retraction_comes_first() -> None:
    retracted = replace(FALSE, filing=a_filing(Status.RETRACTED))
    told = Telling(NOON, LINKED, FALSE), Telling(NOON, LINKED, retracted)

    keys, words = await read(standing(*told, decision=LINKED), retracted)

    assert keys[:2] == ["talk.told.record", "talk.outcome.as_recorded.retracted"]
    assert words.index("was retracted") < words.index("It is what the junta said.")
    assert "talk.outcome.as_recorded.false" not in keys


async def test_change_is_told_before_others_hear_of_it() -> None:
    keys, _ = await read(standing(Telling(NOON, LINKED, SAID), decision=LINKED), FALSE)

    assert "talk.told.record" in keys


async def test_what_matters_to_nobody_is_no_correction() -> None:
    reworded = replace(SAID, phrasings=("Nobody lived there",))

    keys, _ = await read(standing(Telling(NOON, LINKED, SAID), decision=LINKED), reworded)

    assert not [key for key in keys if key.startswith("talk.told")]


async def test_case_that_is_open_again_says_so() -> None:
    keys, words = await read(standing(Telling(NOON, UNVERIFIED), is_open=True))

    assert keys[:2] == ["talk.told.open", "talk.told.before"]
    assert "Nobody was there." in words


async def test_record_that_is_hidden_now_is_not_named() -> None:
    draft = replace(SAID, filing=a_filing(Status.DRAFT))

    keys, words = await read(standing(Telling(NOON, LINKED, SAID), decision=LINKED), draft)

    assert keys == ["talk.told.record", "talk.outcome.rejected", "talk.outcome.reason", "talk.told.gone"]
    assert SAID.text not in words


async def test_restricted_record_leaves_no_trace() -> None:
    hidden = [replace(one, filing=a_filing(visibility=Audience.RESTRICTED)) for one in (SAID, FALSE)]
    told = (Telling(NOON, LINKED, one) for one in hidden)

    restricted = await read(standing(*told, decision=LINKED), hidden[-1])
    nothing = await read(standing(Telling(NOON, LINKED), decision=LINKED))

    assert restricted == nothing


async def test_hidden_record_is_looked_for_like_none(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    real = MemoryLibrary.records

    async def noted(self: MemoryLibrary, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        looks.append(len(ids))
        return await real(self, ids, audience)

    monkeypatch.setattr(MemoryLibrary, "records", noted)
    hidden = replace(SAID, filing=a_filing(visibility=Audience.RESTRICTED))
    await read(standing(Telling(NOON, LINKED, hidden), decision=LINKED), hidden)
    await read(standing(Telling(NOON, UNVERIFIED), decision=UNVERIFIED))

    assert looks == [1, 1]


async def test_newsroom_reads_what_it_may_see() -> None:
    ours = [replace(one, filing=a_filing(visibility=Audience.NEWSROOM)) for one in (SAID, FALSE)]
    told = [Telling(NOON, LINKED, one) for one in ours]

    keys, _ = await read(standing(*told, decision=LINKED), ours[-1], audience=Audience.NEWSROOM)

    assert "talk.told.record" in keys


async def test_receipt_stays_short() -> None:
    told = [Telling(NOON, replace(UNVERIFIED, reason=f"Reason {number}.")) for number in range(9)]

    keys, words = await read(standing(*told, decision=told[-1].decision))

    assert keys.count("talk.told.otherwise") == 3
    assert "Reason 7." in words


async def test_old_review_is_told() -> None:
    reviewed = replace(SAID.filing, reviewed_on=date(2024, 12, 15), review_due=date(2025, 12, 15))
    old = replace(SAID, filing=reviewed)

    _, words = await read(standing(Telling(NOON, LINKED, old), decision=LINKED), old)

    assert "It was reviewed 14 months ago, and another review was due on 15 Dec 2025." in words
