"""Libraries quote what they could not handle, with tokens and texts. None of it may reach a log at any level."""

import logging
from collections.abc import AsyncIterator

import pytest

from bot.speech.heard import Message
from bot.speech.replies import Working
from tests.fakes.slack.failures import BROKEN, CUT, PAGE, refused
from tests.fakes.slack.server import FakeSlack
from tests.handlers.slack.listening import Listening, listening
from tests.handlers.slack.sending import outgoing

SECRET = "CANARY killed five in Pazigyi"


@pytest.fixture(params=["socket", "http"])
async def loud(
    request: pytest.FixtureRequest, fake: FakeSlack, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Listening]:
    """Everything that anybody logs is heard."""
    caplog.set_level(logging.DEBUG)
    fake.patience.answer = 0.3
    async with listening(fake, over_http=request.param == "http") as front:
        yield front


async def test_nothing_that_people_wrote_is_logged(loud: Listening, caplog: pytest.LogCaptureFixture) -> None:
    fake = loud.fake
    await fake.dm(SECRET).settled()
    await fake.command(SECRET).settled()
    await fake.open_form().settled()
    await fake.submit(text=SECRET, published="2030-01-01", origin=SECRET).settled()
    await fake.tell({"type": "unheard_of", "text": SECRET}).settled()
    loud.taken.breaks = RuntimeError(SECRET)
    await fake.dm(SECRET).settled()
    assert isinstance(loud.taken.heard[0], Message)
    for failure in (BROKEN, PAGE, CUT, refused("invalid_blocks")):
        fake.failures.plan("reactions.add", failure)
        await loud.slack.courier.sign(loud.taken.heard[0], Working(), "")
    await loud.slack.courier.send_next(outgoing())

    said = [*(record.getMessage() + str(record.__dict__) for record in ours(caplog)), caplog.text]
    for canary in (
        SECRET,
        fake.bot_token,
        fake.app_token,
        fake.signing_secret,
        "U0ASKER",
        "T0HOME",
        "D0ASKER",
    ):
        assert [line for line in said if canary in line] == []


async def test_away_slack_is_told_without_content(loud: Listening, caplog: pytest.LogCaptureFixture) -> None:
    loud.fake.failures.plan("apps.connections.open", PAGE, CUT, refused("invalid_auth"))
    await loud.fake.links.cut()
    await loud.fake.dm(SECRET).settled()

    assert {record.name for record in ours(caplog) if record.levelno >= logging.WARNING} <= {"secondsource"}


def ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """All but the loop's own word on how it polls."""
    return [record for record in caplog.records if record.name != "asyncio"]
