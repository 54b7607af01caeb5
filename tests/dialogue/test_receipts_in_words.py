"""A receipt in what somebody writes: it is told how it stands, and is never a claim."""

from dataclasses import replace

import pytest

from bot.claims.submission import Submission
from bot.people.address import Front
from bot.speech.heard import Message
from bot.speech.outcome import AddTo, TakeBack
from tests.dialogue.conversation import Conversation, keys, somebody, words
from tests.dialogue.tips.test_adding import CODE as OLDER
from tests.dialogue.tips.test_adding import holding
from tests.dialogue.tips.volunteer import Volunteer, on
from tests.fakes.reports import nothing, report

NEVER_GIVEN, MISTYPED = "7KQ2-M4TX-9AB4", "7KQ2-M4TX-9AB5"
ANNA = somebody("anna")


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "status {}",
        "Status {}?",
        " {}.\n",
        "status: {}",
        "status:{}",
        "my receipt is {}",
        "What has become of my tip {}?",
        "/status: {}",
    ],
)
@pytest.mark.parametrize("front", Front)
async def test_receipt_shows_how_it_stands(front: Front, text: str) -> None:
    tipster = on(front)
    code = await tipster.hands_in()

    outcome = await tipster.writes(text.format(code))

    assert keys(outcome)[0] == "talk.status.tip.open"
    assert outcome.deeds == ()


