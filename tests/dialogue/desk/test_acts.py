"""Two moderators on two platforms, an editor, and everybody else."""

import pytest

from bot.desk.case import CaseState
from bot.desk.decision import Accord
from bot.dialogue.desk.codes import COPY, MARK
from bot.speech.choices import Act
from bot.speech.forms import Form
from bot.speech.heard import Filled
from bot.speech.replies import Mood
from tests.dialogue.conversation import Conversation, keys, words
from tests.dialogue.desk.at_the_desk import (
    ALONE,
    DESK,
    HERE,
    THERE,
    asks,
    at_the_desk,
    card,
    member,
    on_card,
    pressed,
    says,
    told,
)
from tests.dialogue.desk.cases import SAID

STRANGER = member("zaw", chat="elsewhere")
REASON = "It is an opinion, not a report."


async def state(talk: Conversation) -> CaseState:
    file = await talk.parts.cases.case(1)
    assert file is not None
    return file.case.state


async def decided(talk: Conversation) -> None:
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    await talk.hears(says(HERE, REASON))


async def test_taking_is_told_in_passing() -> None:
    talk = at_the_desk()
    outcome = await talk.presses(HERE, pressed(Act.TAKE))

    assert told(outcome).is_brief
    assert words(outcome) == "Case 1 is yours until 12:30 UTC."


async def test_held_case_names_its_holder() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.TAKE))
    outcome = await talk.presses(THERE, pressed(Act.TAKE))

    assert told(outcome).mood is Mood.REFUSED
    assert "Thiri is working on case 1" in words(outcome)


async def test_reason_is_the_next_message() -> None:
    talk = at_the_desk()
    asked = await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    outcome = await talk.hears(says(HERE, REASON))

    assert "Answer to this message" in words(asked)
    assert "The answers go out at 12:01 UTC" in words(outcome)
    file = await talk.parts.cases.case(1)
    assert file is not None
    assert file.case.decision is not None
    assert (file.case.decision.reason, file.case.decided_by[1]) == (REASON, "Thiri")
    assert talk.session.writing == ()


async def test_several_write_at_once() -> None:
    talk, mya = at_the_desk(), member("mya", chat=DESK)
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    await talk.presses(mya, pressed(Act.DECIDE, value="nocheck"))
    first = await talk.hears(says(mya, "Nobody could know that."))
    second = await talk.hears(says(HERE, REASON))

    assert "decided by Mya" in words(first)
    assert "decided by Mya" in words(second)
    assert REASON in words(second)


async def test_word_of_others_is_no_reason() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    await talk.hears(says(member("mya", chat=DESK), SAID))

    assert await state(talk) is CaseState.OPEN
    assert len(talk.session.writing) == 1


async def test_cancel_ends_writing() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    outcome = await talk.types(HERE, "/cancel")

    assert keys(outcome) == ["desk.ask.stopped"]
    assert talk.session.writing == ()


async def test_time_to_write_ends() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    talk.clock.pass_by(901)
    outcome = await talk.hears(says(HERE, SAID))

    assert keys(outcome)[0] == "desk.ask.gone"
    assert await state(talk) is CaseState.OPEN


async def test_long_reason_is_asked_for_again() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected"))
    outcome = await talk.hears(says(HERE, "x" * 1501))

    assert keys(outcome)[0] == "form.fault.too_long"
    assert await state(talk) is CaseState.OPEN
    assert len(talk.session.writing) == 1


async def test_second_decider_is_told_of_the_first() -> None:
    talk = at_the_desk()
    await decided(talk)
    values = (("conclusion", "not_checkable"), ("reason", "Nobody could know that."))
    outcome = await talk.hears(Filled(THERE, Form.DECIDE, values, "1", 1))

    assert "decided by Thiri" in words(outcome)
    assert "Nobody could know that." in words(outcome)


async def test_other_platform_can_undo() -> None:
    talk = at_the_desk()
    await decided(talk)
    outcome = await talk.presses(THERE, pressed(Act.UNDO, revision=2))

    assert words(outcome) == "Undone. Case 1 is yours again, until 12:30 UTC."
    assert await state(talk) is CaseState.OPEN


