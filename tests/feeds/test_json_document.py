import pytest

from bot.feeds.json_document import LARGEST, NoDocument, read_document


def test_document_too_large_says_what_to_do() -> None:
    with pytest.raises(NoDocument, match=r"larger than 64 MB.*several files"):
        read_document([b" " * LARGEST, b"1"])


def test_document_of_that_size_is_read() -> None:
    assert read_document([b" " * (LARGEST - 1), b"1"]) == 1


def test_lines_are_a_list() -> None:
    assert read_document([b'{"a": 1}\n{"b"', b": 2}\n"]) == [{"a": 1}, {"b": 2}]
