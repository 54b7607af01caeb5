from dataclasses import replace

from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import From
from handlers.slack.spot import read_spot
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL, TEAM
from tests.handlers.cards import case_card
from tests.handlers.slack.second_opinion import all_texts
from tests.handlers.slack.sending import courier_of, outgoing

DESK = From(Address(Front.SLACK, TEAM, CHANNEL), Pseudonym("p"), Audience.NEWSROOM, is_private=False)


async def test_case_goes_as_one_message(fake: FakeSlack) -> None:
    async with courier_of(fake) as courier:
        sent = await courier.send_next(outgoing(case_card(), DESK))

    [message] = fake.shown(CHANNEL)
    spot = read_spot(sent.handle)
    assert spot is not None
    assert (spot.channel, spot.ts, sent.remaining) == (CHANNEL, message.ts, 0)
    assert "Case 12: a claim" in all_texts(message.blocks)
    assert fake.rejected == []


async def test_card_is_changed_in_place(fake: FakeSlack) -> None:
    async with courier_of(fake) as courier:
        first = await courier.send_next(outgoing(case_card(), DESK))
        taken = case_card("Thiri has it.", revision=4)
        second = await courier.send_next(outgoing(taken, DESK, progress=first.handle))

    [message] = fake.shown(CHANNEL)
    assert second == first
    assert "Thiri has it." in all_texts(message.blocks)


async def test_pressed_copy_is_changed_where_it_stands(fake: FakeSlack) -> None:
    async with courier_of(fake) as courier:
        first = await courier.send_next(outgoing(case_card()))
        await courier.send_next(outgoing(replace(case_card("Thiri has it."), in_place_of=first.handle)))

    [message] = fake.shown(ASKER)
    assert "Thiri has it." in all_texts(message.blocks)


async def test_deleted_card_is_posted_anew(fake: FakeSlack) -> None:
    async with courier_of(fake) as courier:
        sent = await courier.send_next(outgoing(case_card(), DESK, progress=f"{CHANNEL}//1.1"))

    [message] = fake.shown(CHANNEL)
    assert sent.handle == f"{CHANNEL}//{message.ts}"


async def test_card_of_a_long_text_is_one_message(fake: FakeSlack) -> None:
    async with courier_of(fake) as courier:
        sent = await courier.send_next(outgoing(case_card(said="word " * 4000), DESK))

    assert (len(fake.shown(CHANNEL)), sent.remaining) == (1, 0)
    assert fake.rejected == []


async def test_copy_that_is_gone_is_not_posted_anew(fake: FakeSlack) -> None:
    async with courier_of(fake) as courier:
        gone = replace(case_card(), in_place_of="D0ASKER//1.1", only_in_place=True)
        await courier.send_next(outgoing(gone))

    assert fake.shown(ASKER) == []
