"""Two moderators at once, one on Telegram and one in Slack."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.claims.claim import Claim, Kind
from bot.desk.case import Case, CaseState
from bot.desk.decision import Accord
from bot.desk.question import Question
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.choices import Act
from bot.speech.heard import From
from bot.speech.outcome import Ask
from tests.dialogue.desk.cases import SAID
from tests.fakes.slack.world import ASKER
from tests.fakes.telegram.people import AUNG, GROUP, HLA
from tests.handlers.slack.second_opinion import all_texts
from tests.stories.desk_house import House, open_house

REASON = "It is an opinion, not a report."
OTHER_REASON = "Nobody could know that."


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """With one case, shown in both chats."""
    async with open_house() as opened:
        claim = Claim(SAID, 0, len(SAID), "en", Kind.FACT)
        anna = From(Address(Front.TELEGRAM, "1", "77"), Pseudonym("anna"), Audience.PUBLIC, user="77")
        question = Question(opened.parts.make_code(), claim, "answer-1", 1)
        opened.post.bring(Ask(question, anna))
        await opened.show()
        yield opened


async def case(house: House) -> Case:
    file = await house.parts.cases.case(1)
    assert file is not None
    return file.case


async def test_both_see_who_has_it(house: House) -> None:
    told = await house.press_on_telegram(Act.TAKE)
    await house.show()

    assert told == "Case 1 is yours until 12:30 UTC."
    assert "Thiri has it" in house.card_on_telegram().text
    assert "Thiri has it" in all_texts(house.card_on_slack().blocks)


async def test_second_one_hears_who_was_first(house: House) -> None:
    await house.press_on_telegram(Act.TAKE)
    await house.press_on_slack(Act.TAKE)

    assert "Thiri is working on case 1" in " ".join(house.told_on_slack())
    hold = (await case(house)).hold
    assert hold is not None
    assert hold.name == "Thiri"


async def test_one_of_two_at_once_wins(house: House) -> None:
    card = house.card_on_slack()
    await asyncio.gather(house.press_on_telegram(Act.TAKE), house.press_on_slack(Act.TAKE))

    hold = (await case(house)).hold
    assert hold is not None
    assert hold.name in {"Thiri", "Ko Aung"}
    assert card in house.slack.shown(card.channel)


async def test_decision_of_one_is_undone_by_the_other(house: House) -> None:
    await house.press_on_telegram(Act.DECIDE, value="rejected")
    await house.answer_on_telegram(REASON, to=house.telegram.sent[-1])
    assert (await case(house)).state is CaseState.DECIDED
    await house.show()
    assert REASON in all_texts(house.card_on_slack().blocks)

    await house.press_on_slack(Act.UNDO)

    undone = await case(house)
    assert undone.state is CaseState.OPEN
    assert undone.hold is not None
    assert undone.hold.name == "Ko Aung"


async def test_form_that_comes_second_is_told_of_the_first(house: House) -> None:
    await house.press_on_slack(Act.DECIDE, value="nocheck")
    await house.press_on_telegram(Act.DECIDE, value="rejected")
    await house.answer_on_telegram(REASON, to=house.telegram.sent[-1])
    await house.slack.submit(reason=OTHER_REASON).settled()
    await house.settle()

    told = " ".join(house.told_on_slack())
    assert "decided by Thiri" in told
    assert OTHER_REASON in told
    decision = (await case(house)).decision
    assert decision is not None
    assert decision.reason == REASON


async def test_modal_decides_with_its_reason(house: House) -> None:
    await house.press_on_slack(Act.LINK, value="")
    await house.slack.submit(accord="differs", reason="It is the strike of 11 April 2023.").settled()
    await house.settle()

    decision = (await case(house)).decision
    assert decision is not None
    assert (decision.record, decision.reason) == ("pazigyi", "It is the strike of 11 April 2023.")
    assert decision.accord is Accord.DIFFERS
    assert any("decided by Ko Aung" in one.text for one in house.slack.shown(house.card_on_slack().channel))


async def test_telegram_asks_whether_it_differs(house: House) -> None:
    await house.press_on_telegram(Act.LINK, value="")
    assert "2: It differs" in house.telegram.sent[-1].text
    await house.answer_on_telegram("2", to=house.telegram.sent[-1])
    await house.answer_on_telegram("It was another village.", to=house.telegram.sent[-1])
    await house.show()

    decision = (await case(house)).decision
    assert decision is not None
    assert (decision.record, decision.accord) == ("pazigyi", Accord.DIFFERS)
    assert "It differs: it contradicts the record" in house.card_on_telegram().text
    assert "It differs: it contradicts the record" in all_texts(house.card_on_slack().blocks)


async def test_several_write_in_one_chat(house: House) -> None:
    await house.press_on_telegram(Act.DECIDE, value="rejected")
    first = house.telegram.sent[-1]
    await house.press_on_telegram(Act.DECIDE, value="nocheck", by=HLA)
    second = house.telegram.sent[-1]
    await house.answer_on_telegram(OTHER_REASON, to=second, by=HLA)
    await house.answer_on_telegram(REASON, to=first, by=AUNG)

    decided = await case(house)
    assert decided.decision is not None
    assert (decided.decision.reason, decided.decided_by[1]) == (OTHER_REASON, "Mya")
    assert "decided by Mya" in house.telegram.sent[-1].text


async def test_chatter_is_no_reason(house: House) -> None:
    await house.press_on_telegram(Act.DECIDE, value="rejected")
    house.telegram.say("What do you think of it?", GROUP, sender=HLA)
    house.telegram.say("I am on it", GROUP, sender=AUNG)
    await house.settle()

    assert (await case(house)).state is CaseState.OPEN


async def test_queue_stands_on_the_page(house: House) -> None:
    await house.slack.open_home().settled()
    await house.front.errands.settled()

    assert SAID in all_texts(house.slack.world.homes[ASKER]["blocks"])


async def test_question_calls_whoever_is_asked(house: House) -> None:
    await house.press_on_telegram(Act.DECIDE, value="rejected", by=HLA)

    asked = house.telegram.sent[-1]
    assert "for Mya" in asked.text
    assert f"tg://user?id={HLA['id']}" in asked.html
    assert str(AUNG["id"]) not in asked.html


async def test_person_is_blocked_on_telegram_and_heard_again_in_slack(house: House) -> None:
    house.telegram.say("/block 1", GROUP, sender=AUNG)
    await house.settle()
    asked = house.telegram.sent[-1]
    query = house.telegram.press_data(asked, str(asked.buttons[0]["callback_data"]), by=AUNG)
    await house.settle()
    assert "Blocked" in query.told
    anna = From(Address(Front.TELEGRAM, "1", "77"), Pseudonym("anna"), Audience.PUBLIC, user="77")
    claim = Claim("Another claim", 0, 13, "en", Kind.FACT)
    house.post.bring(Ask(Question(house.parts.make_code(), claim, "answer-2", 1), anna))
    aside = await house.parts.cases.case(2)
    assert aside is not None
    assert aside.case.state is CaseState.ASIDE

    await house.slack.command("block 2").settled()
    await house.front.errands.settled()
    await house.settle()
    offered = house.slack.shown(ASKER)[-1]
    button = next(
        element["value"]
        for block in offered.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    )
    await house.slack.press(offered, button).settled()
    await house.settle()
    heard = await house.parts.cases.case(2)
    assert heard is not None
    assert heard.case.state is CaseState.OPEN
