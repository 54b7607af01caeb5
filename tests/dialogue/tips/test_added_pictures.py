"""Pictures that are put to a receipt later."""

import pytest

from bot.desk.picture import MOST_PICTURES
from bot.desk.question import OpenQuestion, QuestionState
from bot.errors import Refusal
from bot.speech.attached import Attachment
from bot.speech.heard import Command, Verb
from bot.speech.outcome import AddTo, Attach
from tests.dialogue.conversation import NOON, keys, words
from tests.dialogue.tips.photographer import PHOTO, Photographer
from tests.dialogue.tips.volunteer import Volunteer

MORE = "They came in four lorries."


async def handed_in(tipster: Photographer, *attached: Attachment) -> str:
    await tipster.at_review(*attached)
    await tipster.presses("send")
    [code] = tipster.talk.handed_in
    return code


async def test_picture_is_added_under_its_receipt() -> None:
    tipster = Photographer()
    code = await handed_in(tipster, PHOTO)
    asked = await tipster.types(f"/add {code}")

    outcome = await tipster.sends(PHOTO, PHOTO, text=MORE)

    assert "talk.tip.consent.pictures.kept" in keys(asked)
    assert keys(outcome) == ["talk.more.added", "talk.more.pictures"]
    [added] = tipster.talk.added
    assert (added.text, len(added.pictures)) == (MORE, 2)
    assert [type(deed) for deed in outcome.deeds] == [Attach, AddTo]
    assert "3 pictures are kept with it" in words(await tipster.types(f"/status {code}"))
    assert tipster.talk.handed_in[code].with_checksum() == tipster.talk.handed_in[code]


async def test_picture_that_comes_with_the_command_is_added() -> None:
    tipster = Photographer()
    code = await handed_in(tipster)

    outcome = await tipster.talk.hears(
        Command(tipster.sender, Verb.ADD, "add", code, "m1", attached=(PHOTO,))
    )

    assert keys(outcome) == ["talk.more.added", "talk.more.pictures"]
    [added] = tipster.talk.added
    assert (added.text, len(added.pictures)) == ("", 1)


async def test_picture_that_cannot_be_added_is_asked_for_again() -> None:
    tipster = Photographer()
    code = await handed_in(tipster)
    await tipster.types(f"/add {code}")
    tipster.taking.failures.append(Refusal("refused.picture.unreadable"))

    outcome = await tipster.sends(PHOTO)
    await tipster.writes(MORE)

    assert keys(outcome)[:3] == ["refused.picture.unreadable", "talk.safer.channel", "talk.more.ask"]
    assert [(one.text, one.pictures) for one in tipster.talk.added] == [(MORE, ())]


async def test_as_many_pictures_are_added_as_go_along_with_a_tip() -> None:
    tipster = Photographer()
    code = await handed_in(tipster, *[PHOTO] * MOST_PICTURES)
    for count in (MOST_PICTURES - 1, 2):
        await tipster.types(f"/add {code}")
        outcome = await tipster.sends(*[PHOTO] * count)

    assert "talk.more.too_many_pictures" in keys(outcome)
    assert sum(len(one.pictures) for one in tipster.talk.added) == MOST_PICTURES


async def test_nothing_is_fetched_for_a_receipt_that_is_closed() -> None:
    tipster = Photographer()
    code = await handed_in(tipster)
    tipster.talk.standings[code] = OpenQuestion(code, QuestionState.CLOSED, NOON, is_tip=True)

    outcome = await tipster.talk.hears(
        Command(tipster.sender, Verb.ADD, "add", code, "m1", attached=(PHOTO,))
    )

    assert keys(outcome) == ["refused.more_closed"]
    assert tipster.taking.taken == []


@pytest.mark.parametrize("verb", [Verb.TIP, Verb.ADD])
async def test_what_comes_with_a_command_in_vain_is_told(verb: Verb) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    argument = MORE if verb is Verb.TIP else f"{code} {MORE}"

    outcome = await tipster.talk.hears(
        Command(tipster.sender, verb, verb.value, argument, "m1", attached=(Attachment("photo"),))
    )

    assert "talk.tip.not_taken" in keys(outcome)


async def test_words_are_added_where_no_pictures_are_taken() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.types(f"/add {code}")

    outcome = await tipster.writes(MORE, attachments=("photo",))

    assert keys(outcome) == ["talk.more.added", "talk.more.words_alone"]
