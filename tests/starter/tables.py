import csv
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "storage" / "starter"

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """All rows of `name`.csv of the starter library, cells as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(name: str) -> set[str]:
    return {row["id"] for row in rows(name)}


def items(cell: str) -> list[str]:
    """The items of a cell that holds a list."""
    return [item.strip() for item in cell.split("|") if item.strip()]
