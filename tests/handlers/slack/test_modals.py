import asyncio
from typing import Any

import pytest

from bot.claims.note import note
from bot.speech.choices import Act, Choice, write_choice
from bot.speech.form_fields import form_fields
from bot.speech.forms import Asked, Form
from bot.speech.heard import Filled, Pressed
from bot.speech.open_form import Offered, OpenForm
from bot.verdicts.phrasebook import load_phrasebook
from handlers.slack.modal import LONGEST_TYPED, read_modal, render_modal
from handlers.slack.names import HAND_IN
from tests.fakes.slack.block_kit import check_view
from tests.fakes.slack.failures import refused
from tests.fakes.slack.world import ASKER, CHANNEL, Message
from tests.handlers.slack.listening import Listening
from tests.handlers.slack.second_opinion import all_texts, judge_form

BOOK = load_phrasebook("en")
REJECT = Choice(Act.DECIDE, "12", 3, value="rejected")
DECIDE = OpenForm(Asked(Form.DECIDE, "12", seen=3, values=(("conclusion", "rejected"),)))
TIP = OpenForm(Asked(Form.TIP), intro=(note("talk.start.limits"),), consent="agreed")


def card_in(front: Listening, choice: Choice = REJECT) -> Message:
    """A case in the desk's channel, with a button under it."""
    button = {"type": "button", "action_id": "choice-0", "value": write_choice(choice)}
    button["text"] = {"type": "plain_text", "text": "Reject …"}  # type: ignore[assignment]
    block = {"type": "actions", "block_id": "newsroom-row-0", "elements": [button]}
    world = front.fake.world
    return world.put(Message(CHANNEL, world.ts(), "Case 12", blocks=[block]))


async def pressed(front: Listening, choice: Choice = REJECT) -> Message:
    card = card_in(front, choice)
    await front.fake.press(card, write_choice(choice)).settled()
    await front.slack.errands.settled()
    return card


def opened(front: Listening) -> dict[str, Any]:
    view: dict[str, Any] = list(front.fake.world.views.values())[-1]
    return view


@pytest.mark.parametrize("form", tuple(Form))
def test_every_form_is_taken_by_slack(form: Form) -> None:
    given = (("conclusion", "rejected"), ("reason", "So"), ("day", "2024-01-31"), ("figure", "44"))
    offering = {Form.HAND_OVER: "member", Form.ASK_BACK: "key"}.get(form, "")
    offered = (Offered("m1", "Mya"),) if offering else ()

    judge_form(render_modal(OpenForm(Asked(form, "12", values=given), offering, offered), BOOK))


def test_consent_is_taken_by_slack() -> None:
    judge_form(render_modal(TIP, BOOK))


def test_choice_without_anything_to_choose_is_left_out() -> None:
    one = OpenForm(Asked(Form.ASK_BACK, "12", values=(("key", "k1"),)))
    view = render_modal(one, BOOK)

    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == ["question"]  # type: ignore[attr-defined]
    read = read_modal(view)
    assert read is not None
    assert read.values == (("key", "k1"),)


def test_offers_are_cut_to_what_fits() -> None:
    form = OpenForm(Asked(Form.HAND_OVER, "12"), "member", (Offered("m1", "x" * 400), Offered("m2", "Mya")))

    assert check_view({**render_modal(form, BOOK), "id": "V1"}) == ""


@pytest.mark.parametrize("carried", ["", "[]", "{", '{"form": "nonsense"}', '{"form": 7}', "9" * 3000])
def test_foreign_forms_are_none(carried: str) -> None:
    assert read_modal({"private_metadata": carried}) is None


async def test_button_opens_its_form_at_once(front: Listening) -> None:
    front.forms.form = DECIDE
    await pressed(front)

    assert [field.name for field in form_fields(Form.DECIDE)] == [
        block["block_id"] for block in opened(front)["blocks"] if block["type"] == "input"
    ]
    assert front.taken.heard == []
    assert front.fake.rejected == []


async def test_form_says_what_was_chosen(front: Listening) -> None:
    front.forms.form = DECIDE
    card = await pressed(front)
    await front.fake.submit(reason="It is an opinion.").settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Filled)
    assert (heard.form, heard.subject, heard.seen) == (Form.DECIDE, "12", 3)
    assert (heard.value("conclusion"), heard.value("reason")) == ("rejected", "It is an opinion.")
    assert (heard.sender.address.chat, heard.sender.address.thread) == (CHANNEL, card.ts)
    assert heard.sender.user == ASKER


