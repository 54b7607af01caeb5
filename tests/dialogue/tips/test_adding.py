"""Adding to what was handed in, answering what the desk asks, and what a receipt tells."""

from dataclasses import replace

import pytest

from bot.claims.submission import Submission
from bot.desk.comparing import compared_with
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.question import OpenQuestion, QuestionState
from bot.desk.tip import LONGEST_ADDED, MOST_ADDED, TipField
from bot.library.filing import Status
from bot.library.statement import Verdict
from bot.people.address import Front
from bot.people.audience import Audience
from bot.speech.choices import ADDING, TAKING_BACK, Act, Choice
from bot.speech.forms import Form
from bot.speech.heard import Filled, Message
from tests.dialogue.conversation import NOON, keys, somebody, words
from tests.dialogue.tips.volunteer import WHAT, Volunteer
from tests.fakes.entries import a_filing, a_statement, an_event
from tests.fakes.reports import nothing, report

MORE = "They came in four lorries."
CODE = "7KQ2-M4TK"
ASKS = OpenQuestion(CODE, QuestionState.OPEN, NOON, is_tip=True, asks="Which bridge?")
DECIDED = OpenQuestion(
    CODE,
    QuestionState.CLOSED,
    NOON,
    is_tip=True,
    decision=Decision(Conclusion.UNVERIFIED, "Nobody else has seen it.", note="for the desk"),
)


def holding(standing: OpenQuestion = ASKS) -> Volunteer:
    tipster = Volunteer()
    tipster.talk.standings[standing.code] = standing
    return tipster


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", " ")])
async def test_text_is_added_under_its_receipt(typed: str) -> None:
    tipster = holding()

    outcome = await tipster.types(f"/add {typed} {MORE}")

    assert keys(outcome) == ["talk.more.added"]
    [added] = tipster.talk.added
    assert (added.code, added.text, added.sender) == (CODE, MORE, tipster.sender)


async def test_next_message_is_added_where_no_text_was_given() -> None:
    tipster = holding()

    asked = await tipster.types(f"/add {CODE}")
    await tipster.writes(MORE)

    assert keys(asked) == ["talk.more.ask"]
    assert [added.text for added in tipster.talk.added] == [MORE]
    assert tipster.talk.session.writing == ()


@pytest.mark.parametrize("text", [f"{CODE}: {MORE}", f"{CODE.lower()} {MORE}", f"add {CODE} {MORE}"])
@pytest.mark.parametrize("about", ["", CODE])
async def test_receipt_before_the_words_is_not_handed_over(text: str, about: str) -> None:
    tipster = holding()
    await tipster.types(f"/add {CODE}")

    await tipster.talk.hears(Message(tipster.sender, Submission(text), about=about))

    assert [added.text for added in tipster.talk.added] == [MORE]


async def test_adding_can_be_left() -> None:
    tipster = holding()
    await tipster.types(f"/add {CODE}")

    outcome = await tipster.types("/cancel")

    assert keys(outcome) == ["talk.more.dropped"]
    assert tipster.talk.session.writing == ()


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No thanks.",
        "cancel",
        "Stop!",
        "nothing",
        "skip",
        "Forget it.",
        "never mind",
        "not now",
        "no, stop",
        "Nothing more.",
    ],
)
async def test_plain_refusal_adds_nothing(text: str) -> None:
    tipster = holding(replace(ASKS, asks=""))
    await tipster.types(f"/add {CODE}")

    outcome = await tipster.writes(text)

    assert (keys(outcome)[0], tipster.talk.added) == ("talk.more.dropped", [])
    assert tipster.talk.session.writing == ()


@pytest.mark.parametrize(
    ("text", "added"),
    [("no", ["no"]), ("not now", ["not now"]), ("cancel", []), ("stop", []), ("never mind", [])],
)
async def test_no_answers_what_the_desk_wants_to_know(text: str, added: list[str]) -> None:
    tipster = holding()
    await tipster.types(f"/add {CODE}")

    await tipster.writes(text)

    assert [each.text for each in tipster.talk.added] == added


