"""Copies of a case that people asked for, and what has to go from them."""

from dataclasses import dataclass, field

import pytest

from bot.desk.acts import Merge, Split, Take
from bot.desk.question import Question
from bot.dialogue.desk.card import make_card
from bot.dialogue.parts import DeskFacts
from bot.errors import Lost, Unavailable, Undeliverable
from bot.people.address import Front
from bot.runtime.carding import CardParts
from bot.runtime.copying import CopyKeeper
from bot.runtime.numbers import Numbers
from bot.runtime.pacing import Paces
from bot.runtime.rounds import Edge
from bot.speech.heard import From
from bot.speech.outcome import TakeBack, Withdraw
from bot.speech.replies import Card
from bot.verdicts.phrasebook import load_phrasebook
from tests.contract.cases import CODES, asked, file
from tests.contract.desk import ANA
from tests.contract.kept import a_command, a_message, a_sender, an_address
from tests.fakes.bugs import no_bugs
from tests.fakes.checking import PreparedChecking
from tests.fakes.couriers import RecordingCourier
from tests.storage.keeping import KeptOnDisk

THIRI = a_sender("thiri", person="thiri")
TEXT, OTHER = "A bridge was hit", "A dam was hit"


@dataclass
class Desk:
    kept: KeptOnDisk
    courier: RecordingCourier = field(default_factory=RecordingCourier)
    slack: RecordingCourier = field(default_factory=RecordingCourier)

    async def asks_for(self, case: int = 1, *, handle: str = "m1", to: From = THIRI) -> None:
        found = await file(self.kept, case)
        book, now = load_phrasebook("en"), self.kept.clock.now()
        card = make_card(found, (), book=book, now=now, facts=DeskFacts(), is_copy=True)
        await self.kept.finish(a_command(sender=to), card)
        await self.kept.deliver(handle)

    async def look(self) -> list[tuple[str, str]]:
        """What was changed: which message, and what it says of what was asked."""
        parts = CardParts(
            self.kept.desk,
            self.kept.cards,
            PreparedChecking({}),
            self.kept.clock,
            DeskFacts(),
            "en",
            Numbers(),
            Edge(no_bugs, no_bugs),
            Paces(),
        )
        couriers = {Front.TELEGRAM: self.courier, Front.SLACK: self.slack}
        await CopyKeeper(self.kept.copies, couriers, parts).look()
        carried, self.courier.carried = [one.reply for one in self.courier.carried], []
        cards = [reply for reply in carried if isinstance(reply, Card)]
        assert all(card.only_in_place for card in cards)
        return [(card.in_place_of, card.card.said) for card in cards]


@pytest.fixture
async def desk(kept: KeptOnDisk) -> Desk:
    await asked(kept, TEXT)
    return Desk(kept)


GONE = load_phrasebook("en").text("desk.card.gone")


async def test_what_was_taken_back_goes_from_copies_once(desk: Desk) -> None:
    await desk.asks_for()
    await desk.asks_for(handle="m2")
    assert await desk.look() == []
    await desk.kept.finish(a_message(), deeds=[TakeBack(CODES[0])])

    assert sorted(await desk.look()) == [("m1", GONE), ("m2", GONE)]
    assert await desk.look() == []


async def test_other_changes_leave_copies_alone(desk: Desk) -> None:
    await desk.asks_for()
    await desk.kept.desk.act(1, Take(), ANA)

    assert await desk.look() == []


async def test_what_went_on_the_way_goes_too(desk: Desk) -> None:
    found = await file(desk.kept)
    card = make_card(
        found, (), book=load_phrasebook("en"), now=desk.kept.clock.now(), facts=DeskFacts(), is_copy=True
    )
    await desk.kept.finish(a_command(sender=THIRI), card)
    await desk.kept.finish(a_message(), deeds=[TakeBack(CODES[0])])
    await desk.kept.deliver("m1")

    assert await desk.look() == [("m1", GONE)]


async def test_what_goes_on_in_another_case_goes(desk: Desk) -> None:
    await asked(desk.kept, TEXT, OTHER)
    await desk.asks_for(2)
    await desk.kept.desk.act(2, Merge(1), ANA)
    assert await desk.look() == [("m1", GONE)]
    await desk.asks_for(1, handle="m2")
    (first, second) = (await file(desk.kept)).matters
    await desk.kept.desk.act(1, Split((first.key,)), ANA)

    assert isinstance(second.matter, Question)
    assert await desk.look() == [("m2", second.matter.claim.text)]
    await desk.kept.finish(a_message(), deeds=[TakeBack(second.matter.code)])
    assert await desk.look() == [("m2", GONE)]


async def test_platform_that_is_away_is_tried_again(desk: Desk) -> None:
    await desk.asks_for()
    await desk.kept.finish(a_message(), deeds=[TakeBack(CODES[0])])
    desk.courier.faults.append(Unavailable("telegram"))

    assert await desk.look() == []
    assert await desk.look() == [("m1", GONE)]


async def test_platform_that_is_away_holds_up_no_other(desk: Desk) -> None:
    for number in range(20):
        await desk.asks_for(handle=f"m{number}")
    desk.courier.chats[THIRI.address.chat] = Unavailable("telegram")
    in_slack = a_sender(address=an_address("D1", front=Front.SLACK), person="kyaw")
    await desk.asks_for(handle="s1", to=in_slack)
    await desk.kept.finish(a_message(), deeds=[TakeBack(CODES[0])])
    await desk.look()

    assert [one.outgoing.to for one in desk.slack.carried] == [in_slack]


async def test_message_that_cannot_be_reached_is_let_go(desk: Desk) -> None:
    await desk.asks_for()
    await desk.kept.finish(a_message(), deeds=[TakeBack(CODES[0])])
    desk.courier.faults.append(Undeliverable(Lost.BLOCKED))

    assert [await desk.look(), await desk.look()] == [[], []]


async def test_chat_that_is_gone_is_let_go(desk: Desk) -> None:
    await desk.asks_for()
    await desk.kept.finish(a_message(), deeds=[Withdraw(THIRI), TakeBack(CODES[0])])

    assert await desk.look() == []
