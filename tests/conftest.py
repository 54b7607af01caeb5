import logging
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

# How long an example takes says more about the machine than about the code; pytest's own limit catches what hangs.
settings.register_profile("unhurried", parent=settings.get_profile("default"), deadline=None)
# CI judges a change: it tries the same examples for the same code. New ones are found where somebody can look at them.
settings.register_profile("repeatable", parent=settings.get_profile("unhurried"), derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "unhurried")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A test that sets up logging does so for itself only."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
