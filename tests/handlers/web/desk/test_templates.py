"""Templates hold keys too: none may be without its sentence."""

import re
from pathlib import Path

import pytest

from bot.verdicts.phrasebook import load_phrasebook

ROOT = Path(__file__).parents[4]
KEY = re.compile(r"""\bt\("([a-z_.]+[a-z_])"[,)]""")
STARTS = re.compile(r"""\bt\("([a-z_.]+\.)" ~""")


@pytest.mark.parametrize(
    "template", sorted(ROOT.glob("handlers/web/*/templates/*.html")), ids=lambda path: path.name
)
def test_every_key_has_its_sentence(template: Path) -> None:
    book, text = load_phrasebook("en"), template.read_text(encoding="utf-8")

    keys = book.keys()

    assert [key for key in KEY.findall(text) if key not in book] == []
    assert [start for start in STARTS.findall(text) if not any(key.startswith(start) for key in keys)] == []
