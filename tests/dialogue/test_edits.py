import pytest

from bot.errors import Refusal, Unavailable
from bot.speech.replies import Superseded
from tests.dialogue.conversation import Conversation, answered, keys, somebody
from tests.fakes.reports import nothing, report

OLD, NEW, LINK = "A claim.", "Another claim.", "https://example.org/a"


def conversation() -> Conversation:
    return Conversation(
        {OLD: report(nothing(OLD)), NEW: report(nothing(NEW)), LINK: Refusal("refused.only_link")}
    )


async def test_changed_text_is_answered_anew() -> None:
    talk = conversation()
    await talk.sends(somebody(), OLD)

    outcome = await talk.sends(somebody(), NEW, is_edit=True)

    assert outcome.replies[0] == Superseded("answer-1")
    assert answered(outcome).answer == "answer-2"
    assert talk.given_answers["answer-1"].is_superseded


@pytest.mark.parametrize("text", [OLD, f"  {OLD} ", OLD.replace(" ", "\u200b ")])
async def test_text_that_reads_the_same_is_left_alone(text: str) -> None:
    talk = conversation()
    await talk.sends(somebody(), OLD)

    outcome = await talk.sends(somebody(), text, is_edit=True)

    assert (outcome.replies, outcome.deeds) == ((), ())


async def test_unanswered_private_text_counts_as_new() -> None:
    outcome = await conversation().sends(somebody(), OLD, is_edit=True)

    assert answered(outcome).answer == "answer-1"


async def test_unanswered_text_in_a_group_is_left_alone() -> None:
    outcome = await conversation().sends(somebody(chat="group"), OLD, is_edit=True)

    assert outcome.replies == ()


async def test_text_of_somebody_else_is_left_alone() -> None:
    talk = conversation()
    await talk.sends(somebody("anna", chat="group"), OLD)

    outcome = await talk.sends(somebody("berta", chat="group"), NEW, is_edit=True)

    assert outcome.replies == ()


async def test_person_with_a_new_name_is_still_the_same() -> None:
    talk = conversation()
    await talk.sends(somebody("old-name", chat="group"), OLD)

    outcome = await talk.sends(somebody("new-name", chat="group", formerly=("old-name",)), NEW, is_edit=True)

    assert outcome.replies[0] == Superseded("answer-1")


async def test_change_into_something_refused_outdates_the_answer() -> None:
    talk = conversation()
    await talk.sends(somebody(), OLD)

    outcome = await talk.sends(somebody(), LINK, is_edit=True)

    assert outcome.replies[0] == Superseded("answer-1")
    assert keys(outcome)[0] == "refused.only_link"
    assert talk.given_answers["answer-1"].is_superseded
    assert talk.session.last == ""


async def test_change_back_is_noticed() -> None:
    talk = conversation()
    await talk.sends(somebody(), OLD)
    await talk.sends(somebody(), LINK, is_edit=True)

    outcome = await talk.sends(somebody(), OLD, is_edit=True)

    assert [type(reply).__name__ for reply in outcome.replies] == ["Answered"]


async def test_old_answer_stands_while_the_new_check_waits() -> None:
    talk = Conversation({OLD: report(nothing(OLD)), NEW: Unavailable("index", retry_after=9)})
    await talk.sends(somebody(), OLD)

    outcome = await talk.sends(somebody(), NEW, is_edit=True)

    assert outcome.again_in == 9
    assert Superseded("answer-1") not in outcome.replies
    assert not talk.given_answers["answer-1"].is_superseded
