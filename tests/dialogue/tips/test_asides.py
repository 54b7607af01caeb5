"""What is said in the middle of a tip that is no part of it: questions about it, lone words, and the wish to get out."""

import pytest

from bot.desk.tip import Draft, TipField
from bot.dialogue.parts import Facts
from bot.dialogue.tips.read_aside import Topic, is_doubtful, topics_of, wants_out
from tests.dialogue.conversation import Conversation, buttons, keys, words
from tests.dialogue.tips.volunteer import WHAT, Volunteer

FIRST = Draft(((TipField.WHAT, WHAT),), agreed=True)


def draft_of(tipster: Volunteer) -> Draft | None:
    return tipster.talk.session.writing[0].draft


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what happens with my name?", "of you they learn what you write yourself"),
        ("Who reads this?", "The moderators of The Daily read"),
        ("is this anonymous?", "are not shown your account"),
        ("How long do you keep it?", "30 days longer"),
        ("can I send photos?", "Pictures and files are not taken in"),
        ("will you publish it?", "without an answer we treat it as no"),
    ],
)
async def test_question_at_consent_is_answered_and_not_kept(text: str, told: str) -> None:
    tipster = Volunteer(Conversation({}, facts=Facts(newsroom="The Daily")))
    await tipster.types("/tip")

    outcome = await tipster.writes(text)

    assert told in words(outcome)
    assert keys(outcome)[-1] == "talk.tip.consent.agree"
    assert (tipster.at, draft_of(tipster)) == ("consent", Draft())


async def test_question_within_the_questions_leaves_them_as_they_stand() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    outcome = await tipster.writes("Who reads this?")

    assert keys(outcome)[0] == "talk.tip.no_part"
    assert keys(outcome)[-1] == "form.tip.where"
    assert (tipster.at, draft_of(tipster)) == ("where", FIRST)


