"""The sheets of a spreadsheet (.xlsx) as the CSV files of docs/importing.md: each by its name, values alone.

A formula counts as what was last calculated for it and is never run. What unpacks to more than `LARGEST` is not unpacked.
"""

import csv
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

LARGEST = 100 * 1024 * 1024
"""Bytes, all parts of the file unpacked."""

MOST_PARTS = 2000
MOST_SHEETS = 20
MOST_ROWS = 100_000
MOST_COLUMNS = 100

_DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl and zipfile raise for files that are none, damaged, encrypted or made by hand. They name no error of their own for it."""


class NoWorkbook(Exception):
    """The sentence that says why these bytes cannot be read."""


def read_workbook(content: bytes) -> dict[str, str]:
    """The text of a CSV file for each sheet, by the sheet's name. Raises `NoWorkbook`."""
    try:
        _refuse_bombs(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are none of our business
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                if len(book.worksheets) > MOST_SHEETS:
                    raise NoWorkbook(f"There are more than {MOST_SHEETS} sheets.")
                return {sheet.title: _as_csv(_rows(sheet)) for sheet in book.worksheets}
            finally:
                book.close()
    except _DAMAGED as error:
        raise NoWorkbook(
            "This spreadsheet cannot be read. Save it anew as .xlsx, without a password."
        ) from error


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise NoWorkbook(
                f"This unpacks to more than {LARGEST // 1024 // 1024} MB. Save its sheets as CSV."
            )


def _rows(sheet: object) -> Iterable[tuple[object, ...]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined] # what a file says of its own size may be anything
    rows: Iterable[tuple[object, ...]] = sheet.iter_rows(  # type: ignore[attr-defined]
        max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True
    )
    return rows


def _as_csv(rows: Iterable[tuple[object, ...]]) -> str:
    file = io.StringIO()
    writer, width = csv.writer(file), 0
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise NoWorkbook(f"A sheet has more than {MOST_ROWS:,} rows. Save it as CSV.")
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        width = width or len(cells)
        writer.writerow(cells + [""] * (width - len(cells)))
    return file.getvalue()


def _text(value: object) -> str:
    """As it is written in CSV: days as 2023-04-11, numbers without a tail, yes and no."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | datetime():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)
