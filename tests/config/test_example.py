"""The example, the settings and their defaults are one thing in three places."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.config.complaints import keys_of
from bot.config.load import parse_settings
from bot.config.settings import Settings

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
SWITCHED_ON = re.sub(r"^#(?=\w+ = )", "", EXAMPLE, flags=re.MULTILINE)


def sections() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in Settings.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, BaseModel)
        yield name, field.annotation


def test_example_changes_nothing_as_it_stands() -> None:
    assert parse_settings(EXAMPLE, {}, folder=ROOT) == parse_settings("", {}, folder=ROOT)


def test_example_names_every_key() -> None:
    written: dict[str, Any] = tomllib.loads(SWITCHED_ON)

    assert {name: set(keys) for name, keys in written.items()} == {
        name: set(keys_of(model)) for name, model in sections()
    }


def test_example_values_are_the_defaults() -> None:
    example = parse_settings(SWITCHED_ON, {}, folder=ROOT)
    default = parse_settings("", {}, folder=ROOT)

    assert example.storage.database_path == default.storage.database_path
    assert example.storage.index_path == default.storage.index_path
    # Thresholds that are left out are as shipped, which are other numbers with other weights.
    apart = {"storage", "thresholds"}
    assert example.model_dump(exclude=apart) == default.model_dump(exclude=apart)


def test_every_key_has_a_comment_above() -> None:
    lines = EXAMPLE.splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"#\w+ = ", line)]

    assert all(lines[number - 1].startswith("# ") for number in keys)
