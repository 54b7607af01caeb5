"""What a case is marked with when it comes. The same in memory and in a database."""

from bot.speech.outcome import HandIn
from tests.contract.cases import file
from tests.contract.desk import a_tip
from tests.contract.kept import Kept, a_message, a_sender


async def test_tip_that_names_somebody_is_marked_from_the_first(kept: Kept) -> None:
    deed = HandIn(a_tip(), a_sender(), labels=frozenset({"names a person"}))
    await kept.finish(a_message(), deeds=[deed])

    assert (await file(kept)).case.labels == {"names a person"}