@pytest.mark.parametrize("text", ["{}", "my receipt is {}", "add {} More.", "forget {}", "ok"])
@pytest.mark.parametrize("forwarded_from", ["t.me/news", ""])
async def test_words_of_others_are_no_command(text: str, forwarded_from: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    said = text.format(code)
    tipster.talk.checking.answers = {said: report(nothing(said))}
    await tipster.types(f"/forget {code}")

    submission = Submission(said, forwarded_from=forwarded_from)
    outcome = await tipster.talk.hears(Message(tipster.sender, submission, is_forwarded=not forwarded_from))

    assert [given.submission.text for given in tipster.talk.given_answers.values()] == [said]
    assert not any(isinstance(deed, AddTo | TakeBack) for deed in outcome.deeds)


@pytest.mark.parametrize("text", ["drop", "yes", "send", "skip"])
async def test_words_of_others_press_nothing_of_a_tip(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()

    await tipster.talk.hears(Message(tipster.sender, Submission(text), "m2", is_forwarded=True))

    assert (tipster.at, tipster.talk.handed_in) == ("review", {})


async def test_receipt_is_read_with_gaps_and_behind_check() -> None:
    tipster = Volunteer()
    code = (await tipster.hands_in()).lower()

    gaps = await tipster.writes(code.replace("-", " "))
    alone = await tipster.talk.hears(Message(tipster.sender, Submission(code), "m2", is_alone=True))

    assert keys(gaps)[0] == keys(alone)[0] == "talk.status.tip.open"


@pytest.mark.parametrize("text", ["{}", "my receipt is {}"])
async def test_receipt_is_no_answer_of_a_tip(text: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.types("/tip")
    early = await tipster.writes(text.format(code))
    await tipster.presses("yes")
    later = await tipster.writes(text.format(code))

    assert keys(early)[0] == keys(later)[0] == "talk.status.tip.open"
    assert keys(later)[-2] == "talk.tip.still_open"
    assert tipster.at == "what"


async def test_receipt_behind_the_command_begins_no_tip() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    outcome = await tipster.types(f"/tip {code}")

    assert (keys(outcome)[0], tipster.at) == ("talk.status.tip.open", "")


CLAIMS = [
    "Rice prices in Yangon hit a five-year-high after the coup.",
    "The junta held exercises in 2015-2017-2019 near Pale.",
    "The army froze account 6850-2552-7989 of the charity.",
]


@pytest.mark.parametrize("text", CLAIMS)
@pytest.mark.parametrize("chat", ["", "group"])
async def test_words_with_hyphens_are_checked(text: str, chat: str) -> None:
    talk = Conversation({text: report(nothing(text))})

    await talk.sends(somebody(chat=chat), text)

    assert [given.submission.text for given in talk.given_answers.values()] == [text]


async def test_receipt_of_letters_is_one_where_something_stands_under_it() -> None:
    talk = Conversation({})
    talk.standings["F1VE-YEAR-H1GH"] = holding().talk.standings[OLDER]

    outcome = await talk.sends(ANNA, CLAIMS[0])

    assert "talk.beside.ask" in keys(outcome)


async def test_words_beside_a_receipt_are_checked_where_others_read_along() -> None:
    tipster = Volunteer()
    said = f"Soldiers burned Pale, says {await tipster.hands_in()}."
    tipster.talk.checking.answers = {said: report(nothing(said))}

    await tipster.talk.sends(somebody(chat="group"), said)

    assert [given.submission.text for given in tipster.talk.given_answers.values()] == [said]


@pytest.mark.parametrize("begin", ["/tip", "/add {}"])
async def test_whoever_takes_it_back_adds_nothing(begin: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.types(begin.format(code))

    outcome = await tipster.writes(f"forget {code}, they know me")

    assert "talk.takeback.what" in keys(outcome)
    assert tipster.talk.added == []


@pytest.mark.parametrize("text", [MISTYPED, "2021-2025", f"{NEVER_GIVEN}: five dead"])
async def test_other_words_answer_a_tip(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()

    await tipster.writes(text)

    assert tipster.at == "where"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (MISTYPED, "refused.bad_code"),
        (f"status {MISTYPED}", "refused.bad_code"),
        (f"add {MISTYPED} More.", "refused.bad_code"),
        (f"forget {NEVER_GIVEN} please", "refused.unknown_code"),
        (f"forget {MISTYPED} please", "refused.bad_code"),
        (f"forget {NEVER_GIVEN}", "refused.unknown_code"),
        (f"stauts {NEVER_GIVEN}", "refused.unknown_command"),
        (f"stauts: {NEVER_GIVEN}", "refused.unknown_command"),
        (f"about {NEVER_GIVEN}", "refused.unknown_code"),
        (f"my receipt is {MISTYPED}", "refused.bad_code"),
    ],
)
async def test_nothing_like_a_receipt_is_a_claim(text: str, key: str) -> None:
    talk = Conversation({})

    for is_edit in (False, True):
        outcome = await talk.sends(ANNA, text, is_edit=is_edit)

        assert keys(outcome)[0] == key
        assert outcome.deeds == ()


async def test_unknown_receipt_says_what_became_of_the_words() -> None:
    outcome = await Conversation({}).sends(ANNA, f"They sent us {NEVER_GIVEN}: soldiers burned Pale.")

    assert keys(outcome)[:2] == ["refused.unknown_code", "talk.beside.nowhere"]


@pytest.mark.parametrize("text", ["/forget {} please", "/forget {}, I am in danger", "delete {} now"])
async def test_receipt_with_more_words_is_taken_back_alone(text: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    asking = (
        await tipster.writes(text.format(code)) if text[0] != "/" else await tipster.types(text.format(code))
    )

    outcome = await tipster.writes("yes")

    assert "talk.takeback.what" in keys(asking)
    assert outcome.deeds == (TakeBack(code),)


async def test_nobody_is_led_to_delete_everything() -> None:
    outcome = await Conversation({}).types(ANNA, "/forget what I told you")

    assert "everything that is kept of you" in words(outcome)


async def test_receipt_is_not_told_of_where_others_read_along() -> None:
    talk = Conversation({})

    outcome = await talk.sends(somebody(chat="group"), f"status {NEVER_GIVEN}")

    assert keys(outcome) == ["refused.only_in_private"]


async def test_change_of_what_was_added_adds_nothing() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"add {code} More.")

    outcome = await tipster.talk.sends(tipster.sender, f"add {code} Moore.", is_edit=True)

    assert [type(deed) for deed in tipster.talk.deeds if isinstance(deed, AddTo)] == [AddTo]
    assert keys(outcome)[0] == "talk.more.ask"


@pytest.mark.parametrize(
    "text",
    [
        "2021-2022",
        "Bombed again",
        "5 May 2021",
        "massacre",
        "Three MI35-MI17-MI24 helicopters crashed",
        "Three MI35-7K17 helicopters crashed",
    ],
)
async def test_other_short_words_are_texts(text: str) -> None:
    talk = Conversation({text: report(nothing(text))})

    await talk.sends(replace(ANNA), text)

    assert [given.submission.text for given in talk.given_answers.values()] == [text]
