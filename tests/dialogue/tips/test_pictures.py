"""Pictures that go along with a tip."""

from dataclasses import replace

import pytest

from bot.claims.submission import Submission
from bot.desk.picture import MOST_PICTURES
from bot.desk.tip import Tip
from bot.errors import Refusal, Unavailable
from bot.people.address import Front
from bot.speech.attached import Attachment
from bot.speech.forms import Form
from bot.speech.heard import Command, Filled, Message, Verb
from bot.speech.outcome import Attach, HandIn
from tests.dialogue.conversation import buttons, keys, somebody, words
from tests.dialogue.tips.photographer import PHOTO, Photographer, Taking, a_picture
from tests.dialogue.tips.volunteer import WHAT, Volunteer


async def test_picture_goes_along_with_the_tip() -> None:
    tipster = Photographer()
    review = await tipster.at_review(PHOTO, PHOTO)

    outcome = await tipster.presses("send")

    assert "Pictures: 2" in words(review)
    [tip] = tipster.talk.handed_in.values()
    assert [picture.name for picture in tip.pictures] == [one.picture.name for one in tipster.talk.attached]
    assert "talk.tip.receipt.pictures" in keys(outcome)


async def test_picture_is_no_answer() -> None:
    tipster = Photographer()
    await tipster.begins()

    outcome = await tipster.sends(PHOTO)

    assert keys(outcome)[0] == "talk.picture.added"
    assert tipster.at == "what"
    assert tipster.taking.taken == ["telegram:AgAC"]


async def test_words_below_the_picture_are_the_answer() -> None:
    tipster = Photographer()
    await tipster.begins()

    await tipster.sends(PHOTO, text=WHAT)

    assert tipster.at == "where"
    assert len(tipster.drafted) == 1


async def test_picture_before_consent_is_not_lost() -> None:
    tipster = Photographer()
    await tipster.types("/tip")

    await tipster.sends(PHOTO)
    assert tipster.at == "consent"
    await tipster.writes("yes")

    assert len(tipster.drafted) == 1
    assert not any(isinstance(deed, HandIn) for deed in tipster.talk.deeds)


async def test_picture_with_the_command_goes_along() -> None:
    tipster = Photographer()

    outcome = await tipster.talk.hears(
        Command(tipster.sender, Verb.TIP, "tip", WHAT, attached=(PHOTO, Attachment("video")))
    )

    assert tipster.at == "consent"
    assert len(tipster.drafted) == len(tipster.talk.attached) == 1
    assert keys(outcome)[:2] == ["talk.picture.added", "talk.picture.not_taken.video"]


async def test_picture_with_the_command_is_not_fetched_in_a_group() -> None:
    tipster = Photographer(sender=somebody(chat="group"))

    await tipster.talk.hears(Command(tipster.sender, Verb.TIP, "tip", WHAT, attached=(PHOTO,)))

    assert tipster.taking.taken == []


async def test_picture_at_the_end_is_shown_there() -> None:
    tipster = Photographer()
    await tipster.at_review()

    outcome = await tipster.sends(PHOTO)

    assert tipster.at == "review"
    assert "Pictures: one" in words(outcome)


async def test_pictures_can_be_taken_out_again() -> None:
    tipster = Photographer()
    await tipster.at_review(PHOTO)
    await tipster.presses("change")

    outcome = await tipster.presses("without")

    assert "Pictures: none" in words(outcome)
    assert tipster.drafted == []


async def test_nothing_can_be_taken_out_where_nothing_is() -> None:
    tipster = Photographer()
    await tipster.at_review()

    outcome = await tipster.presses("change")

    assert "without" not in [button.choice.value for button in buttons(outcome)]


async def test_no_more_than_so_many_pictures_are_fetched() -> None:
    tipster = Photographer()
    await tipster.begins()

    outcome = await tipster.sends(*[PHOTO] * (MOST_PICTURES + 2))

    assert len(tipster.drafted) == len(tipster.taking.taken) == MOST_PICTURES
    assert "talk.picture.too_many" in keys(outcome)


async def test_picture_that_cannot_be_had_holds_nothing_up() -> None:
    tipster = Photographer(taking=Taking([Unavailable("telegram")]))
    await tipster.begins()

    outcome = await tipster.sends(PHOTO, PHOTO, text=WHAT)

    assert tipster.at == "where"
    assert len(tipster.drafted) == 1
    assert keys(outcome)[:2] == ["talk.picture.added", "talk.picture.away"]


async def test_platform_that_stays_away_is_not_asked_for_every_picture() -> None:
    tipster = Photographer(taking=Taking([Unavailable("telegram")] * 9))
    await tipster.begins()

    outcome = await tipster.sends(*[PHOTO] * 9, text=WHAT)

    assert len(tipster.taking.taken) == 2
    assert keys(outcome).count("talk.picture.away") == 1


