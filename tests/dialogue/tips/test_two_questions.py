"""Another question is open beside a tip, or beside what is to be added: a plain word is taken for neither, however often it comes."""

import pytest

from bot.claims.submission import Submission
from bot.desk.tip import TipField
from bot.people.address import Front
from bot.speech.heard import Message
from bot.speech.outcome import AddTo, Forget, HandIn, TakeBack
from tests.dialogue.conversation import buttons, keys, words
from tests.dialogue.tips.photographer import PHOTO, Photographer
from tests.dialogue.tips.volunteer import Volunteer, on

DONE = (AddTo, Forget, HandIn, TakeBack)
STEPS = ("consent", *(each.value for each in TipField), "review", "change", "leave")
MORE = "the army came back at six"


async def standing_at(name: str, tipster: Volunteer) -> Volunteer:
    await tipster.types("/tip")
    if name == "consent":
        return tipster
    await tipster.writes("yes")
    fields = [
        each for each in TipField if name not in STEPS[1:8] or STEPS.index(each.value) < STEPS.index(name)
    ]
    if fields:
        await tipster.answers(*fields)
    if name in {"change", "leave"}:
        await tipster.writes("change" if name == "change" else "I changed my mind")
    assert tipster.at == name
    return tipster


@pytest.mark.parametrize("word", ["yes", "No.", "Ok", "Yes, delete it"])
@pytest.mark.parametrize("name", STEPS)
async def test_plain_word_answers_neither_question(name: str, word: str) -> None:
    tipster = await standing_at(name, Volunteer())
    before = tipster.talk.session.writing[-1].draft
    await tipster.types("/forget")

    for _ in range(3):
        outcome = await tipster.writes(word)

        assert keys(outcome)[:3] == ["talk.both.open", "talk.both.forget", "talk.both.tip"]
        assert (tipster.at, tipster.talk.session.writing[-1].draft) == (name, before)
        assert (buttons(outcome), outcome.deeds) == ([], ())


@pytest.mark.parametrize("front", Front)
async def test_way_on_is_told_for_each_question(front: Front) -> None:
    tipster = await standing_at("publish", on(front))
    await tipster.types("/forget")

    said = words(await tipster.writes("yes"))
    await tipster.types("/cancel")
    await tipster.writes("yes")

    assert "nothing was deleted, handed in or added" in said
    assert f"send {'/verify ' if front is Front.SLACK else '/'}yes" in said
    assert tipster.at == "ask_back"


@pytest.mark.parametrize(("name", "word"), [("consent", "yes"), ("publish", "no"), ("review", "send")])
async def test_word_that_presses_in_the_terminal_is_held_back(name: str, word: str) -> None:
    tipster = await standing_at(name, on(Front.CONSOLE))
    await tipster.types("/forget")

    for _ in range(2):
        await tipster.types("/help")
        outcome = await tipster.presses(word)

        assert keys(outcome)[:3] == ["talk.both.open", "talk.both.forget", "talk.both.tip"]
        assert (tipster.at, outcome.deeds) == (name, ())


async def test_command_still_deletes() -> None:
    tipster = await standing_at("review", Volunteer())
    await tipster.types("/forget")
    await tipster.writes("yes")

    assert (await tipster.types("/yes")).deeds == (Forget(tipster.sender),)


@pytest.mark.parametrize(
    ("asks", "key"), [("/forget {}", "talk.both.takeback"), ("/forget", "talk.both.forget")]
)
async def test_answer_in_words_leaves_the_other_question_open(asks: str, key: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await standing_at("evidence", tipster)
    await tipster.types(asks.format(code))

    await tipster.writes("There are pictures.")
    outcome = await tipster.writes("yes")

    assert (tipster.at, keys(outcome)[1], outcome.deeds) == ("publish", key, ())


async def test_word_of_the_tip_alone_is_for_the_tip() -> None:
    tipster = await standing_at("review", Volunteer())
    await tipster.types("/forget")

    outcome = await tipster.writes("send")

    assert (keys(outcome)[0], len(tipster.talk.handed_in)) == ("talk.cancelled.forget", 1)


async def test_word_behind_the_command_of_slack_answers_neither() -> None:
    tipster = await standing_at("review", on(Front.SLACK))
    await tipster.types("/forget")
    said = Message(tipster.sender, Submission("ok"), is_alone=True, may_answer=True)

    outcome = await tipster.talk.hears(said)

    assert (keys(outcome)[0], outcome.deeds) == ("talk.both.open", ())


async def test_picture_with_a_word_is_taken_in_and_hands_nothing_in() -> None:
    tipster = Photographer()
    await tipster.at_review()
    await tipster.types("/forget")

    outcome = await tipster.sends(PHOTO, text="ok")

    assert keys(outcome)[:2] == ["talk.picture.added", "talk.both.open"]
    assert (tipster.at, len(tipster.drafted), tipster.talk.handed_in) == ("review", 1, {})


@pytest.mark.parametrize("word", ["yes", "no"])
async def test_word_is_not_added_to_a_receipt(word: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")
    await tipster.types(f"/add {code}")

    held = [keys(await tipster.writes(word)) for _ in range(2)]
    assert tipster.talk.added == []
    await tipster.types("/yes")

    assert held == [["talk.both.open", "talk.both.add", "talk.both.more"]] * 2
    assert [one.text for one in tipster.talk.added] == [MORE]
