from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.desk.acts import Decide, Release, Split, Take, Undo
from bot.desk.case import CaseState
from bot.desk.decision import Conclusion, Decision
from bot.library.names import Place, PlaceKind
from bot.matching.calibrate import SHIPPED
from bot.matching.weights import load_weights
from bot.ports import Encoder
from bot.runtime.joining import Joiner
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.outcome import Ask, HandIn
from storage.index.encoder import OnnxEncoder
from storage.index.encoder_folder import BUILT_IN, read_folder
from tests.contract.cases import CODES, file
from tests.contract.desk import ANA, a_tip
from tests.contract.kept import a_message, a_question, a_sender
from tests.fakes.bugs import no_bugs
from tests.fakes.memory_library import MemoryLibrary
from tests.storage.keeping import KeptOnDisk

FORTY = "Soldiers burned down 40 houses in Pazigyi"
ALIKE = "In Pazigyi 40 houses were burned down by soldiers"
FOURTEEN = "Soldiers burned down 14 houses in Pazigyi"
OTHER = "The price of rice has doubled in Yangon"
PLACES = [
    Place("myanmar", "Myanmar", PlaceKind.COUNTRY),
    Place("pazigyi", "Pazigyi", PlaceKind.VILLAGE, parent="myanmar"),
]


@pytest.fixture(scope="module")
def built_in() -> Iterator[Encoder]:
    encoder = OnnxEncoder(read_folder(BUILT_IN), threads=1)
    yield encoder
    encoder.close()


@dataclass
class Desk:
    kept: KeptOnDisk
    library: MemoryLibrary
    encoder: Encoder | None
    least: float = 0.9

    def joiner(self) -> Joiner:
        return Joiner(
            self.kept.desk,
            self.kept.desk,
            self.library,
            self.encoder,
            load_weights(),
            lambda: SHIPPED,
            self.kept.clock,
            self.least,
            Numbers(),
            Edge(no_bugs, no_bugs),
        )

    async def asks(self, *texts: str, begin: int = 0) -> None:
        for number, text in enumerate(texts, start=begin):
            sender = a_sender(f"chat {number}", person=f"p{number}")
            question = a_question(CODES[number], text)
            await self.kept.finish(a_message(sender=sender), deeds=[Ask(question, sender)])

    async def stand(self, joiner: Joiner | None = None) -> dict[int, tuple[int, ...]]:
        """The open cases once all were compared, with those that are shown as similar."""
        joiner = joiner or self.joiner()
        while await joiner.look() == 0:
            pass
        cases = sorted(await self.kept.desk.undecided())
        return {case: (await file(self.kept, case)).similar for case in cases}


@pytest.fixture
async def desk(kept: KeptOnDisk, library: MemoryLibrary, built_in: Encoder) -> Desk:
    await library.publish(PLACES)
    return Desk(kept, library, built_in)


async def test_same_claim_in_other_words_joins(desk: Desk) -> None:
    await desk.asks(FORTY, ALIKE)

    assert await desk.stand() == {1: ()}
    assert (await file(desk.kept)).case.askers == 2
    assert (await file(desk.kept, 2)).case.state is CaseState.MERGED


async def test_another_number_is_shown_as_similar(desk: Desk) -> None:
    await desk.asks(FORTY, FOURTEEN)

    assert await desk.stand() == {1: (2,), 2: (1,)}


async def test_other_claims_stay_to_themselves(desk: Desk) -> None:
    await desk.asks(FORTY, OTHER)

    assert await desk.stand() == {1: (), 2: ()}


async def test_case_that_somebody_holds_is_shown_as_similar(desk: Desk) -> None:
    await desk.asks(FORTY, ALIKE)
    await desk.kept.desk.act(1, Take(), ANA)

    assert await desk.stand() == {1: (2,), 2: (1,)}


async def test_higher_threshold_joins_nothing(desk: Desk) -> None:
    desk.least = 1.0
    await desk.asks(FORTY, ALIKE)

    assert await desk.stand() == {1: (2,), 2: (1,)}


async def test_tip_is_never_joined(desk: Desk) -> None:
    await desk.asks(FORTY)
    await desk.kept.finish(a_message(), deeds=[HandIn(a_tip(what=ALIKE), a_sender())])

    assert await desk.stand() == {1: (2,), 2: (1,)}


async def test_what_somebody_took_apart_stays_apart(desk: Desk) -> None:
    await desk.asks(FORTY, ALIKE)
    joiner = desk.joiner()
    await desk.stand(joiner)
    (_, second) = (await file(desk.kept)).matters
    await desk.kept.desk.act(1, Split((second.key,)), ANA)

    assert set(await desk.stand(joiner)) == {1, 3}
    assert set(await desk.stand()) == {1, 3}


async def test_reopened_case_takes_in_what_is_alike(desk: Desk) -> None:
    joiner = desk.joiner()
    await desk.asks(FORTY)
    await desk.stand(joiner)
    await desk.kept.desk.act(1, Decide(Decision(Conclusion.UNVERIFIED, "no source")), ANA)
    await desk.asks(OTHER, begin=1)
    await desk.stand(joiner)
    await desk.kept.desk.act(1, Undo(), ANA)
    await desk.kept.desk.act(1, Release(), ANA)
    await desk.asks(ALIKE, begin=2)

    assert await desk.stand(joiner) == {1: (), 2: ()}
    assert (await file(desk.kept)).case.askers == 2


async def test_later_ones_join_too(desk: Desk) -> None:
    joiner = desk.joiner()
    await desk.asks(FORTY, OTHER)
    await desk.stand(joiner)
    await desk.asks(ALIKE, begin=2)

    assert await desk.stand(joiner) == {1: (), 2: ()}


async def test_older_cases_are_left_as_they_are_after_restart(desk: Desk) -> None:
    await desk.asks(FORTY, ALIKE)
    desk.kept.clock.pass_by(7200)

    assert await desk.stand() == {1: (), 2: ()}


async def test_words_alone_do_without_an_encoder(desk: Desk) -> None:
    desk.encoder = None
    await desk.asks(FORTY, ALIKE, OTHER)

    assert await desk.stand() == {1: (2,), 2: (1,), 3: ()}
