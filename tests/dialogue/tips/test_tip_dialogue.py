"""A tip from the first word to the receipt: one question after the other, back and forth, and nothing of it without consent."""

from datetime import date

import pytest

from bot.desk.tip import LONGEST, TipField
from bot.dialogue.parts import Facts
from bot.dialogue.written import begun
from bot.people.address import Front
from bot.speech.outcome import HandIn
from bot.speech.session import Session
from tests.dialogue.conversation import Conversation, keys, somebody, words
from tests.dialogue.tips.volunteer import WHAT, Volunteer, in_group

HOUR = 3600


async def test_consent_comes_before_any_question() -> None:
    tipster = Volunteer(Conversation({}, facts=Facts(newsroom="The Daily", safer_channel="Signal +1")))

    outcome = await tipster.types("/tip")

    said = words(outcome)
    assert tipster.at == "consent"
    for told in ("The Daily", "30 days", "72 hours", "Never kept", "searched", "Signal +1", "an hour"):
        assert told in said


async def test_text_behind_the_command_is_the_first_answer() -> None:
    tipster = Volunteer()

    await tipster.types(f"/tip {WHAT}")
    await tipster.presses("yes")

    assert tipster.at == "where"


async def test_what_comes_before_consent_is_not_lost() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    early = await tipster.writes(WHAT)
    await tipster.presses("yes")

    assert "talk.tip.agree_first" in keys(early)
    assert tipster.at == "where"
    assert tipster.talk.deeds[1:] == []


async def test_questions_can_be_left_out() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    for _ in range(4):
        await tipster.presses("skip")
    await tipster.writes("no")
    await tipster.presses("no")
    await tipster.presses("send")

    [tip] = tipster.talk.handed_in.values()
    assert (tip.what, tip.where, tip.evidence, tip.may_publish) == (WHAT, "", "", False)


async def test_answer_can_be_corrected_on_the_way_back() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT, TipField.WHERE)

    shown = await tipster.presses("back")
    await tipster.writes("Yinmarbin")
    await tipster.answers(*tuple(TipField)[2:])
    await tipster.presses("send")

    assert "Pale township" in words(shown)
    [tip] = tipster.talk.handed_in.values()
    assert tip.where == "Yinmarbin"


async def test_answer_can_be_changed_at_the_end() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()

    await tipster.presses("change")
    await tipster.presses("change", number=3)
    review = await tipster.writes("Wednesday")
    await tipster.presses("send")

    assert "Wednesday" in words(review)
    [tip] = tipster.talk.handed_in.values()
    assert tip.when == "Wednesday"


async def test_answer_may_stay_as_it_is() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()
    await tipster.presses("change")
    await tipster.presses("change", number=2)

    review = await tipster.presses("keep")

    assert "Pale township" in words(review)


