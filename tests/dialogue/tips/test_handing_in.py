"""What is handed in, what the receipt says, and how it is taken back."""

from hashlib import sha256

import pytest

from bot.desk.tip import TipField
from bot.dialogue.parts import Facts
from bot.people.address import Front
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.outcome import HandIn, TakeBack
from bot.speech.replies import Mood, Told
from tests.dialogue.conversation import Conversation, choice_of, keys, words
from tests.dialogue.tips.volunteer import ANSWERS, WHAT, Volunteer, on


async def test_every_answer_is_handed_in() -> None:
    tipster = Volunteer()

    code = await tipster.hands_in()

    tip = tipster.talk.handed_in[code]
    assert (tip.what, tip.where, tip.when) == (WHAT, "Pale township", "Tuesday at five")
    assert (tip.how, tip.evidence) == ("I stood across the river.", "t.me/palenews has pictures")
    assert (tip.may_publish, tip.may_ask_back) == (True, False)
    assert tipster.at == ""


async def test_receipt_tells_how_to_go_on() -> None:
    tipster = Volunteer()

    code = await tipster.hands_in()

    assert tipster.last is not None
    said = words(tipster.last)
    for command in (f"/status {code}", f"/add {code}", f"/forget {code}"):
        assert command in said
    assert "72 hours" in said


async def test_checksum_can_be_made_again() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    tip = tipster.talk.handed_in[code]

    lines = [
        code,
        *(ANSWERS[each] for each in TipField if each not in {"publish", "ask_back"}),
        "true",
        "false",
    ]
    assert tip.checksum == sha256("\n".join(lines).encode()).hexdigest()[:32]


async def test_pressed_twice_hands_in_once() -> None:
    tipster = Volunteer()
    await tipster.begins()
    review = await tipster.answers()
    await tipster.presses("send")

    again = await tipster.talk.presses(tipster.sender, tipster.old_button(review, "send"))

    [code] = tipster.talk.handed_in
    assert keys(again)[0] == "talk.tip.again"
    assert code in words(again)


async def test_asked_back_keeps_the_way_longer() -> None:
    tipster = Volunteer(Conversation({}, facts=Facts(ask_back_days=14)))
    await tipster.begins()
    asked = await tipster.answers(*tuple(TipField)[:6])
    await tipster.presses("yes")
    await tipster.presses("send")

    assert "14 days" in words(asked)
    [deed] = [each for each in tipster.talk.deeds if isinstance(each, HandIn)]
    assert deed.lasts_hours == 14 * 24


@pytest.mark.parametrize("front", [Front.WEB, Front.CONSOLE])
async def test_page_promises_no_message(front: Front) -> None:
    tipster = on(front)

    await tipster.hands_in()

    assert tipster.last is not None
    assert "talk.tip.receipt.look_it_up" in keys(tipster.last)
    [deed] = [each for each in tipster.talk.deeds if isinstance(each, HandIn)]
    assert deed.lasts_hours is None


async def test_form_with_consent_is_handed_in() -> None:
    tipster = Volunteer()
    values = (("what", WHAT), ("publish", "yes"), ("agreed", "yes"))

    outcome = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, values, "draft-1"))
    again = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, values, "draft-1"))

    [tip] = tipster.talk.handed_in.values()
    assert (tip.what, tip.may_publish, tip.may_ask_back) == (WHAT, True, False)
    assert keys(outcome)[0] == "talk.tip.receipt.done"
    assert keys(again)[0] == "talk.tip.again"


async def test_form_without_consent_asks_for_it() -> None:
    tipster = Volunteer()

    tipster.last = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, (("what", WHAT),)))
    before = dict(tipster.talk.handed_in)
    await tipster.presses("yes")
    await tipster.presses("send")

    assert before == {}
    [tip] = tipster.talk.handed_in.values()
    assert tip.what == WHAT


async def test_form_says_what_is_missing() -> None:
    tipster = Volunteer()

    outcome = await tipster.talk.hears(Filled(tipster.sender, Form.TIP, (("agreed", "yes"),)))

    assert keys(outcome) == ["refused.tip_needs_what"]
    [told] = outcome.replies
    assert isinstance(told, Told)
    assert told.mood is Mood.REFUSED


async def test_change_after_handing_in_is_not_checked() -> None:
    tipster = Volunteer()
    await tipster.hands_in()

    outcome = await tipster.talk.sends(tipster.sender, "Something else.", is_edit=True)

    assert keys(outcome) == ["talk.more.edited"]
    assert tipster.talk.given_answers == {}


async def test_tip_is_taken_back_after_asking() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    asked = await tipster.types(f"/forget {code}")
    kept = dict(tipster.talk.handed_in)
    choice = choice_of(asked, asked.replies[0].buttons[0][0].choice.act)  # type: ignore[union-attr]
    done = await tipster.talk.presses(tipster.sender, choice)

    assert code in kept
    assert keys(done) == ["talk.takeback.done"]
    assert TakeBack(code) in done.deeds


async def test_unknown_receipt_takes_nothing_back() -> None:
    outcome = await Volunteer().types("/forget 7KQ2-M4TK")

    assert keys(outcome) == ["refused.unknown_code"]
