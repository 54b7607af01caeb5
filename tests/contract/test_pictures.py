"""How long a picture is kept: as long as the draft that names it, then as long as its tip."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.picture import Picture, PictureKind
from bot.desk.tip import Draft, Tip, TipField
from bot.people.address import Address
from bot.speech.attached import Attachment, Cleaned
from bot.speech.forms import Asked, Form
from bot.speech.heard import From
from bot.speech.outcome import AddTo, Attach, Forget, HandIn, TakeBack, Withdraw
from bot.speech.session import Session, Writing
from tests.contract.kept import Kept, a_command, a_message, a_sender, gone

ANN, BOB = a_sender(), a_sender("elsewhere", person="bob")
CODE = "7KQ2-M4TX-9AB4"


def a_picture(name: str = "a" * 32, content: bytes = b"pixels") -> Cleaned:
    return Cleaned(Picture(name, PictureKind.JPEG, 2, 3, len(content), "0" * 64), content)


ONE, TWO = a_picture(), a_picture("b" * 32, b"more pixels")


def drafting(kept: Kept, *cleaned: Cleaned, sender: From = ANN) -> Session:
    draft = Draft(((TipField.WHAT, "smoke"),), True, tuple(one.picture for one in cleaned))
    until = kept.clock.now() + timedelta(hours=1)
    return Session(writing=(Writing(sender.person, Asked(Form.TIP, "draft"), until, draft),))


async def attached(kept: Kept, *cleaned: Cleaned, sender: From = ANN) -> None:
    session = drafting(kept, *cleaned, sender=sender)
    await kept.finish(a_message(sender=sender), deeds=[Attach(cleaned, sender)], session=session)


async def handed_in(kept: Kept, *cleaned: Cleaned, code: str = CODE, sender: From = ANN) -> None:
    tip = Tip("smoke", code=code, pictures=tuple(one.picture for one in cleaned))
    await kept.finish(a_message(sender=sender), deeds=[Attach(cleaned, sender), HandIn(tip, sender)])


async def test_picture_of_a_tip_is_as_it_was(kept: Kept) -> None:
    await handed_in(kept, ONE)

    assert await kept.pictures.content(ONE.picture.name) == ONE.content
    assert await kept.pictures.size() == len(ONE.content)


async def test_nobody_sees_the_picture_of_a_draft(kept: Kept) -> None:
    await attached(kept, ONE)

    assert await kept.pictures.content(ONE.picture.name) is None
    assert await kept.pictures.size() == len(ONE.content)


async def test_picture_of_a_draft_goes_with_its_tip(kept: Kept) -> None:
    await attached(kept, ONE)
    tip = Tip("smoke", code=CODE, pictures=(ONE.picture,))

    await kept.finish(a_message(), deeds=[HandIn(tip, ANN)])

    assert await kept.pictures.content(ONE.picture.name) == ONE.content
    file = await kept.desk.case(1)
    assert file is not None
    assert file.matters[0].matter == tip


async def test_picture_that_no_draft_names_is_gone(kept: Kept) -> None:
    await attached(kept, ONE, TWO)

    await kept.finish(a_message(), session=drafting(kept, TWO))

    assert await kept.pictures.size() == len(TWO.content)


async def test_draft_that_is_thrown_away_takes_its_pictures(kept: Kept) -> None:
    await attached(kept, ONE)

    await kept.finish(a_message(), session=Session())

    assert await kept.pictures.size() == 0


async def test_other_conversations_keep_their_pictures(kept: Kept) -> None:
    await attached(kept, ONE)

    await attached(kept, TWO, sender=BOB)

    assert await kept.pictures.size() == len(ONE.content + TWO.content)


async def test_nobody_hands_in_the_picture_of_another(kept: Kept) -> None:
    await attached(kept, ONE)
    tip = Tip("smoke", code=CODE, pictures=(ONE.picture,))

    await kept.finish(a_message(sender=BOB), deeds=[HandIn(tip, BOB)])

    assert await kept.pictures.content(ONE.picture.name) is None


async def test_tip_that_is_taken_back_takes_its_pictures(kept: Kept) -> None:
    await handed_in(kept, ONE)
    await handed_in(kept, TWO, code="AAAA-AAAA-AAAA")

    await kept.finish(a_command(), deeds=[TakeBack(CODE)])

    assert await kept.pictures.content(ONE.picture.name) is None
    assert await kept.pictures.content(TWO.picture.name) == TWO.content


async def test_forgotten_person_leaves_no_picture(kept: Kept) -> None:
    await handed_in(kept, ONE)
    await attached(kept, TWO)

    await kept.finish(a_command(), deeds=[Forget(ANN)])

    assert await kept.pictures.size() == 0


async def test_older_names_leave_no_picture(kept: Kept) -> None:
    await attached(kept, ONE)
    renamed = replace(ANN, person=BOB.person, formerly=(ANN.person,))

    await kept.finish(a_command(sender=renamed), deeds=[Forget(renamed)])

    assert await kept.pictures.size() == 0


async def test_whoever_leaves_takes_drafts_alone(kept: Kept) -> None:
    await handed_in(kept, ONE)
    await attached(kept, TWO)

    await kept.finish(gone(), deeds=[Withdraw(gone().sender)])

    assert await kept.pictures.content(ONE.picture.name) == ONE.content
    assert await kept.pictures.size() == len(ONE.content)


async def test_workspace_that_leaves_takes_its_drafts(kept: Kept) -> None:
    await attached(kept, ONE)
    nowhere = replace(ANN, address=Address(ANN.address.front, ANN.address.workspace, ""))

    await kept.finish(gone(nowhere.address), deeds=[Withdraw(nowhere)])

    assert await kept.pictures.size() == 0


async def test_reference_outlasts_a_restart(kept: Kept) -> None:
    """What is to be fetched waits with the words that it came with."""
    message = replace(a_message(), attached=(Attachment("photo", "AgACAgIA", 48_211), Attachment("video")))
    await kept.accept(message)

    [event] = await kept.reopened().events()

    assert event.heard == message


async def test_added_picture_is_seen_at_the_desk_and_goes_with_its_tip(kept: Kept) -> None:
    await handed_in(kept, ONE)
    added = AddTo(CODE, "", BOB, (TWO.picture,))
    await kept.finish(a_message(sender=BOB), deeds=[Attach((TWO,), BOB), added])
    file = await kept.desk.case(1)

    assert file is not None
    assert file.matters[0].pictures == (ONE.picture, TWO.picture)
    assert await kept.pictures.content(TWO.picture.name) == TWO.content
    standing = await kept.desk.standing(CODE)
    assert standing is not None
    assert (standing.pictures, standing.added_pictures, standing.additions) == (2, 1, 1)
    await kept.finish(a_message(sender=BOB), deeds=[Forget(BOB)])
    assert await kept.pictures.content(TWO.picture.name) == TWO.content
    await kept.finish(a_message(), deeds=[TakeBack(CODE)])
    assert await kept.pictures.size() == 0


async def test_picture_for_a_receipt_that_is_gone_is_not_kept(kept: Kept) -> None:
    added = AddTo(CODE, "smoke", ANN, (ONE.picture,))
    await kept.finish(a_message(), deeds=[Attach((ONE,), ANN), added])

    assert await kept.pictures.size() == 0
