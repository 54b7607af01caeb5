"""Code holds keys, the phrase files hold sentences: no key may be without its sentence, whoever says it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.verdicts.phrasebook import LANGUAGES, load_phrasebook

ROOT = Path(__file__).parents[2]
SAYING = {"note", "Note", "Refusal"}


def keys_said() -> Iterator[tuple[str, str]]:
    """Every key that is written out in a call of one of these, with the place where it is."""
    for folder in ("bot", "handlers", "storage"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
                    key = node.args[0] if node.args else None
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        yield key.value, f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_its_sentence(language: str) -> None:
    book = load_phrasebook(language)

    assert [f"{key} ({place})" for key, place in keys_said() if key not in book] == []
