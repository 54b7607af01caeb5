"""What deeds leave in the tables, where no port shows it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.speech.outcome import Ask, Forget, Judge, Withdraw
from bot.verdicts.judgement import Judged, Judgement
from tests.contract.kept import Kept, a_given, a_message, a_question, a_sender, kept_answer
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import kept_in_database

RIGHT = Judged(
    "answer", 1, "strike", Judgement.RIGHT, (("place", 1.0),), 3.1, 0.96, "en", "same_event", "1", 7
)


@pytest.fixture
async def kept(database: Path, tmp_path: Path) -> AsyncIterator[Kept]:
    async with kept_in_database(database, tmp_path / "keys.json", FixedClock()) as opened:
        yield opened


def rows(database: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


async def test_judgement_is_kept_with_its_features(kept: Kept, database: Path) -> None:
    await kept.finish(a_message(), deeds=[Judge((RIGHT,))])

    columns = "record, judgement, features, score, probability, language, relation, judged_on"
    assert rows(database, f"SELECT {columns} FROM judgements") == [
        ("strike", "right", '[["place", 1.0]]', 3.1, 0.96, "en", "same_event", "2026-03-01")
    ]


async def test_later_word_on_a_claim_replaces(kept: Kept, database: Path) -> None:
    wrong = tuple(replace(RIGHT, record=record, judgement=Judgement.NONE) for record in ("strike", "raid"))
    other_claim = replace(RIGHT, number=2)
    for judged in ((RIGHT,), (other_claim,), wrong):
        await kept.finish(a_message(), deeds=[Judge(judged)])

    found = rows(database, "SELECT record, judgement FROM judgements ORDER BY record, judgement")
    assert found == [("raid", "none"), ("strike", "none"), ("strike", "right")]


async def test_judgement_leads_to_no_answer(kept: Kept, database: Path) -> None:
    await kept.finish(a_message(), deeds=[kept_answer(a_given())[0], Judge((RIGHT,))])

    assert rows(database, "SELECT 1 FROM answers, judgements WHERE answers.id = judgements.claim") == []
    assert rows(database, "SELECT count(*) FROM answer_records") == [(1,)]
    assert rows(database, "SELECT 1 FROM answer_records WHERE record = 'pazigyi'") == []


async def test_judgement_outlasts_the_person(kept: Kept, database: Path) -> None:
    await kept.finish(a_message(), deeds=[Judge((RIGHT,))])
    await kept.finish(a_message(), deeds=[Forget(a_sender())])

    assert rows(database, "SELECT count(*) FROM judgements") == [(1,)]


async def test_same_claim_shares_a_case(kept: Kept, database: Path) -> None:
    asked = {"AAAA-AAAA": "A bridge was hit", "BBBB-BBBB": "a  bridge was HIT", "CCCC-CCCC": "A dam was hit"}
    for code, text in asked.items():
        await kept.finish(a_message(), deeds=[Ask(a_question(code, text), a_sender(person=code[:4]))])

    assert rows(database, "SELECT count(*) FROM askers GROUP BY case_id ORDER BY case_id") == [(2,), (1,)]


async def test_closed_case_is_not_joined(kept: Kept, database: Path) -> None:
    await kept.finish(a_message(), deeds=[Ask(a_question("AAAA-AAAA"), a_sender())])
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE cases SET state = 'closed'")
        connection.commit()
    await kept.finish(a_message(), deeds=[Ask(a_question("BBBB-BBBB"), a_sender())])

    assert rows(database, "SELECT count(*) FROM cases") == [(2,)]


@pytest.mark.parametrize("deed", [Forget, Withdraw])
async def test_case_is_withdrawn_with_its_last_asker(
    kept: Kept, database: Path, deed: type[Forget] | type[Withdraw]
) -> None:
    ann, bob = a_sender("one", person="ann"), a_sender("two", person="bob")
    for code, sender in (("AAAA-AAAA", ann), ("BBBB-BBBB", bob)):
        await kept.finish(a_message(sender=sender), deeds=[Ask(a_question(code), sender)])

    await kept.finish(a_message(sender=ann), deeds=[deed(ann)])
    assert rows(database, "SELECT state, askers FROM cases") == [("open", 1)]
    await kept.finish(a_message(sender=bob), deeds=[deed(bob)])
    assert rows(database, "SELECT state, askers, body FROM cases") == [("withdrawn", 0, b"")]


async def test_receipt_counts_once(kept: Kept, database: Path) -> None:
    for _ in range(2):
        await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])

    assert rows(database, "SELECT count(*) FROM askers") == [(1,)]


async def test_contact_moves_what_lies_under_older_names(kept: Kept, database: Path) -> None:
    old = a_sender(person="old ann")
    keep, answered = kept_answer(a_given(sender=old))
    await kept.finish(a_message(sender=old), answered, deeds=[keep, Ask(a_question(), old)])
    await kept.finish(a_message(sender=a_sender(formerly=["old ann"])))

    for table in ("answers", "askers", "outbox", "sessions"):
        assert rows(database, f"SELECT DISTINCT person FROM {table}") == [("ann",)]


async def test_delivered_reply_leaves_only_handles(kept: Kept, database: Path) -> None:
    keep, answered = kept_answer(a_given())
    await kept.finish(a_message(), answered, deeds=[keep])
    await kept.deliver("1", "2")

    assert rows(database, "SELECT state, length(body), length(sent) > 0 FROM outbox") == [("sent", 0, 1)]


async def test_lost_reply_leaves_no_content(kept: Kept, database: Path) -> None:
    keep, answered = kept_answer(a_given())
    await kept.finish(a_message(), answered, deeds=[keep])
    (outgoing,) = await kept.outbox.take(limit=1)
    await kept.outbox.failed(outgoing.id, why="gone")

    assert rows(database, "SELECT state, why, body, sent FROM outbox") == [("failed", "gone", b"", b"")]
