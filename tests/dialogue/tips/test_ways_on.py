"""What somebody can do with a receipt: typed where people write, pressed on a page."""

import pytest

from bot.people.address import Front
from bot.speech.choices import ADDING, LOOKING, TAKING_BACK, Act, Choice
from tests.dialogue.conversation import buttons, keys, somebody, words
from tests.dialogue.tips.volunteer import on

WAYS = [LOOKING, ADDING, TAKING_BACK]


async def test_page_tells_no_commands() -> None:
    tipster = on(Front.WEB)
    await tipster.hands_in()
    assert tipster.last is not None

    assert [each.choice.value for each in buttons(tipster.last)] == WAYS
    assert "/" not in words(tipster.last)


async def test_chat_tells_commands() -> None:
    tipster = on(Front.TELEGRAM)
    code = await tipster.hands_in()
    assert tipster.last is not None

    assert f"/status {code}" in words(tipster.last)
    assert buttons(tipster.last) == []


async def test_buttons_look_add_and_take_back() -> None:
    tipster = on(Front.WEB)
    code = await tipster.hands_in()

    looked, added, taken = [
        await tipster.talk.presses(tipster.sender, Choice(Act.TIP, code, value=value)) for value in WAYS
    ]

    assert keys(looked)[0] == "talk.status.tip.open"
    assert keys(added)[0] == "talk.more.ask"
    assert keys(taken)[:2] == ["talk.more.left", "talk.takeback.what"]
    assert code in tipster.talk.handed_in


async def test_page_offers_what_can_be_done_with_an_open_receipt() -> None:
    tipster = on(Front.WEB)
    code = await tipster.hands_in()

    looked = await tipster.types(f"/status {code}")

    assert [each.choice.value for each in buttons(looked)] == [ADDING, TAKING_BACK]


async def test_buttons_do_nothing_where_others_read_along() -> None:
    tipster = on(Front.SLACK)
    code = await tipster.hands_in()
    crowd = somebody("another", front=Front.SLACK, chat="channel")

    pressed = await tipster.talk.presses(crowd, Choice(Act.TIP, code, value=LOOKING))

    assert keys(pressed) == ["refused.only_in_private"]


@pytest.mark.parametrize("word", ["send", "skip", " Drop "])
async def test_word_of_the_dialogue_is_no_claim(word: str) -> None:
    tipster = on(Front.TELEGRAM)
    await tipster.hands_in()

    said = await tipster.writes(word)

    assert keys(said) == ["talk.tip.none_open"]
    assert len(tipster.talk.handed_in) == 1


async def test_list_tells_tips_from_questions() -> None:
    tipster = on(Front.TELEGRAM)
    code = await tipster.hands_in()

    assert words(await tipster.types("/status")).startswith(f"{code}, a tip of 1 Mar 2026: waits")