@pytest.mark.parametrize("command", [f"/forget {CODE}", "/status", "/stauts", "/add nothing"])
async def test_another_command_ends_the_adding(command: str) -> None:
    tipster = holding()
    await tipster.types(f"/add {CODE}")

    outcome = await tipster.types(command)

    assert keys(outcome)[0] == "talk.more.left"
    assert tipster.talk.session.writing == ()


async def test_claim_after_a_no_is_not_added() -> None:
    tipster = holding()
    tipster.talk.checking.answers = {MORE: report(nothing(MORE))}
    for command in (f"/add {CODE}", f"/forget {CODE}", "/cancel"):
        await tipster.types(command)

    await tipster.writes(MORE)

    assert tipster.talk.added == []
    assert len(tipster.talk.given_answers) == 1


async def test_button_that_takes_back_ends_the_adding() -> None:
    tipster = holding()
    await tipster.types(f"/add {CODE}")

    outcome = await tipster.talk.presses(tipster.sender, Choice(Act.TIP, CODE, value=TAKING_BACK))

    assert keys(outcome)[0] == "talk.more.left"


async def test_adding_begun_again_says_nothing_of_the_first() -> None:
    tipster = holding()
    await tipster.types(f"/add {CODE}")

    assert keys(await tipster.types(f"/add {CODE}")) == ["talk.more.ask"]
    assert keys(await tipster.types(f"/add {CODE} {MORE}")) == ["talk.more.added"]


async def test_unknown_receipt_takes_nothing() -> None:
    outcome = await Volunteer().types(f"/add {CODE} {MORE}")

    assert keys(outcome) == ["refused.unknown_code"]
    assert outcome.deeds == ()


async def test_slip_of_the_pen_adds_nothing() -> None:
    outcome = await holding().types(f"/add 7KQ2-M4TY {MORE}")

    assert keys(outcome) == ["refused.bad_code"]


async def test_nothing_is_added_where_others_read_along() -> None:
    tipster = holding()
    tipster.sender = somebody(chat="group")

    outcome = await tipster.types(f"/add {CODE} {MORE}")

    assert keys(outcome) == ["refused.only_in_private"]


async def test_nothing_is_added_to_what_was_dealt_with() -> None:
    outcome = await holding(DECIDED).types(f"/add {CODE} {MORE}")

    assert keys(outcome) == ["refused.more_closed"]


async def test_nothing_is_added_to_what_is_full() -> None:
    tipster = holding(replace(ASKS, additions=MOST_ADDED))

    assert keys(await tipster.types(f"/add {CODE} {MORE}")) == ["refused.more_full"]
    assert tipster.talk.added == []


async def test_too_long_a_text_is_refused_whole() -> None:
    tipster = holding()

    outcome = await tipster.types(f"/add {CODE} {'x' * (LONGEST_ADDED + 1)}")

    assert keys(outcome) == ["refused.more_too_long"]
    assert tipster.talk.added == []


async def test_reply_to_the_question_answers_it() -> None:
    tipster = holding()

    await tipster.talk.hears(Message(tipster.sender, Submission("The old one."), about=CODE))

    assert [added.text for added in tipster.talk.added] == ["The old one."]


async def test_reply_to_the_question_is_no_part_of_another_tip() -> None:
    tipster = holding()
    await tipster.begins()

    outcome = await tipster.talk.hears(Message(tipster.sender, Submission("The old one."), about=CODE))

    assert [added.text for added in tipster.talk.added] == ["The old one."]
    assert keys(outcome)[:2] == ["talk.more.added", "talk.tip.still_open"]


async def test_button_of_the_question_waits_for_the_answer() -> None:
    tipster = holding()
    await tipster.types(f"/status {CODE}")

    await tipster.presses(ADDING)
    await tipster.writes("The old one.")

    assert [added.text for added in tipster.talk.added] == ["The old one."]


async def test_question_that_comes_between_leaves_the_tip_open() -> None:
    tipster = holding()
    await tipster.begins()
    await tipster.writes(WHAT)
    await tipster.types(f"/add {CODE}")

    answer = await tipster.writes("The old one.")
    await tipster.writes("Pale township")

    assert [added.text for added in tipster.talk.added] == ["The old one."]
    assert "talk.tip.still_open" in keys(answer)
    [writing] = tipster.talk.session.writing
    assert writing.draft is not None
    assert writing.draft.answer(TipField.WHERE) == "Pale township"


