"""What deeds leave in the tables, where no port shows it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.speech.outcome import Ask, Forget, Judge, Withdraw
from bot.verdicts.judgement import Judged, Judgement
from tests.contract.kept import Kept, a_given, a_message, a_question, a_sender, kept_answer
from tests.fakes.clocks import FixedClock
from tests.storage.engines import change, rows
from tests.storage.keeping import on_engine

RIGHT = Judged(
    "answer", 1, "strike", Judgement.RIGHT, (("place", 1.0),), 3.1, 0.96, "en", "same_event", "1", 7
)


@pytest.fixture
def kept(engine: AsyncEngine, tmp_path: Path) -> Kept:
    return on_engine(engine, tmp_path / "keys.json", FixedClock())


async def test_judgement_is_kept_with_its_features(kept: Kept, engine: AsyncEngine) -> None:
    await kept.finish(a_message(), deeds=[Judge((RIGHT,))])

    columns = "record, judgement, features, score, probability, language, relation, judged_on"
    judged_on = "2026-03-01" if engine.dialect.name == "sqlite" else date(2026, 3, 1)
    assert await rows(engine, f"SELECT {columns} FROM judgements") == [
        ("strike", "right", '[["place", 1.0]]', 3.1, 0.96, "en", "same_event", judged_on)
    ]


async def test_later_word_on_a_claim_replaces(kept: Kept, engine: AsyncEngine) -> None:
    wrong = tuple(replace(RIGHT, record=record, judgement=Judgement.NONE) for record in ("strike", "raid"))
    other_claim = replace(RIGHT, number=2)
    for judged in ((RIGHT,), (other_claim,), wrong):
        await kept.finish(a_message(), deeds=[Judge(judged)])

    found = await rows(engine, "SELECT record, judgement FROM judgements ORDER BY record, judgement")
    assert found == [("raid", "none"), ("strike", "none"), ("strike", "right")]


async def test_judgement_leads_to_no_answer(kept: Kept, engine: AsyncEngine) -> None:
    await kept.finish(a_message(), deeds=[kept_answer(a_given())[0], Judge((RIGHT,))])

    assert await rows(engine, "SELECT 1 FROM answers, judgements WHERE answers.id = judgements.claim") == []
    assert await rows(engine, "SELECT count(*) FROM answer_records") == [(1,)]
    assert await rows(engine, "SELECT 1 FROM answer_records WHERE record = 'pazigyi'") == []


async def test_judgement_outlasts_the_person(kept: Kept, engine: AsyncEngine) -> None:
    await kept.finish(a_message(), deeds=[Judge((RIGHT,))])
    await kept.finish(a_message(), deeds=[Forget(a_sender())])

    assert await rows(engine, "SELECT count(*) FROM judgements") == [(1,)]


async def test_same_claim_shares_a_case(kept: Kept, engine: AsyncEngine) -> None:
    asked = {"AAAA-AAAA": "A bridge was hit", "BBBB-BBBB": "a  bridge was HIT", "CCCC-CCCC": "A dam was hit"}
    for code, text in asked.items():
        await kept.finish(a_message(), deeds=[Ask(a_question(code, text), a_sender(person=code[:4]))])

    assert await rows(engine, "SELECT count(*) FROM askers GROUP BY case_id ORDER BY case_id") == [(2,), (1,)]


async def test_closed_case_is_not_joined(kept: Kept, engine: AsyncEngine) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question("AAAA-AAAA"), a_sender())])
    await change(engine, "UPDATE cases SET state = 'closed'")
    await kept.finish(a_message(), deeds=[Ask(a_question("BBBB-BBBB"), a_sender())])

    assert await rows(engine, "SELECT count(*) FROM cases") == [(2,)]


@pytest.mark.parametrize("deed", [Forget, Withdraw])
async def test_case_is_withdrawn_with_its_last_asker(
    kept: Kept, engine: AsyncEngine, deed: type[Forget] | type[Withdraw]
) -> None:
    ann, bob = a_sender("one", person="ann"), a_sender("two", person="bob")
    for code, sender in (("AAAA-AAAA", ann), ("BBBB-BBBB", bob)):
        await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(code), sender)])

    await kept.finish(a_message(sender=ann), deeds=[deed(ann)])
    assert await rows(engine, "SELECT state, askers FROM cases") == [("open", 1)]
    await kept.finish(a_message(sender=bob), deeds=[deed(bob)])
    assert await rows(engine, "SELECT state, askers, body FROM cases") == [("withdrawn", 0, b"")]


async def test_receipt_counts_once(kept: Kept, engine: AsyncEngine) -> None:
    for _ in range(2):
        await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])

    assert await rows(engine, "SELECT count(*) FROM askers") == [(1,)]


async def test_contact_moves_what_lies_under_older_names(kept: Kept, engine: AsyncEngine) -> None:
    old = a_sender(person="old ann")
    keep, answered = kept_answer(a_given(sender=old))
    await kept.finish(a_message(sender=old), answered, deeds=[keep, Ask(a_question(), old)])
    await kept.finish(a_message(sender=a_sender(formerly=["old ann"])))

    for table in ("answers", "askers", "outbox", "sessions"):
        assert await rows(engine, f"SELECT DISTINCT person FROM {table}") == [("ann",)]


async def test_delivered_reply_leaves_only_handles(kept: Kept, engine: AsyncEngine) -> None:
    keep, answered = kept_answer(a_given())
    await kept.finish(a_message(), answered, deeds=[keep])
    await kept.deliver("1", "2")

    assert await rows(engine, "SELECT state, length(body), length(sent) > 0 FROM outbox") == [("sent", 0, 1)]


async def test_lost_reply_leaves_no_content(kept: Kept, engine: AsyncEngine) -> None:
    keep, answered = kept_answer(a_given())
    await kept.finish(a_message(), answered, deeds=[keep])
    (outgoing,) = await kept.outbox.take(limit=1)
    await kept.outbox.failed(outgoing.id, why="gone")

    assert await rows(engine, "SELECT state, why, body, sent FROM outbox") == [("failed", "gone", b"", b"")]
