import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.people.address import Front
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.runtime.live import LiveParts, live
from bot.runtime.numbers import Numbers
from bot.speech.choices import Act, Button, Choice
from bot.speech.given import Given
from bot.speech.heard import Heard, Pressed
from bot.speech.outcome import Deed, Forget, Keep, Outcome, Prefer
from bot.speech.replies import Answered, Mood, Reply, Superseded, Told, Working
from bot.speech.session import Session
from bot.speech.turns import Tell
from bot.verdicts.finding import Report
from tests.fakes.bugs import SeenBugs
from tests.fakes.memory_post import MemoryPost
from tests.fakes.quick_time import LoopClock
from tests.runtime.conversations.talking import message, sender

HERE = sender(front=Front.WEB)
ASKED = replace(message("A."), sender=HERE)
BUTTONS = ((Button(Choice(Act.WHY, "answer"), note("choice.why")),),)
FOUND = Answered(Report(1, "", (), ()), "answer", BUTTONS)
DONE = Told((note("done"),))


@dataclass
class Page:
    """A person at a page. `turn` may fail; `away` are the methods of the store that cannot be reached."""

    replies: tuple[Reply, ...] = (FOUND,)
    deeds: tuple[Deed, ...] = ()
    turn: Callable[[], None] = lambda: None
    away: set[str] = field(default_factory=set)
    said: list[Reply] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    bugs: SeenBugs = field(default_factory=SeenBugs)

    def __post_init__(self) -> None:
        self.kept = MemoryPost(LoopClock())
        self.kept.store.fail = self._fail
        parts = LiveParts(
            self._converse,
            self.kept.sessions,
            self.kept.turns,
            Numbers(),
            self.bugs,
            lambda failure: None,
        )
        self._talk = live(parts, language="en")

    async def ask(self, heard: Heard = ASKED) -> list[Reply]:
        await self._talk(heard, self.say)
        return self.said

    async def say(self, reply: Reply) -> None:
        self.said.append(reply)

    async def _converse(self, session: Session, heard: Heard, tell: Tell) -> Outcome:
        self.sessions.append(session)
        await tell(Working(1, 2))
        self.turn()
        return Outcome(replace(session, last="answer"), self.replies, self.deeds)

    def _fail(self, method: str) -> None:
        if method in self.away:
            raise Unavailable("database")


def broken() -> None:
    raise LookupError("a secret sentence")


async def test_replies_are_said_in_order_behind_the_progress() -> None:
    assert await Page((FOUND, DONE)).ask() == [Working(1, 2), FOUND, DONE]


async def test_session_is_kept_from_turn_to_turn() -> None:
    page = Page()
    await page.ask()
    await page.ask()

    assert [session.last for session in page.sessions] == ["", "answer"]


async def test_nothing_goes_to_the_outbox() -> None:
    page = Page()
    await page.ask()

    assert await page.kept.outbox.backlog() == 0


async def test_bug_is_told_and_reported() -> None:
    page = Page(turn=broken)
    said = await page.ask()

    assert isinstance(said[-1], Told)
    assert said[-1].mood is Mood.FAILED
    assert [type(bug) for bug in page.bugs.bugs] == [LookupError]
    assert page.kept.store.sessions == {}


@pytest.mark.parametrize("reply", [Working(1, 2), FOUND])
async def test_broken_way_back_is_no_bug_of_the_turn(reply: Reply) -> None:
    page = Page()

    async def hang_up(said: Reply) -> None:
        if said == reply:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await page._talk(ASKED, hang_up)

    assert page.bugs.bugs == []


async def test_finding_that_could_not_be_kept_is_said_without_buttons() -> None:
    page = Page((Superseded("before"), FOUND), away={"finish"})

    assert (await page.ask())[1:] == [Answered(FOUND.report)]


async def test_text_is_checked_although_the_conversation_cannot_be_read() -> None:
    page = Page(deeds=(Prefer(Pseudonym("x"), Person()),), away={"session"})

    assert (await page.ask())[1:] == [Answered(FOUND.report)]
    assert page.kept.store.sessions == {}


@pytest.mark.parametrize(
    ("replies", "deeds"), [((DONE,), (Forget(HERE),)), ((replace(DONE, buttons=BUTTONS),), ())]
)
async def test_what_was_not_done_is_not_claimed(replies: tuple[Reply, ...], deeds: tuple[Deed, ...]) -> None:
    said = await Page(replies, deeds, away={"finish"}).ask()

    assert isinstance(said[-1], Told)
    assert said[-1].mood is Mood.UNAVAILABLE


async def test_plain_word_is_said_whatever_could_not_be_kept() -> None:
    assert (await Page((DONE,), away={"finish"}).ask())[-1] == DONE


async def test_press_is_not_guessed_at_without_its_conversation() -> None:
    page = Page(away={"session"})
    said = await page.ask(Pressed(HERE, Choice(Act.AGREE)))

    assert page.sessions == []
    assert isinstance(said[-1], Told)
    assert said[-1].mood is Mood.UNAVAILABLE


async def test_whoever_goes_away_stops_the_turn() -> None:
    page, begun = Page(), asyncio.Event()

    async def never(reply: Reply) -> None:
        begun.set()
        await asyncio.Event().wait()

    talking = asyncio.ensure_future(page._talk(ASKED, never))
    await begun.wait()
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking

    assert page.bugs.bugs == []


@dataclass
class Overlapping:
    """A page on which one text takes until the other was answered. `said` is what the slow one was answered."""

    slow: tuple[Deed, ...]
    quick: tuple[Deed, ...] = ()
    said: list[Reply] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kept = MemoryPost(LoopClock())
        self._done = asyncio.Event()
        bugs = SeenBugs()
        parts = LiveParts(
            self._converse, self.kept.sessions, self.kept.turns, Numbers(), bugs, lambda failure: None
        )
        self._talk = live(parts)

    async def both(self) -> Session | None:
        slow = asyncio.ensure_future(self._talk(ASKED, self._say))
        await asyncio.sleep(0)
        await self.hears("quick")
        self._done.set()
        await slow
        return await self.kept.sessions.session(HERE.address)

    async def hears(self, text: str) -> None:
        await self._talk(replace(message(text), sender=HERE), self._pass_over)

    async def _say(self, reply: Reply) -> None:
        self.said.append(reply)

    async def _pass_over(self, reply: Reply) -> None:
        pass

    async def _converse(self, session: Session, heard: Heard, tell: Tell) -> Outcome:
        if heard == ASKED:
            await self._done.wait()
            return Outcome(replace(session, last="slow"), (FOUND,), self.slow)
        return Outcome(replace(session, tipped=("quick",)), (DONE,), self.quick)


KEPT = (Keep(Given("slow", HERE, Submission("A."), FOUND.report)),)


@pytest.mark.parametrize("deeds", [(), KEPT])
async def test_slow_check_takes_nothing_back(deeds: tuple[Deed, ...]) -> None:
    page = Overlapping(deeds)

    assert await page.both() == Session(last="slow", tipped=("quick",))


@pytest.mark.parametrize("before", [(), ("before",)])
async def test_check_that_ends_after_forgetting_keeps_nothing(before: tuple[str, ...]) -> None:
    page = Overlapping(KEPT)
    for text in before:
        await page.hears(text)
    page.quick = (Forget(HERE),)

    assert await page.both() is None
    assert page.said == [Answered(FOUND.report)]
    assert page.kept.store.answers == {}