async def test_undo_ends_with_its_time() -> None:
    talk = at_the_desk()
    await decided(talk)
    talk.clock.pass_by(61)
    outcome = await talk.presses(THERE, pressed(Act.UNDO, revision=2))

    assert keys(outcome) == ["desk.too_late"]


async def test_spam_needs_no_reason() -> None:
    talk = at_the_desk()
    outcome = await talk.presses(HERE, pressed(Act.DECIDE, value="spam"))

    assert keys(outcome) == ["desk.done.decide"]
    assert await state(talk) is CaseState.DECIDED


async def test_number_links_to_what_was_shown() -> None:
    talk = at_the_desk()
    shown = card(await talk.types(ALONE, "/case 1"))
    asked = await talk.presses(ALONE, on_card(shown, Act.LINK, match=1))
    await talk.hears(says(ALONE, "2"))
    await talk.hears(says(ALONE, "It is the strike of 11 April 2023."))

    file = await talk.parts.cases.case(1)
    assert file is not None
    assert file.case.decision is not None
    assert "2: It differs" in words(asked)
    assert (file.case.decision.record, file.case.decision.accord) == ("pazigyi", Accord.DIFFERS)


async def test_number_of_an_older_list_links_nothing() -> None:
    talk = at_the_desk()
    outcome = await talk.presses(HERE, pressed(Act.LINK, match=1, value="deadbeef"))

    assert keys(outcome) == ["desk.other_records"]
    assert talk.session.writing == ()


async def test_record_can_be_typed() -> None:
    talk = at_the_desk()
    first = await talk.presses(HERE, pressed(Act.LINK))
    second = await talk.hears(says(HERE, "pazigyi"))
    third = await talk.hears(says(HERE, "1"))
    await talk.hears(says(HERE, "It is the strike of 11 April 2023."))

    assert "form.decide.record" in keys(first)
    assert "form.decide.accord" in keys(second)
    assert "form.decide.reason" in keys(third)
    assert await state(talk) is CaseState.DECIDED


async def test_mistyped_record_loses_no_reason() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.LINK))
    await talk.hears(says(HERE, "pazigi"))
    await talk.hears(says(HERE, "1"))
    outcome = await talk.hears(says(HERE, "It is the strike of 11 April 2023."))

    assert keys(outcome) == ["desk.no_such_record", "desk.kept"]
    assert await state(talk) is CaseState.OPEN


async def test_refused_form_gives_back_the_note_too() -> None:
    talk = at_the_desk()
    named = (("conclusion", "linked"), ("record", "pazigi"), ("accord", "differs"))
    values = (*named, ("reason", "It is."), ("note", "Ask Mya."))
    outcome = await talk.hears(Filled(THERE, Form.DECIDE, values, "1", 1))

    assert keys(outcome) == ["desk.no_such_record", "desk.kept", "desk.kept"]
    assert "Ask Mya." in words(outcome)


async def test_link_is_not_kept_without_how_it_stands_to_its_record() -> None:
    talk = at_the_desk()
    values = (("conclusion", "linked"), ("record", "pazigyi"), ("reason", "It is."))
    outcome = await talk.hears(Filled(THERE, Form.DECIDE, values, "1", 1))

    assert keys(outcome) == ["form.fault.required", "desk.kept"]
    assert await state(talk) is CaseState.OPEN


async def test_sensitive_case_wants_a_second_person() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.LABEL, match=2, value=MARK))
    await talk.presses(HERE, pressed(Act.DECIDE, value="rejected", revision=2))
    said = await talk.hears(says(HERE, REASON))
    refused = await talk.presses(HERE, pressed(Act.SIGN, revision=3))
    signed = await talk.presses(member("mya", chat=DESK), pressed(Act.SIGN, revision=3))

    assert "second person" in words(said)
    assert keys(refused) == ["desk.no_right"]
    assert keys(signed) == ["desk.done.sign"]


async def test_label_pressed_twice_stays() -> None:
    talk = at_the_desk()
    for _ in range(2):
        await talk.presses(HERE, pressed(Act.LABEL, match=1, value=MARK))

    file = await talk.parts.cases.case(1)
    assert file is not None
    assert file.case.labels == {"violence"}


async def test_asking_back_reaches_the_only_one() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.FORM, value="ask_back"))
    outcome = await talk.hears(says(HERE, "Where did you read it?"))

    assert keys(outcome) == ["desk.filled.ask_back"]
    assert await state(talk) is CaseState.WAITING


