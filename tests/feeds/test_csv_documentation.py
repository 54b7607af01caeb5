import re
from pathlib import Path

import pytest

from bot.feeds.csv_columns import FILING, TABLES

FILED = ("events", "statements", "series")
PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


def documented(kind: str) -> set[str]:
    """The columns that the page names for a file: of its table, or of its line where it has no table."""
    if line := re.search(rf"^`{kind}\.csv`: (.*?)\n\n", PAGE + "\n\n", flags=re.MULTILINE | re.DOTALL):
        return names(re.sub(r"\([^)]*\)", "", line[1]))
    heading = re.search(
        rf"^## (?:\w+\.csv and )?{kind}\.csv.*?\n(.*?)(?=\n## |\n`\w+\.csv`: |\Z)",
        PAGE,
        flags=re.MULTILINE | re.DOTALL,
    )
    assert heading is not None, kind
    return first_cells(heading[1]) or names(re.sub(r"\([^)]*\)", "", heading[1]))


def first_cells(text: str) -> set[str]:
    return names(" ".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `")))


def names(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


@pytest.mark.parametrize("kind", TABLES)
def test_every_column_is_documented(kind: str) -> None:
    assert documented(kind) == set(TABLES[kind].columns) - set(FILING if kind in FILED else ())


def test_filing_is_documented() -> None:
    assert first_cells(PAGE.split("## events.csv", maxsplit=1)[0]) == set(FILING)