async def test_leaving_the_question_leaves_the_tip_open() -> None:
    tipster = holding()
    await tipster.begins()
    await tipster.types(f"/add {CODE}")

    outcome = await tipster.types("/cancel")

    assert keys(outcome)[0] == "talk.more.dropped"
    assert tipster.at == "what"


async def test_form_adds_its_text() -> None:
    tipster = holding()

    await tipster.talk.hears(Filled(tipster.sender, Form.MORE, (("text", MORE),), CODE))

    assert [added.text for added in tipster.talk.added] == [MORE]


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (DECIDED, ["refused.more_closed", "talk.more.kept"]),
        (replace(ASKS, code="ZZZZ-ZZZZ"), ["refused.unknown_code"]),
    ],
)
async def test_form_that_comes_too_late_loses_no_word(standing: OpenQuestion, said: list[str]) -> None:
    tipster = holding(standing)

    outcome = await tipster.talk.hears(Filled(tipster.sender, Form.MORE, (("text", MORE),), CODE))

    assert keys(outcome) == said
    assert outcome.deeds == ()


async def test_ways_to_reach_people_are_taken_out() -> None:
    tipster = holding()

    await tipster.types(f"/add {CODE} write to me@example.org")

    assert "example.org" not in tipster.talk.added[0].text


async def test_receipt_tells_what_the_desk_asks() -> None:
    outcome = await holding().types(f"/status {CODE}")

    assert "Which bridge?" in words(outcome)
    assert f"/add {CODE}" in words(outcome)


@pytest.mark.parametrize("front", Front)
async def test_receipt_tells_the_outcome_and_why(front: Front) -> None:
    tipster = holding(DECIDED)
    tipster.sender = somebody("another", front=front)

    outcome = await tipster.types(f"/status {CODE}")

    assert "neither confirmed nor refuted" in words(outcome)
    assert "Nobody else has seen it." in words(outcome)
    assert "for the desk" not in words(outcome)


async def test_record_is_told_only_where_it_may_be_seen() -> None:
    decision = Decision(Conclusion.LINKED, "We had it.", record="strike", accord=Accord.AS_RECORDED)
    tipster = holding(replace(DECIDED, decision=decision))
    hidden = an_event(filing=a_filing(visibility=Audience.NEWSROOM))

    unknown = await tipster.types(f"/status {CODE}")
    await tipster.talk.post.library.publish([hidden])
    restricted = await tipster.types(f"/status {CODE}")
    await tipster.talk.post.library.publish([an_event()])
    public = await tipster.types(f"/status {CODE}")

    assert unknown.replies == restricted.replies
    assert "Pazigyi" in words(public)


async def test_receipt_confirms_nothing_by_a_retracted_record() -> None:
    said = a_statement("rumour", filing=a_filing(status=Status.RETRACTED))
    false = replace(said, verdict=Verdict.FALSE)
    compared = compared_with(said)
    decision = Decision(Conclusion.LINKED, "We had it.", "rumour", "", Accord.AS_RECORDED, compared)
    tipster = holding(replace(DECIDED, decision=decision))
    await tipster.talk.post.library.publish([false])

    outcome = await tipster.types(f"/status {CODE}")

    assert "The desk's outcome: not confirmed." in words(outcome)
    assert "that record was retracted" in words(outcome)


async def test_receipt_tells_no_words_of_the_tip() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    outcome = await tipster.types(f"/status {code}")

    assert WHAT not in words(outcome)


async def test_list_does_not_tell_what_the_desk_asks() -> None:
    tipster = holding()
    tipster.talk.handed_in.clear()

    outcome = await tipster.types("/status")

    assert "Which bridge?" not in words(outcome)


async def test_slack_takes_a_bare_word_for_an_answer() -> None:
    tipster = Volunteer(sender=somebody(front=Front.SLACK))
    await tipster.begins()
    await tipster.writes(WHAT)
    for word in ("/this", "/none"):
        tipster.last = await tipster.talk.types(tipster.sender, word)

    draft = tipster.talk.session.writing[0].draft
    assert draft is not None
    assert [answer for _, answer in draft.given][-2:] == ["this", ""]
