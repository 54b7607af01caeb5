"""What is known of a source, asked on Telegram and in Slack by those who are of the newsroom, and by others."""

from collections.abc import AsyncIterator

import pytest

from bot.library.filing import Provenance
from bot.library.source import Reliability
from tests.fakes.entries import a_rating, a_source
from tests.fakes.slack.world import ASKER, CHANNEL
from tests.fakes.telegram.people import AUNG, GROUP, private
from tests.handlers.slack.second_opinion import all_texts
from tests.stories.desk_house import House, open_house

TOLD = ("Casualty counters: recorder", "C, fairly reliable: A foundation, imported and not our own opinion")


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Whose library has a source that was rated elsewhere."""
    async with open_house() as opened:
        imported = a_rating(rater="A foundation", provenance=Provenance.DATA_SET, letter=Reliability.C)
        await opened.post.library.publish([a_source(), imported])
        yield opened


async def test_source_is_told_on_telegram(house: House) -> None:
    house.telegram.say("/source counter", private(AUNG), sender=AUNG)
    await house.settle()

    assert all(part in house.telegram.sent[-1].text for part in TOLD)


async def test_letters_are_not_told_to_a_group(house: House) -> None:
    house.telegram.say("/source counter", GROUP, sender=AUNG)
    await house.settle()

    told = house.telegram.sent[-1].text
    assert TOLD[0] in told
    assert "One rating is not shown here" in told
    assert "fairly reliable" not in told


async def test_source_is_told_in_slack(house: House) -> None:
    await house.slack.command("source counter").settled()
    await house.front.errands.settled()
    await house.settle()

    every = (*house.slack.shown(CHANNEL, to=ASKER), *house.slack.shown(ASKER))
    told = " ".join(f"{all_texts(one.blocks)} {one.text}" for one in every)
    assert all(part in told for part in TOLD)
