"""What concerns one person: their questions, settings, and what is kept of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.claims.submission import Submission
from bot.desk.acts import Decide
from bot.desk.decision import Conclusion, Decision
from bot.dialogue.parts import Facts
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.person import Holdings, Person
from bot.speech.choices import Act, Choice
from bot.speech.heard import Excess, From, Message
from bot.speech.outcome import Ask, Forget, Prefer
from bot.speech.replies import Mood, Told
from bot.speech.session import Session
from tests.dialogue.conversation import BOOK, Conversation, acts, choice_of, keys, somebody, words
from tests.dialogue.desk.cases import THIRI
from tests.fakes.reports import nothing, report

TEXT = "A claim."
ANNA, BERTA, GROUP = somebody("anna"), somebody("berta"), somebody("anna", chat="group")
REPORTS = {TEXT: report(nothing(TEXT))}


async def with_question() -> tuple[Conversation, str]:
    """A conversation in which Anna has asked the moderators, and her receipt."""
    talk = Conversation(REPORTS)
    await talk.sends(ANNA, TEXT)
    await talk.types(ANNA, "/ask")
    await talk.types(ANNA, "/yes")
    return talk, talk.asked[0][0].code


async def test_own_questions_are_listed_without_words() -> None:
    talk, code = await with_question()

    outcome = await talk.types(ANNA, "/status")

    assert words(outcome).startswith(
        f"{code}, a question of 1 Mar 2026: waits for a moderator. A receipt tells"
    )


@pytest.mark.parametrize("written", [str.lower, lambda code: code.replace("-", " "), str])
async def test_receipt_is_read_however_it_is_typed(written: Callable[[str], str]) -> None:
    talk, code = await with_question()

    outcome = await talk.types(ANNA, f"/status {written(code)}")

    assert keys(outcome) == ["talk.status.question.open"]


async def test_receipt_tells_whoever_holds_it() -> None:
    talk, code = await with_question()

    outcome = await talk.types(BERTA, f"/status {code}")

    assert keys(outcome) == ["talk.status.question.open"]


async def test_receipt_that_was_never_given_tells_nothing() -> None:
    outcome = await Conversation({}).types(BERTA, "/status 7KQ2-M4TK")

    assert keys(outcome) == ["refused.unknown_code"]


async def test_slip_of_the_pen_is_told() -> None:
    outcome = await Conversation({}).types(ANNA, "/status 7KQ2-M4TY")

    assert keys(outcome) == ["refused.bad_code"]


async def test_link_with_a_receipt_shows_how_it_stands() -> None:
    talk, code = await with_question()

    outcome = await talk.types(ANNA, f"/start {code}")

    assert keys(outcome) == ["talk.status.question.open"]


async def test_list_tells_outcomes_of_the_newest() -> None:
    talk, _ = await with_question()
    for number in range(4):
        talk.post.bring(Ask(replace(talk.asked[0][0], code=f"AAAA-AAA{number}"), ANNA))
    case = await talk.post.desk.act(1, Decide(Decision(Conclusion.REJECTED, "It is a joke.")), THIRI)
    talk.clock.pass_by(60)
    await talk.post.desk.answer(1, {}, revision=case.revision)

    outcome = await talk.types(ANNA, "/status")

    assert keys(outcome).count("talk.status.question.closed") == 5
    assert keys(outcome).count("talk.outcome.rejected") == 3


async def test_outcome_repeats_the_claim_to_whoever_asked_it_alone() -> None:
    talk, code = await with_question()
    case = await talk.post.desk.act(1, Decide(Decision(Conclusion.REJECTED, "It is a joke.")), THIRI)
    talk.clock.pass_by(60)
    await talk.post.desk.answer(1, {}, revision=case.revision)
    claim = talk.asked[0][0].claim.text

    own, others = await talk.types(ANNA, f"/status {code}"), await talk.types(BERTA, f"/status {code}")

    assert claim in words(await talk.types(ANNA, "/status"))
    assert keys(own) == [
        "talk.status.question.closed",
        "talk.outcome.sent",
        "talk.outcome.rejected",
        "talk.outcome.reason",
    ]
    assert claim in words(own)
    assert claim not in words(others)


async def test_long_list_is_cut() -> None:
    talk, _ = await with_question()
    for number in range(12):
        question = replace(talk.asked[0][0], code=f"AAAA-{number:04}")
        talk.post.bring(Ask(question, ANNA))

    outcome = await talk.types(ANNA, "/status")

    assert len(keys(outcome)) == 12
    assert "3 older questions are not listed. Their receipts tell how they stand." in words(outcome)


@pytest.mark.parametrize("command", ["/status", "/settings", "/mydata", "/forget", "/settings quiet on"])
async def test_personal_things_are_not_told_in_a_group(command: str) -> None:
    outcome = await Conversation({}).types(GROUP, command)

    assert (keys(outcome), outcome.deeds) == (["refused.only_in_private"], ())


@pytest.mark.parametrize("act", [Act.QUIET, Act.LOUD, Act.LANGUAGE, Act.FORGET])
async def test_personal_things_are_not_pressed_in_a_group(act: Act) -> None:
    outcome = await Conversation({}).presses(GROUP, Choice(act, value="en"))

    assert (keys(outcome), outcome.deeds) == (["refused.only_in_private"], ())


@pytest.mark.parametrize(
    ("command", "is_quiet"), [("/settings quiet on", True), ("/settings quiet OFF", False)]
)
async def test_quiet_is_kept_and_counts_at_once(command: str, is_quiet: bool) -> None:
    talk = Conversation({}, people={"anna": Person(is_quiet=not is_quiet, is_greeted=True)})

    outcome = await talk.types(ANNA, command)

    assert talk.people["anna"] == Person(is_quiet=is_quiet, is_greeted=True)
    assert outcome.session.is_quiet is is_quiet


async def test_settings_offer_what_is_not_set() -> None:
    talk = Conversation({}, facts=Facts(languages=("en", "my")))

    outcome = await talk.types(ANNA, "/settings")
    quiet = await talk.presses(ANNA, choice_of(outcome, Act.QUIET))

    assert choice_of(outcome, Act.LANGUAGE).value == "my"
    assert quiet.session.is_quiet
    assert Act.LOUD in acts(await talk.types(ANNA, "/settings"))


@pytest.mark.parametrize("front", [Front.SLACK, Front.WEB, Front.CONSOLE])
async def test_no_sound_is_promised_where_there_is_none(front: Front) -> None:
    talk = Conversation({}, facts=Facts(languages=("en", "my")))

    shown = await talk.types(somebody(front=front), "/settings")
    switched = await talk.types(somebody(front=front), "/settings quiet on")

    assert acts(shown) == [Act.LANGUAGE]
    assert "sound" not in words(shown)
    assert (keys(switched), switched.deeds) == (["refused.no_sound"], ())


async def test_language_is_kept() -> None:
    talk = Conversation({}, facts=Facts(languages=("en", "my")))

    outcome = await talk.presses(ANNA, Choice(Act.LANGUAGE, value="my"))

    assert (talk.people["anna"].language, outcome.session.language) == ("my", "my")


@pytest.mark.parametrize("command", ["/settings language tlh", "/settings quiet", "/settings sound up"])
async def test_unknown_setting_changes_nothing(command: str) -> None:
    outcome = await Conversation({}).types(ANNA, command)

    (told,) = outcome.replies
    assert isinstance(told, Told)
    assert (told.mood, outcome.deeds) == (Mood.REFUSED, ())


@pytest.mark.parametrize(
    ("chosen", "hint", "expected"),
    [
        ("", "", "en"),
        ("", "my-MM", "my"),
        ("", "my_MM", "my"),
        ("", "de", "en"),
        ("en", "my", "en"),
        ("de", "my", "my"),
    ],
)
async def test_language_is_the_first_we_have(chosen: str, hint: str, expected: str) -> None:
    talk = Conversation({}, facts=Facts(languages=("en", "my")), people={"anna": Person(language=chosen)})

    outcome = await talk.types(somebody("anna", language=hint), "/cancel")

    assert outcome.session.language == expected


async def test_counts_are_told_and_no_contents() -> None:
    talk, _ = await with_question()
    talk.held = Holdings(answers=1, questions=2, waiting=0, is_known=True)

    outcome = await talk.types(ANNA, "/mydata")

    assert "1 answer, with its text." in words(outcome)
    assert "2 questions and tips with the moderators." in words(outcome)
    assert "72 hours" in words(outcome)
    assert TEXT not in words(outcome)


async def test_forgetting_is_asked_first() -> None:
    talk, _ = await with_question()

    outcome = await talk.types(ANNA, "/forget")

    assert outcome.deeds == ()
    assert acts(outcome) == [Act.AGREE, Act.CANCEL]


@pytest.mark.parametrize("way", ["button", "/yes"])
async def test_everything_is_forgotten_on_a_yes(way: str) -> None:
    talk, _ = await with_question()
    asked = await talk.types(ANNA, "/forget")

    yes = choice_of(asked, Act.AGREE)
    outcome = await (talk.types(ANNA, way) if way == "/yes" else talk.presses(ANNA, yes))

    assert outcome.deeds == (Forget(ANNA),)
    assert outcome.session == Session()
    assert "out of our reach" in words(outcome)
    assert keys(await talk.types(ANNA, "/why")) == ["refused.no_answer"]


async def test_yes_to_a_question_does_not_forget() -> None:
    talk = Conversation(REPORTS)
    await talk.sends(ANNA, TEXT)
    forget = choice_of(await talk.types(ANNA, "/forget"), Act.AGREE)
    await talk.types(ANNA, "/ask")

    outcome = await talk.presses(ANNA, forget)

    assert outcome.deeds == ()


async def test_no_keeps_everything() -> None:
    talk, _ = await with_question()
    asked = await talk.types(ANNA, "/forget")

    outcome = await talk.presses(ANNA, choice_of(asked, Act.CANCEL))

    assert keys(outcome) == ["talk.cancelled.forget"]
    assert talk.given_answers


@pytest.mark.parametrize("front", [Front.TELEGRAM, Front.SLACK])
async def test_first_answer_is_followed_by_what_is_kept(front: Front) -> None:
    talk = Conversation(REPORTS)
    anna = somebody("anna", front=front)

    first = await talk.sends(anna, TEXT)
    second = await talk.sends(anna, TEXT, handle="m2")

    assert "72 hours" in words(first)
    assert Prefer(anna.person, Person(is_greeted=True)) in first.deeds
    assert words(second) == ""


@pytest.mark.parametrize(
    "sender", [GROUP, somebody("anna", front=Front.WEB), somebody("anna", front=Front.CONSOLE)]
)
async def test_groups_and_pages_are_not_greeted(sender: From) -> None:
    talk = Conversation(REPORTS)

    outcome = await talk.sends(sender, TEXT)

    assert words(outcome) == ""


@pytest.mark.parametrize("command", ["/start", "/privacy"])
async def test_whoever_has_read_it_is_not_told_again(command: str) -> None:
    talk = Conversation(REPORTS)
    await talk.types(ANNA, command)

    outcome = await talk.sends(ANNA, TEXT)

    assert words(outcome) == ""


async def test_greeting_keeps_what_was_chosen() -> None:
    talk = Conversation(REPORTS, people={"old": Person(language="en", is_quiet=True)})

    await talk.sends(somebody("new", formerly=("old",)), TEXT)

    assert talk.people["new"] == Person(language="en", is_quiet=True, is_greeted=True)


@pytest.mark.parametrize(
    ("seconds", "says"), [(1, "a second"), (45, "45 seconds"), (121, "3 minutes"), (7201, "3 hours")]
)
async def test_too_much_is_told_with_its_end(seconds: int, says: str) -> None:
    outcome = await Conversation({}).hears(Excess(ANNA, seconds))

    (told,) = outcome.replies
    assert isinstance(told, Told)
    assert (told.mood, told.retry_after) == (Mood.REFUSED, seconds)
    assert says in words(outcome)


@pytest.mark.parametrize("command", ["/start", "/privacy"])
@pytest.mark.parametrize("channel", ["", "Signal +1 555 0100"])
async def test_safer_way_is_named_or_missed(command: str, channel: str) -> None:
    talk = Conversation({}, facts=Facts(newsroom="The Daily", safer_channel=channel))

    outcome = await talk.types(ANNA, command)

    assert (channel or "No safer way") in words(outcome)
    assert "The Daily" in words(outcome)


@pytest.mark.parametrize(
    ("front", "audience", "lasts"),
    [
        (Front.TELEGRAM, Audience.PUBLIC, "Kept for 72 hours"),
        (Front.SLACK, Audience.NEWSROOM, "Kept for 90 days"),
        (Front.WEB, Audience.PUBLIC, "Kept for 12 hours"),
        (Front.CONSOLE, Audience.NEWSROOM, "Kept for 12 hours"),
    ],
)
async def test_policy_tells_the_time_of_this_front(front: Front, audience: Audience, lasts: str) -> None:
    outcome = await Conversation({}).types(somebody(front=front, audience=audience), "/privacy")

    assert lasts in words(outcome)
    assert f"talk.privacy.{front.value}" in keys(outcome)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("contact", "refused.not_taken.contact"),
        ("place", "refused.not_taken.location"),
        ("poll", "refused.not_taken.poll"),
    ],
)
async def test_data_about_people_is_refused_unread(kind: str, key: str) -> None:
    talk = Conversation({})

    outcome = await talk.hears(Message(ANNA, Submission("", attachments=(kind,))))

    assert keys(outcome)[0] == key
    assert BOOK.text(key)
    assert talk.checking.asked == []
