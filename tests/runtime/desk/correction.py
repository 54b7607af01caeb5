"""Answers by a real check on a small library, and the corrector behind them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from bot.claims.submission import Submission
from bot.library.names import Place, PlaceKind
from bot.matching.weights import load_weights
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.runtime.checking import Checker, Limits
from bot.runtime.correcting import Corrector
from bot.runtime.numbers import Numbers
from bot.runtime.rounds import Edge
from bot.speech.given import Given
from bot.speech.heard import From
from bot.speech.outcome import Keep
from bot.speech.replies import Answered, FollowUp
from bot.speech.traffic import Outgoing
from bot.verdicts.phrasebook import load_phrasebook
from storage.cache.memory import MemoryCache
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from tests.contract.kept import a_message, a_sender
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import Stopwatch
from tests.fakes.memory_library import MemoryLibrary
from tests.records import RATINGS, SOURCES, STRIKE
from tests.storage.keeping import KeptOnDisk

BOOK = load_phrasebook("en")
CLAIM = "The military bombed a crowd in Pazigyi on 11 April 2023, according to AAPP."
PLACES = (
    Place("myanmar", "Myanmar", PlaceKind.COUNTRY),
    Place("pazigyi", "Pazigyi", PlaceKind.VILLAGE, parent="myanmar"),
)
ANNA = a_sender("anna", person="anna")
THREAD = replace(
    a_sender(address=Address(Front.SLACK, "T1", "C1", "1.1"), person="min"), audience=Audience.NEWSROOM
)


@dataclass
class Newsroom:
    kept: KeptOnDisk
    library: MemoryLibrary
    follower: IndexFollower
    checker: Checker
    corrector: Corrector

    async def answers(
        self, sender: From = ANNA, *, answer: str = "answer-1", handle: str = "m1", text: str = CLAIM
    ) -> Given:
        """Somebody asks and is answered."""
        submission = Submission(text)
        report = await self.checker.check(submission, sender.audience)
        given = Given(answer, sender, submission, report, handle)
        heard = a_message(text, sender=sender, handle=handle)
        await self.kept.finish(heard, Answered(report, answer), deeds=[Keep(given)])
        for outgoing in await self.kept.outbox.take(limit=10):
            await self.kept.outbox.sent(outgoing.id, f"{answer} went", is_last=True)
        return given

    async def publishes(self, *entries: object) -> None:
        await self.library.publish(entries)  # type: ignore[arg-type]
        await self.follower.catch_up()

    async def corrected(self) -> Sequence[Outgoing]:
        await self.corrector.look()
        return await self.kept.outbox.take(limit=10)


@asynccontextmanager
async def newsroom(kept: KeptOnDisk, library: MemoryLibrary) -> AsyncIterator[Newsroom]:
    """With a strike and a source that is rated; it was looked at already."""
    async with AsyncExitStack() as stack:

        async def names() -> object:
            return (await library.shelf()).names

        index = await open_index(stack, None, library="ours", names=names)  # type: ignore[arg-type]
        follower = IndexFollower(library, index)
        checker = Checker(
            library,
            index,
            MemoryCache(limit=1 << 20, now=Stopwatch()),
            kept.clock,
            weights=load_weights(),
            limits=Limits(claims=40, cache_seconds=3600, profiles=100),
            deciders="1",
        )
        corrector = Corrector(
            library,
            index,
            checker,
            kept.corrections,
            kept.desk,
            kept.clock,
            Numbers(),
            Edge(no_bugs, no_bugs),
        )
        opened = Newsroom(kept, library, follower, checker, corrector)
        await opened.publishes(STRIKE, *PLACES, SOURCES["aapp"], *RATINGS["aapp"])
        await corrector.look()
        yield opened


def words(outgoing: Outgoing) -> str:
    reply = outgoing.reply
    assert isinstance(reply, FollowUp)
    lines = [f"{line.label}: {line.text}" for block in reply.blocks for line in block.lines]
    return "\n".join([*map(BOOK.say, reply.said), *lines])
