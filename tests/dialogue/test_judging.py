from dataclasses import replace

import pytest

from bot.people.audience import Audience
from bot.speech.choices import Act, Choice
from bot.speech.heard import From
from bot.speech.replies import Mood, Part, Told
from bot.verdicts.judgement import Judgement
from tests.dialogue.conversation import Conversation, choice_of, keys, shown, somebody, words
from tests.fakes.reports import nothing, opinion, report, same_event
from tests.records import RAID, STRIKE

KNOWN, UNKNOWN, SEVERAL, WITH_OPINION = "Known.", "Unknown.", "Several.", "With opinion."
MATCH = same_event(KNOWN).matches[0]
BOTH = replace(same_event(KNOWN), matches=(MATCH, replace(MATCH, record=RAID, probability=0.7)))
REPORTS = {
    KNOWN: report(BOTH),
    UNKNOWN: report(nothing(UNKNOWN)),
    SEVERAL: report(nothing("One."), same_event("Two.")),
    WITH_OPINION: report(opinion("Shame!"), same_event("Two.")),
}
ANNA = somebody("anna", chat="group")
BERTA = somebody("berta", chat="group")
STAFF = somebody("staff", audience=Audience.NEWSROOM, chat="group")
ELSEWHERE = somebody("staff", audience=Audience.NEWSROOM, chat="other")


async def talk_about(text: str, sender: From = ANNA) -> Conversation:
    talk = Conversation(REPORTS)
    await talk.sends(sender, text)
    return talk


def told(talk: Conversation) -> list[tuple[str, Judgement]]:
    return [(each.record, each.judgement) for each in talk.judged.values()]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/this", [(STRIKE.id, Judgement.RIGHT)]),
        ("/not 1", [(STRIKE.id, Judgement.WRONG)]),
        ("/none", [(STRIKE.id, Judgement.NONE), (RAID.id, Judgement.NONE)]),
    ],
)
async def test_word_on_a_match_is_kept(command: str, expected: list[tuple[str, Judgement]]) -> None:
    talk = await talk_about(KNOWN)

    outcome = await talk.types(ANNA, command)

    assert told(talk) == expected
    (said,) = outcome.replies
    assert isinstance(said, Told)
    assert said.is_brief


async def test_feedback_is_numbers_and_no_text() -> None:
    talk = await talk_about(KNOWN)

    await talk.presses(ANNA, Choice(Act.THIS, "answer-1", 1, 1))

    (judged,) = talk.judged.values()
    assert judged.features == (("place", 1.0),)
    assert (judged.score, judged.probability, judged.language) == (3.1, 0.96, "en")
    assert (judged.relation, judged.weights_version, judged.library_version) == ("same_event", "1", 7)
    assert KNOWN not in repr(judged)
    assert "anna" not in repr(judged)


async def test_second_record_can_be_meant() -> None:
    talk = await talk_about(KNOWN)

    await talk.presses(ANNA, Choice(Act.THIS, "answer-1", 1, 2))

    assert told(talk) == [(RAID.id, Judgement.RIGHT)]


async def test_later_word_replaces_the_first() -> None:
    talk = await talk_about(KNOWN)
    await talk.types(ANNA, "/this")

    await talk.types(ANNA, "/not")

    assert told(talk) == [(STRIKE.id, Judgement.WRONG)]


@pytest.mark.parametrize("act", [Act.THIS, Act.NOT_THIS, Act.NONE, Act.ASK])
async def test_bystander_may_not_act(act: Act) -> None:
    talk = await talk_about(KNOWN)

    outcome = await talk.presses(BERTA, Choice(act, "answer-1", 1, 1))

    assert keys(outcome) == ["refused.not_yours"]
    assert (talk.judged, outcome.session.pending) == ({}, None)


async def test_newsroom_may_judge_for_others() -> None:
    talk = await talk_about(KNOWN)

    await talk.presses(STAFF, Choice(Act.THIS, "answer-1", 1, 1))

    assert told(talk) == [(STRIKE.id, Judgement.RIGHT)]