@pytest.mark.parametrize("screen", ["review", "change"])
async def test_question_at_the_end_hands_nothing_in(screen: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()
    if screen == "change":
        await tipster.presses("change")

    outcome = await tipster.writes("is this anonymous?")

    assert keys(outcome)[0] == "talk.tip.no_part"
    assert tipster.at == screen
    assert tipster.talk.handed_in == {}


async def test_question_behind_the_command_is_answered_by_consent() -> None:
    tipster = Volunteer()

    await tipster.types("/tip what happens with my name?")

    assert (tipster.at, draft_of(tipster)) == ("consent", Draft())


@pytest.mark.parametrize(
    "text",
    ["Did you hear the bombing? They burned 20 houses", "Who killed them?", "who reads this? They shot 3"],
)
async def test_report_that_asks_is_kept(text: str) -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    await tipster.writes(text)

    assert draft_of(tipster) == Draft(((TipField.WHAT, text),))


async def test_doubtful_question_is_kept_when_it_comes_again() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    asked = await tipster.writes("Can you help my brother?")
    kept = await tipster.writes("Can you help my brother?")

    assert "send it once more" in words(asked)
    assert "talk.tip.agree_first" in keys(kept)
    draft = draft_of(tipster)
    assert draft is not None
    assert draft.answer(TipField.WHAT) == "Can you help my brother?"


@pytest.mark.parametrize("text", ["maybe", "ok", "What?", "no"])
async def test_lone_word_is_asked_back_once(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()

    asked = await tipster.writes(text)
    stood = tipster.at
    await tipster.writes(text)

    assert keys(asked) == ["talk.tip.once_more", "form.tip.what"]
    assert (stood, tipster.at) == ("what", "where")


async def test_lone_word_tells_how_to_leave_a_question_out() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    outcome = await tipster.writes("maybe")

    assert "talk.tip.or_skip" in keys(outcome)
    assert "skip" in [button.choice.value for button in buttons(outcome)]


FRIGHTENED = [
    "wait I'm scared, can you delete everything?",
    "I changed my mind",
    "delete",
    "I don’t want to do this anymore",
    "please stop",
    "ဖျက်ပေးပါ",
]


@pytest.mark.parametrize("text", FRIGHTENED)
@pytest.mark.parametrize("answered", [0, 1, 5, 7])
async def test_whoever_wants_out_is_asked_first(text: str, answered: int) -> None:
    tipster = Volunteer()
    await tipster.begins()
    for field in tuple(TipField)[:answered]:
        await tipster.answers(field)
    before = draft_of(tipster)

    outcome = await tipster.writes(text)

    assert keys(outcome) == ["talk.tip.leave"]
    assert (tipster.at, draft_of(tipster)) == ("leave", before)


async def test_whoever_wants_out_before_agreeing_is_asked_too() -> None:
    tipster = Volunteer()
    consent = await tipster.types("/tip")
    await tipster.writes("I changed my mind")

    old = await tipster.talk.presses(tipster.sender, tipster.old_button(consent, "yes"))
    await tipster.writes("yes")

    assert keys(old) == ["refused.tip_other_step"]
    assert tipster.talk.session.writing == ()


@pytest.mark.parametrize("text", ["yes", "delete it please", "Yes, delete everything!", "ဖျက်ပေးပါ"])
async def test_clear_word_throws_it_away_once_asked(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.writes("I'm scared")

    outcome = await tipster.writes(text)

    assert keys(outcome) == ["talk.tip.dropped"]


@pytest.mark.parametrize("text", ["I'm scared", "I changed my mind", "wait"])
async def test_unclear_word_throws_nothing_away(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    await tipster.writes("I'm scared")

    await tipster.writes(text)

    assert draft_of(tipster) is not None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("no", "where"),
        ("don't delete it", "where"),
        ("No, go on", "where"),
        ("go on", "where"),
        ("Pale township", "when"),
    ],
)
async def test_going_on_loses_nothing(text: str, at: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    await tipster.writes("I'm scared")

    await tipster.writes(text)

    draft = draft_of(tipster)
    assert draft is not None
    assert (tipster.at, draft.answer(TipField.WHAT)) == (at, WHAT)


async def test_reminder_asks_no_other_question_that_a_yes_would_answer() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")
    await tipster.writes("I'm scared")

    outcome = await tipster.types("/help")

    assert keys(outcome)[-2:] == ["talk.tip.still_open", "talk.tip.leave"]


async def test_yes_to_another_question_throws_no_tip_away() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    await tipster.writes("I'm scared")
    await tipster.types("/forget")

    await tipster.writes("yes")

    assert (tipster.at, draft_of(tipster)) == ("leave", FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "I am scared. Soldiers burned my house",
        "They deleted everything from my phone",
        "I want to leave Kani",
        "They stopped us at the gate",
        "I am afraid they burned it",
        "The police told me to delete it",
        "never",
    ],
)
def test_report_of_fear_is_no_wish_to_stop(text: str) -> None:
    assert not wants_out(text)


def test_several_questions_are_answered_together() -> None:
    assert topics_of("Hello. Is it safe? Who reads this?") == (Topic.NAME, Topic.READERS)


@pytest.mark.parametrize("text", ["Is the bridge open?", "They read this out", "Where is my brother of 12?"])
def test_other_questions_are_not_about_the_tip(text: str) -> None:
    assert topics_of(text) == ()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (TipField.WHEN, "5:30"),
        (TipField.WHEN, "not sure"),
        (TipField.WHERE, "Kani?"),
        (TipField.EVIDENCE, "no"),
        (TipField.WHAT, "Why did they kill him?"),
        (TipField.HOW, "ကျွန်တော်မြင်တယ်"),
        (TipField.WHAT, "fire"),
    ],
)
def test_short_answers_are_not_doubted(field: TipField, text: str) -> None:
    assert not is_doubtful(field, text)


def test_question_to_us_needs_no_mark() -> None:
    assert is_doubtful(None, "are you from the government")
    assert not is_doubtful(None, "are they from the government")
