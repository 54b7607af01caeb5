import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.paragraphs import (
    LONGEST_MESSAGE,
    Paragraph,
    Part,
    Span,
    Style,
    is_inside_character,
    lay_out,
    units,
)
from tests.fakes.telegram.markup import parse_html

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60)
LINKS = st.sampled_from(["", 'https://example.org/?a=1&b="2"', "https://example.org/x"])
SPANS = st.builds(Span, TEXT, st.sampled_from(Style), LINKS)
PARAGRAPHS = st.builds(
    Paragraph, st.lists(SPANS, min_size=1, max_size=4).map(tuple), st.booleans(), st.booleans()
)
WHOLE = ["a", "é", "e\u0301", "👩‍🚀", "👨‍👩‍👧", "🇲🇲", "🇹🇭", "👍🏽", "☀️", "ကြော", "က္က", "कि", "각", "1️⃣"]
"""What a reader sees as one character each."""


def bold(text: str) -> Paragraph:
    return Paragraph((Span(text, Style.BOLD),))


def test_marks_are_written_around_their_words() -> None:
    folded = Paragraph(
        (Span("We have: ", Style.BOLD), Span("a <b>", link="https://example.org/?a&b")), is_folded=True
    )

    [part] = lay_out([bold("5 < 6"), folded])

    assert part.html == (
        "<b>5 &lt; 6</b>\n<blockquote expandable><b>We have: </b>"
        '<a href="https://example.org/?a&amp;b">a &lt;b&gt;</a></blockquote>'
    )
    assert part.plain == "5 < 6\nWe have: a <b> (https://example.org/?a&b)"


def test_folded_paragraphs_in_a_row_are_one_quotation() -> None:
    folded = [Paragraph((Span(text),), is_folded=True, is_apart=True) for text in "ab"]

    assert [part.html for part in lay_out(folded)] == ["<blockquote expandable>a\n\nb</blockquote>"]


def test_what_fits_exactly_is_one_message() -> None:
    half = LONGEST_MESSAGE // 2

    assert len(lay_out([bold("x" * half), bold("x" * (half - 1))])) == 1
    assert len(lay_out([bold("x" * half), bold("x" * half)])) == 2


def test_signs_beyond_the_first_plane_count_twice() -> None:
    assert len(lay_out([bold("🙂" * (LONGEST_MESSAGE // 2))])) == 1
    assert len(lay_out([bold("🙂" * (LONGEST_MESSAGE // 2) + "x")])) == 2


def test_long_text_is_cut_between_words() -> None:
    first, *_ = lay_out([bold("word " * 2_000)])

    assert first.plain.endswith("word ")


def test_entities_are_never_too_many() -> None:
    parts = lay_out([bold("x") for _ in range(250)])

    assert [len(parse_html(part.html).entities) for part in parts] == [90, 90, 70]


def test_nothing_makes_no_message() -> None:
    assert lay_out([Paragraph((Span(""),))]) == ()


@given(st.lists(PARAGRAPHS, max_size=12), st.integers(40, 400))
def test_every_part_is_good_html_and_short_enough(paragraphs: list[Paragraph], longest: int) -> None:
    parts = lay_out(paragraphs, longest=longest)

    for part in parts:
        assert units(part.plain) <= longest
        assert parse_html(part.html).text == shown(part)


@given(st.lists(PARAGRAPHS, max_size=8), st.integers(20, 200))
def test_no_word_is_lost_between_parts(paragraphs: list[Paragraph], longest: int) -> None:
    said = "".join(span.text for paragraph in paragraphs for span in paragraph.spans)

    told = "".join(parse_html(part.html).text for part in lay_out(paragraphs, longest=longest))

    assert squeezed(told) == squeezed(said)


@given(st.lists(st.sampled_from(WHOLE), max_size=8))
def test_characters_are_kept_whole(characters: list[str]) -> None:
    text = "".join(characters)
    starts = {len("".join(characters[:at])) for at in range(len(characters) + 1)}

    assert {at for at in range(len(text) + 1) if not is_inside_character(text, at)} == starts


@pytest.mark.parametrize("character", ["👩‍🚀", "🇲🇲", "👍🏽", "က္က", "é"])
def test_cut_falls_before_a_character_not_into_it(character: str) -> None:
    first, second = lay_out([bold("x" * (40 - units(character) + 1) + character)], longest=40)

    assert (first.plain[-1], second.plain) == ("x", character)


def shown(part: Part) -> str:
    """The text as it is without tags and white space around."""
    return parse_html(part.html).text.strip()


def squeezed(text: str) -> str:
    return "".join(text.split())
