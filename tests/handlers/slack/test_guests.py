"""Guests of the workspace in the desk's channel."""

from collections.abc import AsyncIterator

import pytest

from bot.speech.choices import Act, Choice, write_choice
from bot.speech.heard import From
from tests.fakes.slack.failures import BROKEN
from tests.fakes.slack.methods import ALL_SCOPES
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL, TEAM, Message
from tests.handlers.slack.listening import listening

GUEST, OTHER = "U0GUEST", "U0OTHER"
TAKE, DECIDE = Choice(Act.TAKE, "1", 1), Choice(Act.FORM, "1", 1, value="merge")


@pytest.fixture
async def asking() -> AsyncIterator[FakeSlack]:
    """A Slack whose app was given the right to ask who is a guest."""
    async with FakeSlack(scopes=ALL_SCOPES | {"users:read"}) as fake:
        fake.world.guests.add(GUEST)
        yield fake


async def pressed(fake: FakeSlack, *users: str, choice: Choice = TAKE, channel: str = CHANNEL) -> list[From]:
    """As whom they were heard."""
    message = Message(channel, fake.world.ts(), "card", [])
    async with listening(fake, desk_channel=CHANNEL) as front:
        for user in users:
            await fake.press_value(message, write_choice(choice), user=user).settled()
        await front.slack.errands.settled()
        return [*(one.sender for one in front.taken.heard), *(sender for sender, _ in front.forms.asked)]


async def test_guest_is_outside(asking: FakeSlack) -> None:
    heard = await pressed(asking, GUEST, ASKER, GUEST)

    assert [one.is_outside for one in heard] == [True, False, True]
    assert len(asking.called("users.info")) == 2


async def test_guest_is_opened_no_form(asking: FakeSlack) -> None:
    heard = await pressed(asking, GUEST, choice=DECIDE)

    assert {one.is_outside for one in heard} == {True}


async def test_elsewhere_nobody_is_asked_about(asking: FakeSlack) -> None:
    heard = await pressed(asking, GUEST, channel="C0ELSEWHERE")

    assert [one.is_outside for one in heard] == [False]
    assert asking.called("users.info") == []


async def test_whoever_cannot_be_told_for_now_is_outside(asking: FakeSlack) -> None:
    asking.failures.plan("users.info", BROKEN)

    assert [one.is_outside for one in await pressed(asking, ASKER, ASKER)] == [True, False]


async def test_without_the_right_it_is_asked_once(fake: FakeSlack) -> None:
    heard = await pressed(fake, ASKER, OTHER)

    assert [one.is_outside for one in heard] == [False, False]
    assert len(fake.called("users.info")) == 1


async def test_people_of_another_organisation_are_outside(fake: FakeSlack) -> None:
    message = Message(CHANNEL, fake.world.ts(), "card", [])
    async with listening(fake, desk_channel=CHANNEL) as front:
        for team in (TEAM, "T0OTHERS"):
            await fake.press_value(message, write_choice(TAKE), user=OTHER, team=team).settled()

    assert [one.sender.is_outside for one in front.taken.heard] == [False, True]
