import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.dialogue.converse import converse
from bot.errors import Cause, Refusal, Unavailable
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import Command, From, Heard, Message, Verb
from bot.speech.replies import Answered, Mood, Reply, Told, Working
from bot.speech.session import Session
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import load_phrasebook
from tests.fakes.checking import PreparedChecking
from tests.fakes.reports import nothing, report

TEXT = "A claim."
REPORT = report(nothing(TEXT))
BOOK = load_phrasebook("en")
WAY_HERE = {Front.WEB: "web", Front.CONSOLE: "console", Front.TELEGRAM: "platform", Front.SLACK: "platform"}


def sender(front: Front = Front.WEB, audience: Audience = Audience.PUBLIC) -> From:
    return From(Address(front, "", "here"), Pseudonym("somebody"), audience)


async def replies(heard: Heard, checking: PreparedChecking | None = None) -> list[Reply]:
    said: list[Reply] = []

    async def say(reply: Reply) -> None:
        said.append(reply)

    session = Session()
    after = await converse(session, heard, say, checking=checking or PreparedChecking({}))

    assert after == session
    return said


async def ask(answer: Report | Exception, *, steps: int = 0) -> list[Reply]:
    return await replies(Message(sender(), Submission(TEXT)), PreparedChecking({TEXT: answer}, steps))


async def test_sign_of_life_comes_first() -> None:
    assert await ask(REPORT) == [Working(), Answered(REPORT)]


async def test_progress_is_told_after_each_claim() -> None:
    assert await ask(REPORT, steps=2) == [Working(), Working(1, 2), Working(2, 2), Answered(REPORT)]


async def test_check_is_made_for_the_asker() -> None:
    checking = PreparedChecking({TEXT: REPORT})

    await replies(Message(sender(audience=Audience.NEWSROOM), Submission(TEXT)), checking)

    assert checking.asked == [(Submission(TEXT), Audience.NEWSROOM)]


async def test_refusal_says_what_to_send() -> None:
    said = await ask(Refusal("refused.long_origin", limit="200"))

    assert said[-1] == Told((note("refused.long_origin", limit="200"),), Mood.REFUSED)


@pytest.mark.parametrize("part", ["database", "index", "cache", "disk", "other", "something new"])
async def test_failure_is_never_a_finding(part: str) -> None:
    said = await ask(Unavailable(part, retry_after=20))

    last = said[-1]
    assert isinstance(last, Told)
    words = " ".join(BOOK.say(each) for each in last.notes)
    assert (last.mood, last.retry_after) == (Mood.UNAVAILABLE, 20)
    assert words.startswith("The check could not be made")
    assert words.endswith("This says nothing about the claim. Try again in 20 seconds.")


async def test_what_waiting_cannot_mend_is_not_waited_for() -> None:
    said = await ask(Unavailable("database", cause=Cause.DAMAGED))

    last = said[-1]
    assert isinstance(last, Told)
    words = " ".join(BOOK.say(each) for each in last.notes)
    assert last.retry_after == 0
    assert "Try again" not in words
    assert "Waiting will not help" in words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "in a second"),
        (0.2, "in a second"),
        (90, "in 90 seconds"),
        (91, "in 2 minutes"),
        (3600, "in 60 minutes"),
    ],
)
async def test_waiting_time_is_never_too_short(seconds: float, words: str) -> None:
    said = await ask(Unavailable("index", retry_after=seconds))

    last = said[-1]
    assert isinstance(last, Told)
    assert words in BOOK.say(last.notes[-1])


@pytest.mark.parametrize("front", Front)
@pytest.mark.parametrize(
    ("verb", "topics"),
    [
        (Verb.START, "who what limits"),
        (Verb.HELP, "send background answer nothing commands"),
        (Verb.PRIVACY, "kept logs {way_here}"),
    ],
)
async def test_every_command_is_answered_in_words(verb: Verb, topics: str, front: Front) -> None:
    said = await replies(Command(sender(front), verb, verb.value))

    assert len(said) == 1
    assert isinstance(said[0], Told)
    assert said[0].mood is Mood.TALK
    expected = topics.format(way_here=WAY_HERE[front]).split()
    assert [each.key for each in said[0].notes] == [f"talk.{verb.value}.{topic}" for topic in expected]
    assert "" not in [BOOK.say(each) for each in said[0].notes]


async def test_unknown_command_names_the_known_ones() -> None:
    said = await replies(Command(sender(), None, "frobnicate"))

    assert isinstance(said[0], Told)
    words = " ".join(BOOK.say(each) for each in said[0].notes)
    assert said[0].mood is Mood.REFUSED
    assert "/frobnicate" in words
    assert "/help" in words
