from pathlib import Path

import pytest

from bot.commandline.app_imports import DATA_SETS
from bot.feeds.formats import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


def test_every_format_is_a_command() -> None:
    assert set(DATA_SETS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_worked_example(name: str) -> None:
    assert f"$ secondsource import {name} " in PAGE or f"| secondsource import {name} -" in PAGE
