"""Splitting a case and blocking somebody in a chat, by what was brought."""

from dataclasses import replace

import pytest

from bot.desk.acts import Merge
from bot.desk.case import CaseFile, CaseState
from bot.speech.choices import LONGEST_ON_THE_WIRE, Act, write_choice
from tests.dialogue.conversation import Conversation, buttons, choice_of, keys, somebody, words
from tests.dialogue.desk.at_the_desk import ALONE, HERE, asks, at_the_desk, pressed
from tests.dialogue.desk.cases import SAID, THIRI

OTHER = "The bridge near Pazigyi was hit"


async def with_two_wordings() -> Conversation:
    """In case 2: one wording of two people, and another one."""
    talk = at_the_desk()
    asks(talk, SAID, by="berta")
    asks(talk, OTHER, by="carl")
    await talk.parts.cases.act(1, Merge(2), THIRI)
    return talk


async def case(talk: Conversation, number: int) -> CaseFile:
    found = await talk.parts.cases.case(number)
    assert found is not None
    return found


async def test_wording_is_taken_out_with_all_who_used_it() -> None:
    talk = await with_two_wordings()
    asked = await talk.presses(HERE, pressed(Act.SPLIT, case=2))
    assert f"1: “{SAID}”" in words(asked)
    assert len(buttons(asked)) == 2
    done = await talk.presses(HERE, buttons(asked)[0].choice)

    assert keys(done) == ["desk.done.split"]
    assert [len((await case(talk, number)).matters) for number in (2, 3)] == [1, 2]


async def test_same_words_are_not_taken_apart() -> None:
    talk = at_the_desk()
    asks(talk, SAID, by="berta")

    assert keys(await talk.presses(HERE, pressed(Act.SPLIT))) == ["desk.pick.alike"]


async def test_more_offers_both() -> None:
    talk = await with_two_wordings()
    more = [button.choice.act for button in buttons(await talk.presses(HERE, pressed(Act.MORE, case=2)))]
    alone = [button.choice.act for button in buttons(await at_the_desk().presses(HERE, pressed(Act.MORE)))]

    assert {Act.SPLIT, Act.BLOCK} <= {*more}
    assert Act.SPLIT not in alone


async def test_person_is_blocked_and_heard_again() -> None:
    talk = at_the_desk()
    asked = await talk.types(ALONE, "/block 1")
    assert keys(await talk.presses(ALONE, choice_of(asked, Act.BLOCK))) == ["desk.done.block"]
    asks(talk, OTHER)
    assert (await case(talk, 2)).case.state is CaseState.ASIDE
    assert "2: “" not in words(await talk.types(ALONE, "/queue"))

    assert "2: “" in words(await talk.types(ALONE, "/queue aside"))
    again = await talk.types(ALONE, "/block 2")
    assert keys(await talk.presses(ALONE, choice_of(again, Act.UNBLOCK))) == ["desk.done.unblock"]
    assert (await case(talk, 2)).case.state is CaseState.OPEN


async def test_case_that_is_set_aside_says_so() -> None:
    talk = at_the_desk()
    await talk.presses(ALONE, choice_of(await talk.types(ALONE, "/block 1"), Act.BLOCK))
    asks(talk, OTHER)

    assert keys(await talk.presses(ALONE, pressed(Act.TAKE, case=2))) == ["desk.aside"]


async def test_chat_without_text_shows_none() -> None:
    talk = at_the_desk(with_text=False)
    asked = await talk.presses(HERE, pressed(Act.BLOCK))

    assert SAID not in words(asked)
    assert len(buttons(asked)) == 1


async def test_buttons_fit_every_platform() -> None:
    talk = at_the_desk()
    far = replace((await case(talk, 1)).case, revision=999_999, id=999_999_999)
    button = buttons(await talk.presses(HERE, pressed(Act.BLOCK)))[0].choice
    longest = replace(button, act=Act.UNBLOCK, answer=str(far.id), number=far.revision)

    assert len(write_choice(longest)) <= LONGEST_ON_THE_WIRE


async def test_what_left_the_case_is_not_picked() -> None:
    talk = at_the_desk()

    assert keys(await talk.presses(HERE, pressed(Act.BLOCK, value="nosuch"))) == ["refused.old_button"]


@pytest.mark.parametrize("typed", ["/block", "/block 1", "/block everybody"])
async def test_there_is_no_such_command_for_others(typed: str) -> None:
    talk = at_the_desk()
    stranger = replace(somebody("anna"), user="anna")

    assert keys(await talk.types(stranger, typed)) == keys(await talk.types(stranger, "/nonsense"))


async def test_command_needs_a_case() -> None:
    talk = at_the_desk()

    assert keys(await talk.types(ALONE, "/block")) == ["desk.which_case"]
    assert keys(await talk.types(ALONE, "/block 77")) == ["desk.no_such_case"]
    outside = replace(ALONE, address=replace(ALONE.address, chat="elsewhere"), is_private=False)
    assert keys(await talk.types(outside, "/block 1")) == ["refused.only_in_private"]
