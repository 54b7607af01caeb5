import asyncio
from collections.abc import Mapping

from tests.fakes.quick_time import quick_loops


def pytest_asyncio_loop_factories() -> Mapping[str, type[asyncio.AbstractEventLoop]]:
    """No test in this folder waits for real."""
    return quick_loops()
