import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Cause, Refusal, Unavailable
from bot.people.address import Front
from bot.people.audience import Audience
from bot.speech.heard import Command, Left, Message, Verb
from bot.speech.outcome import Withdraw
from bot.speech.replies import Answered, Mood, Told, Working
from bot.speech.session import Session
from bot.verdicts.finding import Report
from tests.dialogue.conversation import BOOK, Conversation, answered, keys, somebody, words
from tests.fakes.reports import nothing, report

TEXT = "A claim."
REPORT = report(nothing(TEXT))
PLATFORMS = (Front.TELEGRAM, Front.SLACK)
LIVE = (Front.WEB, Front.CONSOLE)


async def ask(answer: Report | Exception, *, front: Front = Front.WEB) -> Told | Answered:
    outcome = await Conversation({TEXT: answer}).sends(somebody(front=front), TEXT)
    reply = outcome.replies[0]
    assert isinstance(reply, Told | Answered)
    return reply


async def test_sign_of_life_comes_first() -> None:
    talk = Conversation({TEXT: REPORT})

    await talk.sends(somebody(), TEXT)

    assert talk.worked == [Working()]


async def test_progress_is_told_after_each_claim() -> None:
    talk = Conversation({TEXT: REPORT}, steps=2)

    outcome = await talk.sends(somebody(front=Front.WEB), TEXT)

    assert talk.worked == [Working(), Working(1, 2), Working(2, 2)]
    assert answered(outcome).report == REPORT


async def test_check_is_made_for_the_asker() -> None:
    talk = Conversation({TEXT: REPORT})

    await talk.sends(somebody(audience=Audience.NEWSROOM), TEXT)

    assert talk.checking.asked == [(Submission(TEXT), Audience.NEWSROOM)]


async def test_refusal_says_what_to_send() -> None:
    said = await ask(Refusal("refused.long_origin", limit="200"))

    assert said == Told((note("refused.long_origin", limit="200"),), Mood.REFUSED)


@pytest.mark.parametrize("part", ["database", "index", "cache", "disk", "other", "something new"])
async def test_failure_is_never_a_finding(part: str) -> None:
    said = await ask(Unavailable(part, retry_after=20))

    assert isinstance(said, Told)
    assert (said.mood, said.retry_after) == (Mood.UNAVAILABLE, 20)
    assert words(said).startswith("The check could not be made")
    assert words(said).endswith("This says nothing about the claim. Try again in 20 seconds.")


async def test_what_waiting_cannot_mend_is_not_waited_for() -> None:
    said = await ask(Unavailable("database", cause=Cause.DAMAGED))

    assert isinstance(said, Told)
    assert said.retry_after == 0
    assert "Try again" not in words(said)
    assert "Waiting will not help" in words(said)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.0, "in a second"),
        (0.2, "in a second"),
        (90, "in 90 seconds"),
        (91, "in 2 minutes"),
        (3600, "in 60 minutes"),
    ],
)
async def test_waiting_time_is_never_too_short(seconds: float, told: str) -> None:
    said = await ask(Unavailable("index", retry_after=seconds))

    assert isinstance(said, Told)
    assert told in BOOK.say(said.notes[-1])


@pytest.mark.parametrize("front", PLATFORMS)
async def test_what_cannot_be_checked_now_is_answered_later(front: Front) -> None:
    talk = Conversation({TEXT: Unavailable("index", retry_after=20)})

    outcome = await talk.sends(somebody(front=front), TEXT)

    assert outcome.again_in == 20
    assert keys(outcome) == ["unavailable.index", "unavailable.no_finding", "unavailable.comes_later"]
    assert outcome.deeds == ()


async def test_damage_is_waited_for_on_a_platform() -> None:
    talk = Conversation({TEXT: Unavailable("database", retry_after=5, cause=Cause.DAMAGED)})

    outcome = await talk.sends(somebody(), TEXT)

    assert outcome.again_in is not None
    assert outcome.again_in > 60
    assert keys(outcome)[-2:] == ["unavailable.operator", "unavailable.kept"]


@pytest.mark.parametrize("front", LIVE)
async def test_nothing_comes_later_where_people_wait(front: Front) -> None:
    talk = Conversation({TEXT: Unavailable("index", retry_after=20)})

    outcome = await talk.sends(somebody(front=front), TEXT)

    assert outcome.again_in is None