async def test_missing_reason_is_told_in_the_form(front: Listening) -> None:
    front.forms.form = DECIDE
    await pressed(front)
    delivery = await front.fake.submit(conclusion="not_checkable").settled()

    assert delivery.answer == {
        "response_action": "errors",
        "errors": {"reason": BOOK.text("form.fault.required")},
    }
    assert front.taken.heard == []


async def test_link_without_its_record_is_told(front: Listening) -> None:
    front.forms.form = DECIDE
    await pressed(front)
    delivery = await front.fake.submit(conclusion="linked", reason="Same strike").settled()

    assert delivery.answer is not None
    assert list(delivery.answer["errors"]) == ["record", "accord"]


async def test_too_long_a_line_is_told(front: Listening) -> None:
    front.forms.form = DECIDE
    await pressed(front)
    delivery = await front.fake.submit(reason="x" * LONGEST_TYPED).settled()

    assert delivery.answer is not None
    assert "1500" in delivery.answer["errors"]["reason"]


async def test_form_that_was_not_taken_in_stays(front: Listening) -> None:
    front.forms.form = DECIDE
    await pressed(front)
    front.taken.refuses = 1
    delivery = await front.fake.submit(reason="It is an opinion.").settled()

    assert delivery.answer is not None
    assert "7 seconds" in next(iter(delivery.answer["errors"].values()))


async def test_slow_desk_still_opens_in_time(front: Listening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.modals._PATIENCE", 0.01)
    front.forms.form, front.forms.gate = DECIDE, asyncio.Event()
    card = card_in(front)
    await front.fake.press(card, write_choice(REJECT)).settled()
    await front.fake.wait_for(lambda: front.fake.called("views.open"))
    assert BOOK.text("slack.form_waits") in all_texts(opened(front)["blocks"])

    front.forms.gate.set()
    await front.slack.errands.settled()

    assert "reason" in [block.get("block_id") for block in opened(front)["blocks"]]
    assert len(front.fake.called("views.open")) == 1


async def test_press_that_opens_nothing_is_heard(front: Listening) -> None:
    await pressed(front)

    [heard] = front.taken.heard
    assert isinstance(heard, Pressed)
    assert heard.choice == REJECT


async def test_press_is_heard_where_the_desk_is_away(front: Listening) -> None:
    front.forms.is_away = True
    await pressed(front)

    assert [type(heard) for heard in front.taken.heard] == [Pressed]


async def test_press_that_cannot_be_taken_in_is_told(front: Listening) -> None:
    front.taken.refuses = 1
    await pressed(front)

    assert BOOK.text("slack.too_late") in [message.text for message in front.fake.shown(ASKER)]


async def test_trigger_that_is_too_old_is_told(front: Listening) -> None:
    front.forms.form = DECIDE
    front.fake.failures.plan("views.open", refused("expired_trigger_id"))
    await pressed(front)

    assert BOOK.text("slack.too_late") in [message.text for message in front.fake.shown(ASKER)]


async def test_tip_is_handed_in_by_shortcut(front: Listening) -> None:
    front.forms.form = TIP
    await front.fake.open_form(name=HAND_IN).settled()
    await front.slack.errands.settled()
    assert BOOK.text("talk.start.limits") in all_texts(opened(front)["blocks"])
    await front.fake.submit(what="Shelling, call +95 9 250 123 456", agreed="yes").settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Filled)
    assert heard.sender.is_private
    assert (heard.form, heard.value("agreed")) == (Form.TIP, "yes")
    assert "250" not in heard.value("what")
    assert heard.subject


async def test_tip_without_words_is_told(front: Listening) -> None:
    front.forms.form = TIP
    await front.fake.open_form(name=HAND_IN).settled()
    await front.slack.errands.settled()
    delivery = await front.fake.submit(agreed="yes").settled()

    assert delivery.answer is not None
    assert list(delivery.answer["errors"]) == ["what"]


async def test_switched_off_tips_are_told(front: Listening) -> None:
    await front.fake.open_form(name=HAND_IN).settled()
    await front.slack.errands.settled()

    assert [message.text for message in front.fake.shown(ASKER)] == [BOOK.text("refused.tips_off")]
