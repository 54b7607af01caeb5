"""A table that comes in pieces: its rows one after the other, never more than one of them in memory."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.feeds.cleaned import clean
from bot.feeds.csv_rows import RowProblem

LONGEST_LINE = 4_000_000
"""Bytes. A file without an end of line is none of rows."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """`number` counts as a spreadsheet does, the header is row 1. `cells` by the names of their columns, in small letters."""

    number: int
    cells: dict[str, str]


class _NoText(Exception):
    """These bytes are no lines of text. Never leaves this module."""


def read_table(
    chunks: Iterable[bytes], *, required: Collection[str], headed: Sequence[str] = (), tabs: bool = False
) -> Iterator[TableRow | RowProblem]:
    """Each row, or what is wrong with it; what keeps the rest from being read is the last that comes. Columns that are not known are kept.

    `headed` names the columns of a file that has no header row, `tabs` says that tabs and nothing else separates its cells.
    """
    rows = _number(chunks, tabs=tabs)
    names = list(headed) or _header(next(rows, (1, [])), required)
    if isinstance(names, RowProblem):
        yield names
        return
    for number, cells in rows:
        if isinstance(cells, str):
            yield RowProblem("", number, "", cells)
        elif not any(cells):
            continue
        elif len(cells) != len(names):
            yield RowProblem(
                "", number, "", f"This row has {len(cells)} cells, {len(names)} are expected. It is left out."
            )
        else:
            yield TableRow(number, dict(zip(names, cells, strict=True)))


def _header(first: tuple[int, list[str] | str], required: Collection[str]) -> list[str] | RowProblem:
    number, cells = first
    if isinstance(cells, str):
        return RowProblem("", number, "", cells)
    names = [cell.strip().lower() for cell in cells]
    lacking = [name for name in required if name not in names]
    if lacking:
        return RowProblem(
            "", 1, ", ".join(lacking), "These columns are missing: this is no file of this format."
        )
    twice = sorted({clean(name, most=60) for name in names if names.count(name) > 1})
    if twice:
        return RowProblem("", 1, ", ".join(twice), "These columns stand here more than once.")
    return names


def _number(chunks: Iterable[bytes], *, tabs: bool) -> Iterator[tuple[int, list[str] | str]]:
    """The rows with their numbers. A sentence in place of cells is the last."""
    lines = _lines(chunks)
    rows = (
        csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(lines, strict=True)
    )
    number = 0
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"The rows from here on cannot be read: {error}. Check the quotation marks."
            return
        except _NoText as error:
            yield number, str(error)
            return


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Each line is decoded for itself, so that what cannot be read is told at the same row however the bytes were cut."""
    is_first = True
    for line in _byte_lines(chunks):
        try:
            yield line.decode("utf-8-sig" if is_first else "utf-8")
        except UnicodeDecodeError as error:
            raise _NoText("From here on this is not UTF-8 text. Save the file as CSV in UTF-8.") from error
        is_first = False


def _byte_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield _of_bearable_length(line) + b"\n"
        _of_bearable_length(rest)
    if rest:
        yield rest


def _of_bearable_length(line: bytes) -> bytes:
    if len(line) > LONGEST_LINE:
        raise _NoText("From here on there are no lines. This is no table of text.")
    return line
