import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.speech.plain import one_line, plain


def test_terminal_commands_are_taken_out() -> None:
    assert plain("a\x1b[31mb\x1b]0;title\x07c\x00d\x9be") == "a[31mb]0;titlecde"


def test_reading_direction_cannot_be_turned() -> None:
    assert plain("killed \u202e561\u202c people \u2066x\u2069") == "killed 561 people x"


def test_line_breaks_of_every_kind_stay() -> None:
    assert plain("a\r\nb\rc\u2028d\x0be\nf\tg") == "a\nb\nc\nd\ne\nf g"


def test_joiners_of_scripts_stay() -> None:
    assert plain("می\u200cخواهم क\u200dष") == "می\u200cخواهم क\u200dष"


def test_half_of_a_letter_is_marked() -> None:
    assert plain("a\ud800b") == "a\ufffdb"


@given(st.text())
def test_nothing_steers_and_all_can_be_encoded(text: str) -> None:
    made = plain(text)

    made.encode("utf-8")
    assert not [sign for sign in made if unicodedata.category(sign) == "Cc" and sign != "\n"]
    assert plain(made) == made


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
