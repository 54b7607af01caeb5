import pytest

from bot.dialogue.edge import guarded
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import Command, From, Heard, Verb
from bot.speech.replies import Mood, Reply, Told, Working
from bot.speech.session import Session
from bot.speech.turns import Say
from tests.fakes.bugs import SeenBugs

HEARD = Command(
    From(Address(Front.WEB, "", "here"), Pseudonym("somebody"), Audience.PUBLIC), Verb.HELP, "help"
)


async def breaks_midway(session: Session, heard: Heard, say: Say) -> Session:
    await say(Working())
    raise LookupError("a bug")


async def test_bug_is_told_and_reported() -> None:
    said: list[Reply] = []
    seen = SeenBugs()

    async def say(reply: Reply) -> None:
        said.append(reply)

    after = await guarded(breaks_midway, on_bug=seen)(Session("en"), HEARD, say)

    assert after == Session("en")
    assert isinstance(said[-1], Told)
    assert said[-1].mood is Mood.FAILED
    assert [type(bug) for bug in seen.bugs] == [LookupError]


async def test_broken_way_back_is_no_bug_of_the_turn() -> None:
    seen = SeenBugs()

    async def say(reply: Reply) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await guarded(breaks_midway, on_bug=seen)(Session(), HEARD, say)

    assert seen.bugs == []