@pytest.mark.parametrize("sender", [ANNA, STAFF])
async def test_audience_of_whoever_judges_is_kept(sender: From) -> None:
    talk = await talk_about(KNOWN)

    await talk.presses(sender, Choice(Act.NOT_THIS, "answer-1", 1, 1))

    assert [each.judged_by for each in talk.judged.values()] == [sender.audience]


async def test_bystander_may_read_the_reasons() -> None:
    talk = await talk_about(KNOWN)

    outcome = await talk.presses(BERTA, Choice(Act.WHY, "answer-1", 1))

    assert (shown(outcome).part, shown(outcome).number) == (Part.REASONS, 1)


@pytest.mark.parametrize("act", [Act.WHY, Act.OPEN, Act.THIS, Act.ASK])
@pytest.mark.parametrize("stranger", [somebody("berta"), ELSEWHERE])
async def test_foreign_answer_is_as_one_that_is_gone(stranger: From, act: Act) -> None:
    talk = await talk_about(KNOWN)

    foreign = await talk.presses(stranger, Choice(act, "answer-1", 1, 1))
    gone = await talk.presses(stranger, Choice(act, "answer-9", 1, 1))

    assert foreign.replies == gone.replies
    assert keys(gone) == ["refused.answer_gone"]


async def test_newsroom_answer_is_hidden_from_the_public() -> None:
    talk = await talk_about(KNOWN, STAFF)

    outcome = await talk.presses(ANNA, Choice(Act.WHY, "answer-1", 1))

    assert keys(outcome) == ["refused.answer_gone"]


async def test_button_of_a_changed_text_says_so() -> None:
    talk = await talk_about(KNOWN)
    talk.given_answers["answer-1"] = replace(talk.given_answers["answer-1"], is_superseded=True)

    outcome = await talk.presses(ANNA, Choice(Act.THIS, "answer-1", 1, 1))

    assert keys(outcome) == ["refused.superseded_answer"]
    assert talk.judged == {}


async def test_unreadable_button_says_what_to_do() -> None:
    outcome = await Conversation({}).presses(ANNA, None)

    (said,) = outcome.replies
    assert isinstance(said, Told)
    assert (said.mood, said.is_brief) == (Mood.REFUSED, True)
    assert "Send the text again" in words(said)


@pytest.mark.parametrize(("act", "command"), [(Act.WHY, "/why"), (Act.THIS, "/this"), (Act.ASK, "/ask")])
async def test_several_claims_are_asked_back_for(act: Act, command: str) -> None:
    talk = await talk_about(SEVERAL)

    which = await talk.types(ANNA, command)
    outcome = await talk.presses(ANNA, choice_of(which, act, 2))

    assert keys(which) == ["talk.which_claim"]
    assert f"{command} 1" in words(which)
    assert keys(outcome) != ["talk.which_claim"]


async def test_number_names_the_claim() -> None:
    talk = await talk_about(SEVERAL)

    outcome = await talk.types(ANNA, "/why 2")

    assert shown(outcome).number == 2


async def test_only_checkable_claim_needs_no_number() -> None:
    talk = await talk_about(WITH_OPINION)

    outcome = await talk.types(ANNA, "/why")

    assert shown(outcome).number == 2


@pytest.mark.parametrize(("text", "command"), [(SEVERAL, "/why 3"), (KNOWN, "/this 999")])
async def test_claim_that_is_not_there_is_named(text: str, command: str) -> None:
    talk = await talk_about(text)

    outcome = await talk.types(ANNA, command)

    assert keys(outcome) == ["refused.no_such_claim"]
    assert words(outcome)


@pytest.mark.parametrize(
    ("command", "key"), [("/this", "refused.nothing_to_judge"), ("/why", "talk.why.nothing")]
)
async def test_nothing_found_is_nothing_to_judge(command: str, key: str) -> None:
    talk = await talk_about(UNKNOWN)

    outcome = await talk.types(ANNA, command)

    assert keys(outcome) == [key]


@pytest.mark.parametrize("command", ["/why", "/this", "/ask 2"])
async def test_word_before_any_answer_says_what_to_do(command: str) -> None:
    outcome = await Conversation({}).types(ANNA, command)

    assert keys(outcome) == ["refused.no_answer"]