async def test_what_cannot_be_cleaned_is_told_with_the_safer_way() -> None:
    tipster = Photographer(taking=Taking([Refusal("refused.picture.unreadable")]))
    await tipster.begins()

    outcome = await tipster.sends(PHOTO)

    assert keys(outcome)[:2] == ["refused.picture.unreadable", "talk.safer.channel"]
    assert tipster.drafted == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("video", "talk.picture.not_taken.video"),
        ("voice message", "talk.picture.not_taken.sound"),
        ("document", "talk.picture.not_taken.file"),
        ("sticker", "talk.tip.not_taken"),
    ],
)
async def test_what_is_no_picture_is_refused_with_its_reason(kind: str, key: str) -> None:
    tipster = Photographer()
    await tipster.begins()

    outcome = await tipster.sends(Attachment(kind))

    assert key in keys(outcome)
    assert tipster.taking.taken == []


async def test_moving_picture_is_told_of() -> None:
    tipster = Photographer(taking=Taking(is_first=True))
    await tipster.begins()

    assert "talk.picture.first" in keys(await tipster.sends(PHOTO))


async def test_changed_message_brings_no_picture() -> None:
    tipster = Photographer()
    await tipster.begins()

    await tipster.sends(PHOTO, is_edit=True)

    assert tipster.taking.taken == []


async def test_throwing_away_names_no_picture_any_more() -> None:
    tipster = Photographer()
    await tipster.begins()
    await tipster.sends(PHOTO)

    await tipster.presses("drop")

    assert tipster.talk.session.writing == ()


async def test_nothing_is_fetched_where_no_files_are_taken() -> None:
    tipster = Volunteer()
    await tipster.begins()

    outcome = await tipster.talk.hears(
        Message(tipster.sender, Submission("", attachments=("photo",)), attached=(PHOTO,))
    )

    assert keys(outcome)[0] == "talk.tip.not_taken"
    assert outcome.deeds == ()


async def test_form_brings_its_pictures() -> None:
    tipster = Photographer(sender=somebody(front=Front.WEB))
    values = (("what", WHAT), ("agreed", "yes"))

    outcome = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, values, "d1", cleaned=(a_picture(),)))

    attach, hand_in = outcome.deeds
    assert attach == Attach((a_picture(),), tipster.sender)
    assert isinstance(hand_in, HandIn)
    assert hand_in.tip.pictures == (a_picture().picture,)


async def test_form_without_consent_keeps_its_pictures_in_the_draft() -> None:
    tipster = Photographer(sender=somebody(front=Front.WEB))

    await tipster.talk.hears(
        Filled(tipster.sender, Form.TIP, (("what", WHAT),), "d1", cleaned=(a_picture(),))
    )

    assert tipster.drafted == ["a" * 32]
    assert tipster.talk.handed_in == {}


async def test_form_is_handed_in_though_a_picture_is_away() -> None:
    tipster = Photographer(taking=Taking([Unavailable("slack")]), sender=somebody(front=Front.SLACK))
    values = (("what", WHAT), ("agreed", "yes"))

    outcome = await tipster.talk.hears(
        Filled(tipster.sender, Form.TIP, values, "d1", attached=(PHOTO, PHOTO))
    )

    [tip] = tipster.talk.handed_in.values()
    assert len(tip.pictures) == 1
    assert keys(outcome)[0] == "talk.picture.away"


@pytest.mark.parametrize("front", [Front.TELEGRAM, Front.SLACK, Front.WEB])
async def test_consent_tells_of_pictures(front: Front) -> None:
    tipster = Photographer(sender=somebody(front=front))

    said = keys(await tipster.types("/tip"))

    assert {f"talk.tip.consent.pictures.{front.value}", "talk.tip.consent.pictures.kept"} <= set(said)
    assert "talk.tip.consent.never" not in said


async def test_terminal_takes_no_pictures() -> None:
    tipster = Photographer(sender=somebody(front=Front.CONSOLE))

    assert "talk.tip.consent.never" in keys(await tipster.types("/tip"))


def test_checksum_holds_what_is_kept() -> None:
    bare = Tip(WHAT, code="7KQ2-M4TX-9AB4")

    assert (
        replace(bare, pictures=(a_picture().picture,)).with_checksum().checksum
        != bare.with_checksum().checksum
    )


async def test_receipt_tells_how_many_pictures_are_kept() -> None:
    tipster = Photographer()
    await tipster.at_review(PHOTO, PHOTO)
    await tipster.presses("send")
    [code] = tipster.talk.handed_in

    assert "2 pictures are kept with it" in words(await tipster.types(f"/status {code}"))
