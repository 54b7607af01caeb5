"""From the bytes of a file to its rows. Whatever the bytes are, the answer is rows and problems, never an exception."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.claims.names import fold
from bot.feeds.csv_columns import Table


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A mistake in a file. `row` counts as a spreadsheet does, the header is row 1; 0 and an empty `column` mean the file as a whole."""

    file: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `cells` has every column of the table; one that was left out is empty.

    `lacks` are columns of the table that the header misnames: what is wrong with the rest is still worth telling, but no such row is kept.
    """

    file: str
    number: int
    cells: dict[str, str]
    lacks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]


def read_sheet(
    file: str, content: bytes | str, table: Table, columns: Mapping[str, str] = MappingProxyType({})
) -> Sheet:
    """The rows of one file in the columns of `table`. Rows that are entirely empty are passed over.

    `columns` gives our name for a column by theirs, folded.
    """
    text, wrong = _decode(content)
    if wrong:
        return Sheet((), (RowProblem(file, 0, "", wrong),))
    rows = enumerate(_parse(text), start=1)
    _, header = next(rows, (1, []))
    if isinstance(header, str):
        return Sheet((), (RowProblem(file, 1, "", header),))
    names = [columns.get(fold(name).strip(), name.strip()) for name in header]
    if shapeless := _judge_shape(names, table):
        return Sheet((), (RowProblem(file, 1, "", shapeless),))
    lacks = frozenset(
        {name for name in table.required if name not in names}
        | {name for name in table.columns if names.count(name) > 1}
    )
    read: list[Row] = []
    wrongs = [RowProblem(file, 1, column, message) for column, message in _judge_header(names, table)]
    for number, cells in rows:
        if isinstance(cells, str):
            wrongs.append(RowProblem(file, number, "", cells))
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) != len(names):
            wrongs.append(RowProblem(file, number, "", _wrong_length(len(cells), len(names))))
        else:
            filled = {name: cell for name, cell in zip(names, cells, strict=True) if name in table.columns}
            read.append(Row(file, number, dict.fromkeys(table.columns, "") | filled, lacks))
    return Sheet(tuple(read), tuple(wrongs))


def _decode(content: bytes | str) -> tuple[str, str]:
    if isinstance(content, str):
        return content.removeprefix("\ufeff"), ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", "This is UTF-16. Save the file as CSV in UTF-8."
    if content.startswith(b"PK\x03\x04"):
        return "", "This is a spreadsheet, not CSV. Save it as CSV in UTF-8."
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return "", f"This is not UTF-8 text (line {row}). Save the file as CSV in UTF-8."


def _parse(text: str) -> Iterator[list[str] | str]:
    """Each row as its cells, or as the sentence that says why it cannot be read. Nothing can be read behind such a row."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"The rows from here on cannot be read: {error}. Check the quotation marks."
            return


def _judge_shape(names: list[str], table: Table) -> str:
    """What keeps the rows from being read at all, empty where nothing does."""
    if not any(names):
        return f"The first row must name the columns: {', '.join(table.columns)}."
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        return "The columns must be separated by commas, not by semicolons or tabs."
    return ""


def _judge_header(names: list[str], table: Table) -> Iterator[tuple[str, str]]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield name, "This column stands here more than once."
    for name in names:
        if name not in table.columns:
            yield name, table.unknown(name)
    for name in table.required:
        if name not in names:
            yield name, "This column is missing."


def _wrong_length(found: int, expected: int) -> str:
    return f"This row has {found} cells, the header has {expected}. Put cells with commas in quotation marks."
