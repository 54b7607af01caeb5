from collections.abc import AsyncIterator
from typing import cast

import pytest

from tests.fakes.slack.server import FakeSlack
from tests.handlers.slack.listening import Listening, listening


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        yield slack


@pytest.fixture(params=["socket", "http"])
async def front(request: pytest.FixtureRequest, fake: FakeSlack) -> AsyncIterator[Listening]:
    """Over Socket Mode and over HTTP: what is heard is the same."""
    async with listening(fake, over_http=cast("str", request.param) == "http") as heard:
        yield heard