@pytest.mark.parametrize("way", ["/cancel", "/drop"])
async def test_cancel_throws_it_away_at_once(way: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    outcome = await tipster.types(way)

    assert keys(outcome) == ["talk.tip.dropped"]
    assert tipster.talk.session.writing == ()


async def test_words_of_buttons_can_be_typed() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")
    await tipster.writes("Yes")
    await tipster.writes(WHAT)

    await tipster.writes("skip")

    assert tipster.at == "when"


async def test_plain_yes_hands_in_what_was_shown() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()

    outcome = await tipster.writes("yes")

    assert [type(deed) for deed in outcome.deeds if isinstance(deed, HandIn)] == [HandIn]


async def test_no_is_an_answer_to_an_open_question() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    await tipster.writes("no")
    await tipster.writes("no")

    assert tipster.at == "when"


async def test_yes_or_no_takes_no_words() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(*tuple(TipField)[:5])

    outcome = await tipster.writes("only without my name")

    assert "talk.tip.yes_or_no" in keys(outcome)
    assert tipster.at == "publish"


async def test_too_long_an_answer_is_refused_whole() -> None:
    tipster = Volunteer()
    await tipster.begins()

    outcome = await tipster.writes("x" * (LONGEST[TipField.WHAT] + 1))

    assert "talk.tip.too_long" in keys(outcome)
    assert tipster.at == "what"


async def test_photo_says_what_happens_to_it() -> None:
    tipster = Volunteer()
    await tipster.begins()

    alone = await tipster.writes("", attachments=("photo",))
    beside = await tipster.writes(WHAT, attachments=("photo",))

    assert "talk.tip.not_taken" in keys(alone)
    assert "talk.tip.not_taken" in keys(beside)
    assert tipster.at == "where"


async def test_forward_brings_its_channel_along() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.writes(WHAT, forwarded_from="t.me/palenews", published=date(2026, 2, 28))
    await tipster.answers(*tuple(TipField)[1:])
    await tipster.presses("send")

    [tip] = tipster.talk.handed_in.values()
    assert tip.what == f"{WHAT}\nt.me/palenews 2026-02-28"


async def test_ways_to_reach_people_are_taken_out() -> None:
    tipster = Volunteer(sender=somebody(front=Front.CONSOLE))
    await tipster.begins()

    await tipster.writes("Call +95 9 123 456 789 about the fire.")

    assert "123" not in str(tipster.talk.session)


async def test_message_in_a_tip_is_not_checked() -> None:
    tipster = Volunteer()
    await tipster.begins()

    await tipster.answers()

    assert tipster.talk.given_answers == {}


async def test_change_of_a_message_changes_no_tip() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    outcome = await tipster.talk.sends(tipster.sender, "Something else.", is_edit=True)

    assert "talk.tip.edited" in keys(outcome)
    assert tipster.at == "where"


async def test_button_of_an_earlier_question_does_nothing() -> None:
    tipster = Volunteer()
    await tipster.begins()
    where = await tipster.answers(TipField.WHAT)
    await tipster.answers(TipField.WHERE)

    outcome = await tipster.talk.presses(tipster.sender, tipster.old_button(where, "skip"))

    assert keys(outcome) == ["refused.tip_other_step"]
    assert tipster.at == "when"


async def test_tips_are_refused_in_groups() -> None:
    tipster = in_group()

    outcome = await tipster.types(f"/tip {WHAT}")

    assert keys(outcome) == ["refused.tip_in_group"]
    assert tipster.talk.session.writing == ()


async def test_no_tips_where_switched_off() -> None:
    tipster = Volunteer(Conversation({}, facts=Facts(takes_tips=False, safer_channel="Signal +1")))

    outcome = await tipster.types("/tip")

    assert keys(outcome) == ["refused.tips_off", "talk.safer.channel"]


async def test_link_leads_to_a_tip() -> None:
    tipster = Volunteer()

    await tipster.types("/start tip")

    assert tipster.at == "consent"


async def test_draft_goes_on_where_it_stood() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT, TipField.WHERE)
    tipster.talk.clock.pass_by(HOUR - 1)

    outcome = await tipster.types("/tip")

    assert keys(outcome)[0] == "talk.tip.resumed"
    assert tipster.at == "when"


async def test_draft_is_gone_after_an_hour_and_says_so() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    tipster.talk.clock.pass_by(HOUR)

    outcome = await tipster.types("/help")
    later = await tipster.types("/help")

    assert keys(outcome)[0] == "talk.tip.gone"
    assert WHAT not in str(tipster.talk.session)
    assert "talk.tip.gone" not in keys(later)


async def test_draft_is_taken_out_of_the_session_in_time() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    session = tipster.talk.session
    due = session.drafts_until()
    assert due is not None

    blank = session.without_drafts(due)

    assert WHAT not in str(blank)
    assert blank.drafts_until() is None
    assert len(blank.writing) == 1


async def test_page_that_is_loaded_again_only_reads() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)
    before = tipster.talk.session

    is_open = begun(before, tipster.sender, parts=tipster.talk.parts)
    tipster.talk.clock.pass_by(HOUR)
    is_gone = begun(before, tipster.sender, parts=tipster.talk.parts)

    assert [told and told.notes[0].key for told in (is_open, is_gone)] == [
        "talk.tip.still_open",
        "talk.tip.gone",
    ]
    assert begun(Session(), tipster.sender, parts=tipster.talk.parts) is None


async def test_other_commands_leave_the_tip_open() -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    outcome = await tipster.types("/privacy")

    assert "talk.tip.still_open" in keys(outcome)
    assert tipster.at == "where"


async def test_reminder_says_what_a_yes_would_be_for() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    outcome = await tipster.types("/help")

    assert keys(outcome)[-2:] == ["talk.tip.still_open", "talk.tip.still_to_agree"]


async def test_long_text_that_was_cut_stays_together() -> None:
    tipster = Volunteer()
    await tipster.begins()
    first = "A sentence that goes on. " * 160
    await tipster.writes(first)
    tipster.talk.clock.pass_by(5)

    await tipster.writes("and ends here.")
    tipster.talk.clock.pass_by(60)
    await tipster.writes("Pale township")

    draft = tipster.talk.session.writing[0].draft
    assert draft is not None
    assert draft.answer(TipField.WHAT) == f"{first.strip()}\nand ends here."
    assert draft.answer(TipField.WHERE) == "Pale township"
