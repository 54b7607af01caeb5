import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntok import segmenter
from syntok.tokenizer import Tokenizer

from bot.claims.dateline import read_dateline
from bot.claims.split import LONGEST, is_quoted, split_sentences


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One died. Two fled.", ["One died.", "Two fled."]),
        ("Mr. Smith of the U.S. Army died. He was 40.", ["Mr. Smith of the U.S. Army died.", "He was 40."]),
        ("170 dead in Pazigyi\nThe army denies it", ["170 dead in Pazigyi", "The army denies it"]),
        ("About 4.5 tons burned on 1. May.", ["About 4.5 tons burned on 1. May."]),
        ("လူ 170 သေဆုံး။ 30 ဒဏ်ရာရ။", ["လူ 170 သေဆုံး။", "30 ဒဏ်ရာရ။"]),
        (
            "The army killed 12 people in Myaing; the NUG gives 30 for the same day.",
            ["The army killed 12 people in Myaing", "the NUG gives 30 for the same day."],
        ),
        (
            "The army killed 12 people in Myaing, while the NUG gives 30 dead.",
            ["The army killed 12 people in Myaing", "the NUG gives 30 dead."],
        ),
        ("He died while the guards watched.", ["He died while the guards watched."]),
        ("no one died in Mindat. my uncle was killed", ["no one died in Mindat.", "my uncle was killed"]),
        ("They left Mo So. Ma Ei stayed.", ["They left Mo So.", "Ma Ei stayed."]),
        ("They left Khin-U. Ma Ei stayed.", ["They left Khin-U.", "Ma Ei stayed."]),
        ("Approx. two hundred men and Prof. Win left.", ["Approx. two hundred men and Prof. Win left."]),
        ("... --- ...", []),
        ("", []),
    ],
)
def test_sentences_are_told_apart(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_paragraphs_are_counted() -> None:
    assert [span.paragraph for span in split_sentences("One. Two.\n\nThree.")] == [0, 0, 1]


def test_quotation_reaches_over_sentences() -> None:
    text = 'He said: "We saw it. They ran." It ended.'
    spans = split_sentences(text)
    assert [is_quoted(text, span.start) for span in spans] == [False, True, False]


@given(st.text(max_size=400))
def test_spans_lie_in_order_inside(text: str) -> None:
    spans = split_sentences(text)
    ends = [0, *(place for span in spans for place in (span.start, span.end))]
    assert ends == sorted(ends)
    assert all(0 < span.end - span.start <= LONGEST and span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    ("line", "length", "day"),
    [
        ("YANGON, 12 April 2023 (AFP) - At least 100 died", 30, "2023-04-12"),
        ("BANGKOK (Reuters) - At least 100 died", 20, "None"),
        ("Published: 12 April 2023, 10:30 am", 34, "2023-04-12"),
        ("Yangon, 12 April 2023 – At least 100 died on Tuesday", 24, "2023-04-12"),
        ("12 April 2023", 13, "2023-04-12"),
    ],
)
def test_dateline_gives_its_day(line: str, length: int, day: str) -> None:
    dateline = read_dateline(line)
    assert dateline is not None
    assert (dateline.length, str(dateline.day)) == (length, day)


@pytest.mark.parametrize(
    "line",
    [
        "At least 100 people died on 12 April 2023",
        "The army - it says - won",
        "Pazigyi, 11 April 2023 – 170 killed in air strike",
        "MYANMAR - 170 DEAD",
        "Soldiers died in Sagaing",
        "Pazigyi - a village in Sagaing - was bombed",
    ],
)
def test_statement_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


@given(st.text(alphabet="aBzÖ4ခ ,:'\"’“”%-", max_size=80), st.sampled_from(["", ".", "!", "?", ". ", "?  "]))
def test_line_with_a_stop_at_its_end_alone_is_one_sentence(words: str, stop: str) -> None:
    found = [tokens for tokens in segmenter.split(Tokenizer().tokenize(words + stop)) if tokens]
    assert len(found) <= 1
    assert len(pieces(words + stop)) == any(letter.isalnum() for letter in words)