async def test_case_is_handed_over_by_number() -> None:
    talk = at_the_desk()
    asked = await talk.presses(HERE, pressed(Act.FORM, value="handover"))
    wrong = await talk.hears(says(HERE, "99"))
    outcome = await talk.hears(says(HERE, "2"))

    assert "2: Ko Aung" in words(asked)
    assert keys(wrong)[0] == "form.fault.given"
    assert keys(outcome) == ["desk.filled.hand_over"]
    file = await talk.parts.cases.case(1)
    assert file is not None
    assert file.case.hold is not None
    assert file.case.hold.name == "Ko Aung"


async def test_copy_is_changed_where_it_stands() -> None:
    talk = at_the_desk()
    shown = card(await talk.types(ALONE, "/case 1"))
    changed = card(await talk.presses(ALONE, on_card(shown, Act.TAKE)))

    assert on_card(shown, Act.TAKE).value == COPY
    assert changed.in_place_of == "m2"
    assert "Thiri has it" in changed.card.state_line


@pytest.mark.parametrize(
    "act",
    [
        Act.TAKE,
        Act.RELEASE,
        Act.SIGN,
        Act.UNDO,
        Act.DECIDE,
        Act.LINK,
        Act.FORM,
        Act.MORE,
        Act.CASE,
        Act.QUEUE,
    ],
)
async def test_buttons_are_none_to_the_public(act: Act) -> None:
    talk = at_the_desk()
    outcome = await talk.presses(STRANGER, pressed(act, value="spam" if act is Act.DECIDE else "merge"))

    assert keys(outcome) == ["refused.old_button"]
    assert await state(talk) is CaseState.OPEN


@pytest.mark.parametrize(
    "form", [Form.DECIDE, Form.ASK_BACK, Form.SEND_BACK, Form.REOPEN, Form.MERGE, Form.HAND_OVER]
)
async def test_forms_are_none_to_the_public(form: Form) -> None:
    talk = at_the_desk()
    values = (("conclusion", "spam"), ("into", "2"), ("reason", REASON))
    outcome = await talk.hears(Filled(STRANGER, form, values, "1"))

    assert keys(outcome) == ["refused.old_button"]
    assert await state(talk) is CaseState.OPEN


async def test_role_that_was_lost_decides_nothing() -> None:
    talk = at_the_desk()
    await talk.presses(ALONE, pressed(Act.DECIDE, value="rejected"))
    talk.post.members.listed = {}
    outcome = await talk.hears(says(ALONE, REASON))

    assert keys(outcome)[0] == "refused.old_button"
    assert await state(talk) is CaseState.OPEN


async def test_cases_stay_out_of_other_groups() -> None:
    talk = at_the_desk()
    elsewhere = member("thiri", chat="elsewhere")

    assert keys(await talk.presses(elsewhere, pressed(Act.CASE))) == ["refused.only_in_private"]
    assert keys(await talk.types(elsewhere, "/queue")) == ["refused.only_in_private"]


@pytest.mark.parametrize("case", ["9" * 24, "x", "", "-1"])
async def test_unreadable_number_is_an_old_button(case: str) -> None:
    talk = at_the_desk()
    choice = pressed(Act.TAKE)

    outcome = await talk.presses(HERE, type(choice)(choice.act, case))

    assert keys(outcome) == ["refused.old_button"]


async def test_nobody_is_asked_in_writing_in_slack() -> None:
    talk = at_the_desk()
    outcome = await talk.presses(THERE, pressed(Act.DECIDE, value="rejected"))

    assert keys(outcome) == ["desk.press_again"]
    assert talk.session.writing == ()


@pytest.mark.parametrize("with_text", [True, False])
async def test_asking_one_of_several_shows_text_where_it_may(with_text: bool) -> None:
    talk = at_the_desk(with_text=with_text)
    asks(talk, by="berta")
    asked = await talk.presses(HERE, pressed(Act.FORM, value="ask_back", revision=2))
    outcome = await talk.hears(says(HERE, "2"))
    await talk.hears(says(HERE, "Where did you read it?"))

    assert (SAID in words(asked)) is with_text
    assert "form.ask_back.question" in keys(outcome)
    assert await state(talk) is CaseState.WAITING
