import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.excerpt import excerpt


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short", "short"),
        ("  two\n lines ", "two lines"),
        ("one two three four", "one two …"),
        ("x" * 3000, "xxxxxxxxxx …"),
        ("a " + "x" * 3000, "a xxxxxxxx …"),
        (" " * 60 + "late", "…"),
    ],
)
def test_text_is_cut_between_words(text: str, shown: str) -> None:
    assert excerpt(text, 10).strip() == shown


@given(st.text(), st.integers(1, 40))
def test_excerpt_is_short_and_says_that_it_is_one(text: str, longest: int) -> None:
    made = excerpt(text, longest)

    assert len(made) <= longest + 2
    assert made == " ".join(text.split()) or made.endswith("…") or len(made) <= len(text)
