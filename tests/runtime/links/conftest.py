from collections.abc import AsyncIterator

import pytest

from tests.fakes.web import FakeWeb, opened_web


@pytest.fixture
async def web() -> AsyncIterator[FakeWeb]:
    async for opened in opened_web():
        yield opened