@pytest.mark.parametrize("text", ["/status", "/why", "/mydata", "/settings quiet on"])
async def test_command_is_done_later_as_well(text: str) -> None:
    talk = Conversation({}, away=Unavailable("database", retry_after=3), session=Session(last="answer-1"))

    outcome = await talk.types(somebody(), text)

    assert outcome.again_in == 3
    assert keys(outcome) == ["unavailable.not_done", "unavailable.done_later"]


@pytest.mark.parametrize("front", Front)
@pytest.mark.parametrize("verb", Verb)
async def test_every_command_is_answered_in_words(verb: Verb, front: Front) -> None:
    outcome = await Conversation({}).hears(Command(somebody(front=front), verb, verb.value))

    assert len(outcome.replies) == 1
    assert words(outcome)


async def test_slip_of_the_pen_is_answered_with_what_was_meant() -> None:
    talk = Conversation({})

    outcome = await talk.types(somebody(), "/stauts 7KQ2-M4TK")

    assert "There is no command /stauts." in words(outcome)
    assert "You probably meant /status." in words(outcome)
    assert talk.checking.asked == []


@pytest.mark.parametrize(("front", "command"), [(Front.WEB, "/"), (Front.SLACK, "/verify ")])
async def test_unknown_command_names_the_known_ones(front: Front, command: str) -> None:
    outcome = await Conversation({}).hears(Command(somebody(front=front), None, "frobnicate"))

    (told,) = outcome.replies
    assert isinstance(told, Told)
    assert told.mood is Mood.REFUSED
    assert f"{command}frobnicate" in words(outcome)
    assert "status, " in words(outcome)


async def test_text_behind_check_is_checked_alone() -> None:
    talk = Conversation({TEXT: REPORT})

    outcome = await talk.types(somebody(), f"/check {TEXT}")

    assert answered(outcome).report == REPORT


async def test_bare_check_repeats_the_last_text() -> None:
    talk = Conversation({TEXT: REPORT})
    await talk.sends(somebody(), TEXT)

    outcome = await talk.types(somebody(), "/check")

    assert answered(outcome).answer == "answer-2"
    assert [submission.text for submission, _ in talk.checking.asked] == [TEXT, TEXT]


async def test_bare_check_of_nothing_says_what_to_send() -> None:
    outcome = await Conversation({}).types(somebody(front=Front.SLACK), "/check")

    assert "/verify check TEXT" in words(outcome)


async def test_whoever_leaves_is_not_followed() -> None:
    outcome = await Conversation({}, session=Session(last="answer-1")).hears(Left(somebody()))

    assert outcome.replies == ()
    assert outcome.session == Session()
    assert outcome.deeds == (Withdraw(somebody()),)


async def test_answer_is_kept_with_what_it_answers() -> None:
    talk = Conversation({TEXT: REPORT})

    outcome = await talk.hears(Message(somebody(), Submission(TEXT, forwarded_from="t.me/news"), "m7"))

    kept = talk.given_answers[answered(outcome).answer]
    assert (kept.handle, kept.submission.forwarded_from, kept.report) == ("m7", "t.me/news", REPORT)
    assert talk.session.last == kept.id


@pytest.mark.parametrize(
    ("verb", "argument"),
    [
        (Verb.ASK, "is it true that five people died"),
        (Verb.THIS, "is not true"),
        (Verb.YES, "but without the date"),
        (Verb.HELP, "arrived in Pazigyi"),
        (Verb.STATUS, "of the road to Falam: blocked"),
    ],
)
async def test_unclear_command_does_nothing(verb: Verb, argument: str) -> None:
    talk = Conversation({TEXT: REPORT})
    await talk.sends(somebody(), TEXT)
    await talk.types(somebody(), "/ask")

    outcome = await talk.hears(Command(somebody(), verb, verb.value, argument))

    assert keys(outcome) == ["refused.unclear_command"]
    assert (outcome.deeds, talk.asked) == ((), [])


@pytest.mark.parametrize("command", ["/forget", "/tip", "/ask", "/why"])
async def test_nobody_presses_anything_in_a_terminal(command: str) -> None:
    several = report(nothing("One."), nothing("Two."))
    talk, sender = Conversation({"One. Two.": several}), somebody(front=Front.CONSOLE)
    await talk.sends(sender, "One. Two.")

    said = words(await talk.types(sender, command))

    assert "Type" in said
    assert "ress a button" not in said
    assert "Press" not in said
