import asyncio
from collections import deque
from dataclasses import dataclass, field, replace

import pytest

from bot.claims.claim import Claim, Kind
from bot.desk.acts import Decide, Take
from bot.desk.decision import Conclusion, Decision
from bot.desk.question import Question
from bot.dialogue.parts import DeskFacts
from bot.errors import Lost, Unavailable, Undeliverable
from bot.people.address import Front
from bot.runtime.carding import Board, CardKeeper, CardParts
from bot.runtime.crew import end
from bot.runtime.numbers import Numbers
from bot.runtime.pacing import Paces
from bot.runtime.rounds import Edge
from bot.speech.outcome import Ask
from bot.speech.replies import Card
from tests.contract.kept import a_sender
from tests.dialogue.desk.cases import SAID, THIRI
from tests.fakes.bugs import SeenBugs
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.memory_post import MemoryPost
from tests.fakes.reports import nothing, report, same_event


@dataclass
class Desk:
    """A desk with one chat; `restart` is another process on the same cases."""

    post: MemoryPost = field(default_factory=lambda: MemoryPost(FixedClock()))
    courier: RecordingCourier = field(default_factory=RecordingCourier)
    checking: PreparedChecking = field(
        default_factory=lambda: PreparedChecking({SAID: report(same_event(SAID)), "B": report(nothing("B"))})
    )
    away: list[Unavailable] = field(default_factory=list)
    bugs: SeenBugs = field(default_factory=SeenBugs)
    workspace: str = "1"
    with_text: bool = True

    def keeper(self) -> CardKeeper:
        parts = CardParts(
            self.post.desk,
            self.post.cards,
            self.checking,
            self.post.store.clock,
            DeskFacts(with_text=self.with_text),
            "en",
            Numbers(),
            Edge(self.away.append, self.bugs),
            Paces(),
        )
        return CardKeeper(Board(Front.TELEGRAM, "desk", self.courier, lambda: self.workspace), parts)

    def asks(self, text: str = SAID, person: str = "anna") -> None:
        claim = Claim(text, 0, len(text), "en", Kind.FACT)
        sender = a_sender(person, person=person)
        self.post.bring(Ask(Question(f"code of {person}: {text}", claim, "answer-1", 1), sender))

    def cards(self) -> list[tuple[str, int]]:
        """What went: in place of which message, and which case it shows."""
        found = []
        for one in self.courier.carried:
            assert isinstance(one.reply, Card)
            found.append((one.outgoing.progress, one.reply.card.case))
        return found


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_new_case_is_shown_once(desk: Desk) -> None:
    desk.asks()
    keeper = desk.keeper()
    await keeper.look()
    await keeper.look()

    assert desk.cards() == [("", 1)]


async def test_card_changes_where_it_stands(desk: Desk) -> None:
    desk.asks()
    keeper = desk.keeper()
    await keeper.look()
    await desk.post.desk.act(1, Take(), THIRI)
    await keeper.look()

    assert desk.cards() == [("", 1), ("sent-1", 1)]
    assert [one.outgoing.is_quiet for one in desk.courier.carried] == [False, True]


async def test_card_is_found_again_after_restart(desk: Desk) -> None:
    desk.asks()
    await desk.keeper().look()
    await desk.post.desk.act(1, Take(), THIRI)
    await desk.keeper().look()

    assert desk.cards() == [("", 1), ("sent-1", 1)]


async def test_change_wakes_the_keeper(desk: Desk) -> None:
    running = asyncio.create_task(desk.keeper().run())
    await asyncio.sleep(1)
    desk.asks()
    await asyncio.sleep(1)
    decision = Decision(Conclusion.REJECTED, "Not for us.")
    await desk.post.desk.act(1, Decide(decision), THIRI)
    await asyncio.sleep(1)
    await end(running)

    assert desk.cards() == [("", 1), ("sent-1", 1)]


async def test_platform_that_is_away_is_tried_again(desk: Desk) -> None:
    desk.courier.faults = deque([Unavailable("telegram"), Unavailable("telegram")])
    desk.asks()
    running = asyncio.create_task(desk.keeper().run())
    await asyncio.sleep(1000)
    await end(running)

    assert desk.courier.tried == 3
    assert desk.cards() == [("", 1)]


async def test_platform_that_is_away_is_left_alone(desk: Desk) -> None:
    desk.courier.chats["desk"] = Unavailable("telegram", retry_after=50)
    desk.asks()
    running = asyncio.create_task(desk.keeper().run())
    for number in range(10):
        await asyncio.sleep(1)
        desk.asks(person=str(number))
    await end(running)

    assert desk.courier.tried == 1


async def test_chat_that_is_gone_is_not_tried_for_ever(desk: Desk) -> None:
    desk.courier.chats["desk"] = Undeliverable(Lost.GONE)
    desk.asks()
    keeper = desk.keeper()
    await keeper.look()
    await keeper.look()

    assert desk.courier.tried == 1


async def test_card_that_breaks_holds_up_no_other(desk: Desk) -> None:
    desk.courier.faults = deque([KeyError()])
    desk.asks()
    desk.asks("B", "ben")
    keeper = desk.keeper()
    await keeper.look()
    await keeper.look()

    assert len(desk.bugs.bugs) == 1
    assert desk.cards() == [("", 2)]


async def test_card_waits_for_what_is_nearest(desk: Desk) -> None:
    desk.checking = PreparedChecking({SAID: Unavailable("index")})
    desk.asks()
    running = asyncio.create_task(desk.keeper().run())
    await asyncio.sleep(10)
    desk.checking.answers = {SAID: report(same_event(SAID))}
    await asyncio.sleep(100)
    await end(running)

    (card,) = [one.reply for one in desk.courier.carried]
    assert isinstance(card, Card)
    assert any("Pazigyi" in line.text for line in card.card.lines)
    assert desk.away[0].part == "index"


async def test_nothing_is_looked_up_for_bare_cards() -> None:
    desk = Desk(checking=PreparedChecking({}), with_text=False)
    desk.asks()
    await desk.keeper().look()

    (card,) = [one.reply for one in desk.courier.carried]
    assert isinstance(card, Card)
    assert (card.card.said, card.card.lines) == ("", ())


async def test_nothing_is_sent_before_the_platform_is_known(desk: Desk) -> None:
    desk.asks()
    unknown = replace(desk, workspace="")

    assert await unknown.keeper().look() == 1.0
    assert desk.courier.tried == 0


async def test_noting_waits_for_the_database(desk: Desk) -> None:
    desk.asks()
    keeper = desk.keeper()
    noted, faults = desk.post.cards.shown, deque([Unavailable("database")])

    async def shown(*arguments: object, **named: object) -> None:
        if faults:
            raise faults.popleft()
        await noted(*arguments, **named)  # type: ignore[arg-type]

    desk.post.cards.shown = shown  # type: ignore[method-assign]
    await keeper.look()
    await keeper.look()

    assert desk.courier.tried == 1
