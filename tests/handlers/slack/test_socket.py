import asyncio

import pytest

from bot.errors import Unavailable
from tests.fakes.slack.delivery import Patience
from tests.fakes.slack.failures import BROKEN, refused
from tests.fakes.slack.server import FakeSlack
from tests.handlers.slack.listening import listening

CLAIM = "At least 165 people were killed in Pazigyi."


async def test_refresh_moves_to_a_new_connection(fake: FakeSlack) -> None:
    async with listening(fake) as front:
        await fake.links.refresh()
        await fake.wait_for(lambda: fake.links.count)
        delivery = await fake.dm(CLAIM).settled()

        assert fake.links.connections == 2
        assert delivery.is_accepted
        assert len(front.taken.heard) == 1


async def test_cut_connection_is_made_anew(fake: FakeSlack) -> None:
    async with listening(fake) as front:
        for _ in range(3):
            await fake.links.cut()
            await fake.wait_for(lambda: fake.links.count)
        await fake.dm(CLAIM).settled()

        assert len(front.taken.heard) == 1
        await front.slack.ping()


async def test_unacknowledged_envelope_comes_again_elsewhere(fake: FakeSlack) -> None:
    fake.patience.answer = 0.5
    async with listening(fake) as front:
        front.taken.gate = asyncio.Event()
        delivery = fake.dm(CLAIM)
        await front.taken.called.wait()
        await fake.links.cut()
        front.taken.gate.set()

        await delivery.settled()

        assert delivery.is_accepted
        assert len(front.taken.heard) == 1


async def test_cut_connection_tells_health(fake: FakeSlack) -> None:
    async with listening(fake) as front:
        fake.failures.chances["apps.connections.open"] = (1.0, BROKEN)
        await fake.links.cut()
        await fake.wait_for(lambda: any(call.error for call in fake.called("apps.connections.open")))

        with pytest.raises(Unavailable):
            await front.slack.ping()


async def test_connection_is_asked_for_until_it_is_given() -> None:
    async with FakeSlack() as fake:
        fake.failures.plan("apps.connections.open", BROKEN, refused("internal_error"))
        async with listening(fake) as front:
            await fake.dm(CLAIM).settled()
            await front.slack.ping()

            assert len(fake.called("apps.connections.open")) == 3


async def test_garbage_on_the_socket_is_passed_over(fake: FakeSlack) -> None:
    async with listening(fake) as front:
        for text in (
            "",
            "[]",
            "{",
            '{"type": 5}',
            '{"envelope_id": "x", "payload": []}',
            '{"payload": {"event": 1}}',
        ):
            await fake.links.shout(text)
        delivery = await fake.dm(CLAIM).settled()

        assert delivery.attempts == 1
        assert len(front.taken.heard) == 1
        assert front.bugs.bugs == []


async def test_late_envelope_is_delivered_again_and_kept_once() -> None:
    async with (
        FakeSlack(patience=Patience(answer=0.05, again=(0.0, 0.0, 0.0))) as fake,
        listening(fake) as front,
    ):
        front.taken.gate = asyncio.Event()
        delivery = fake.dm(CLAIM)
        await fake.wait_for(lambda: delivery.attempts > 1)
        front.taken.gate.set()
        await delivery.settled()

        assert len(front.taken.heard) == 1
        assert len(front.taken.arrivals) >= 2
