"""Rows of points.csv, figures.csv and evidence.csv: parts of a record that stands in another file."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.claims.claim import Stance
from bot.claims.quantity import Measure
from bot.feeds.csv_cells import Cells
from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_rows import Row, RowProblem
from bot.library.filing import Evidence, Figure
from bot.library.series import Point

HOMES = {
    "points": ("series",),
    "figures": ("events", "statements"),
    "evidence": ("events", "statements", "series"),
}
"""For each file of parts the files in which their records stand."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What other files say about one record."""

    figures: tuple[Figure, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    points: tuple[Point, ...] = ()


def read_parts(
    rows: Mapping[str, tuple[Row, ...]], *, latest: date = date.max
) -> tuple[dict[str, Parts], list[RowProblem]]:
    """The parts by record id, from the rows of all files, and what was wrong with them."""
    found: dict[str, list[Figure | Evidence | Point]] = defaultdict(list)
    problems: list[RowProblem] = []
    for kind, homes in HOMES.items():
        owner = TABLES[kind].required[0]
        owners = {row.cells["id"].strip() for home in homes for row in rows[home]}
        for row in rows[kind]:
            cells = Cells(row, latest)
            cells.require(TABLES[kind].required)
            record = cells.id(owner)
            if record and record not in owners:
                cells.complain(
                    owner, f"No row of {' or '.join(f'{home}.csv' for home in homes)} has this id."
                )
            part = _read_part(kind, cells)
            if isinstance(part, Point) and part.as_of in _days(found[record]):
                cells.complain("as_of", "This series has a value for this day already.")
            if cells.is_usable:
                found[record].append(part)
            problems += cells.problems
    return {record: _sort(parts) for record, parts in found.items()}, problems


def _read_part(kind: str, cells: Cells) -> Figure | Evidence | Point:
    match kind:
        case "points":
            return read_point(cells)
        case "figures":
            return read_figure(cells)
        case _:
            return read_evidence(cells)


def _days(parts: list[Figure | Evidence | Point]) -> set[date]:
    return {part.as_of for part in parts if isinstance(part, Point)}


def _sort(parts: list[Figure | Evidence | Point]) -> Parts:
    return Parts(
        figures=tuple(part for part in parts if isinstance(part, Figure)),
        evidence=tuple(part for part in parts if isinstance(part, Evidence)),
        points=tuple(part for part in parts if isinstance(part, Point)),
    )


def read_point(cells: Cells) -> Point:
    low, value, high = cells.estimate("low", "value", "high")
    return Point(
        as_of=cells.the_day("as_of"),
        value=value or 0.0,
        low=low,
        high=high,
        published=cells.past_day("published"),
        reference=cells.text("reference"),
        link=cells.link("link"),
    )


def read_figure(cells: Cells) -> Figure:
    low, best, high = cells.estimate("low", "best", "high")
    return Figure(
        measure=cells.one_of("measure", Measure),
        unit=cells.text("unit").lower(),
        best=best or 0.0,
        low=low,
        high=high,
        who_counts=cells.text("who_counts"),
        as_of=cells.past_day("as_of"),
    )


def read_evidence(cells: Cells) -> Evidence:
    return Evidence(
        publisher=cells.text("publisher"),
        published=cells.past_day("published"),
        reference=cells.text("reference"),
        link=cells.link("link"),
        origin=cells.text("origin"),
        stance=cells.choice("stance", Stance, Stance.REPORT),
    )
