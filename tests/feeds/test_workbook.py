import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.feeds.workbook import LARGEST, NoWorkbook, read_workbook


def a_workbook(*rows: list[object], sheet: str = "events") -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


BOOK = a_workbook(["id", "title"], ["e1", "Raid"])


def test_sheet_becomes_a_file() -> None:
    assert read_workbook(BOOK) == {"events": "id,title\r\ne1,Raid\r\n"}


def test_values_are_written_as_in_csv() -> None:
    content = a_workbook(["id", "day", "moment", "number", "share", "is_party", "empty"],
                         ["e1", date(2023, 4, 11), datetime.fromisoformat("2023-04-11"), 12.0, 97.5, True, None])  # fmt: skip

    assert read_workbook(content)["events"].splitlines()[1] == "e1,2023-04-11,2023-04-11,12,97.5,yes,"


def test_formulas_are_never_run() -> None:
    content = a_workbook(["id", "title"], ["e1", '=HYPERLINK("https://evil.example","Raid")'])

    assert "HYPERLINK" not in read_workbook(content)["events"]


def test_what_unpacks_to_too_much_is_refused() -> None:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(LARGEST // 1_000_000 + 6):
            part.write(b" " * 1_000_000)

    with pytest.raises(NoWorkbook, match="unpacks to more"):
        read_workbook(kept.getvalue())


@given(content=st.binary(max_size=200))
def test_any_bytes_give_a_sentence(content: bytes) -> None:
    with pytest.raises(NoWorkbook):
        read_workbook(content)


@given(data=st.data())
def test_spoilt_workbook_gives_sheets_or_a_sentence(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(BOOK)))
    spoilt = BOOK[:at] + data.draw(st.binary(max_size=8)) + BOOK[at + data.draw(st.integers(0, 40)) :]

    with suppress(NoWorkbook):
        read_workbook(spoilt)


@given(inner=st.text(max_size=80))
def test_spoilt_sheet_gives_rows_or_a_sentence(inner: str) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as before, zipfile.ZipFile(kept, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<v>0</v>", inner.encode("utf-8", "replace"), 1)
            after.writestr(part, content)

    with suppress(NoWorkbook):
        read_workbook(kept.getvalue())
