"""What is written for a case that needs two people is published by the second one."""

from dataclasses import replace

import pytest

from bot.desk.acts import Label, SendBack, Sign, Undo
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.edit import Edit, EditKind, Settled
from bot.library.filing import Status
from bot.people.audience import Audience
from bot.speech.outcome import Ask
from tests.contract.desk import ANA, BEN, EVE
from tests.contract.kept import Kept, a_message, a_question, a_sender
from tests.fakes.entries import a_filing, an_event

DRAFT = an_event(filing=a_filing(Status.DRAFT))
SETTLED = Settled(1, Decision(Conclusion.WRITTEN, "Two saw it.", DRAFT.id, accord=Accord.AS_RECORDED))


@pytest.fixture
async def written(kept: Kept) -> Kept:
    """A sensitive case, decided with a draft that waits for the second person."""
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])
    await kept.desk.act(1, Label("names a person"), ANA)
    await kept.records.keep(DRAFT, Edit(EditKind.WRITE, "two witnesses"), ANA, seen=None, settled=SETTLED)
    return kept


async def status(kept: Kept) -> Status:
    return (await kept.records.records({DRAFT.id}))[DRAFT.id].filing.status


async def lines(kept: Kept) -> list[tuple[str, str]]:
    found = await kept.audit.entries(limit=9, subject=f"record {DRAFT.id}")
    return [(line.act, line.name) for line in found]


async def test_signature_publishes_the_record(written: Kept) -> None:
    assert await written.library.records({DRAFT.id}, Audience.PUBLIC) == {}
    await written.desk.act(1, Sign(), EVE)

    assert list(await written.library.records({DRAFT.id}, Audience.PUBLIC)) == [DRAFT.id]
    assert await lines(written) == [("publish", "Eve"), ("write", "Ana")]
    assert await written.audit.verify() is None


async def test_undone_signature_takes_it_back(written: Kept) -> None:
    await written.desk.act(1, Sign(), EVE)
    await written.desk.act(1, Undo(), BEN)

    assert await status(written) is Status.DRAFT
    assert await written.library.records({DRAFT.id}, Audience.PUBLIC) == {}
    assert (await lines(written))[0] == ("unpublish", "Ben")


async def test_what_was_changed_since_stays_published(written: Kept) -> None:
    await written.desk.act(1, Sign(), EVE)
    now = (await written.records.records({DRAFT.id}))[DRAFT.id]
    other = replace(now, phrasings=("A bomb fell",))
    await written.records.keep(other, Edit(EditKind.EDIT, "told better"), BEN, seen=now)
    await written.desk.act(1, Undo(), BEN)

    assert await status(written) is Status.VERIFIED


async def test_unsigned_record_stays_a_draft(written: Kept) -> None:
    await written.desk.act(1, SendBack("Who are the two?"), EVE)

    assert await status(written) is Status.DRAFT


async def test_undone_before_signing_leaves_the_draft(written: Kept) -> None:
    await written.desk.act(1, Undo(), ANA)

    assert await status(written) is Status.DRAFT
    assert await lines(written) == [("write", "Ana")]


async def test_signing_twice_publishes_once(written: Kept) -> None:
    await written.desk.act(1, Sign(), EVE)
    version = await written.library.version()
    await written.desk.act(1, Sign(), EVE)

    assert await written.library.version() == version
