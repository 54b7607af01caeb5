"""Other people's text, made safe to stand between our own sentences."""

import unicodedata

_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\u2028\u2029\u0085\u000b\u000c")
_STEERING = frozenset({"Cc", "Co", "Cn"})


def plain(text: str) -> str:
    """The text without what steers a terminal or turns the reading direction; line breaks stay, tabs become spaces.

    Joiners (U+200C, U+200D) stay: Burmese, Arabic and Indic scripts are spelled with them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain_character(character) for character in text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """As `plain`, with every run of spaces and line breaks made one space."""
    return " ".join(plain(text).split())


def _plain_character(character: str) -> str:
    if character == "\n":
        return "\n"
    if character in _BREAKS or character == "\r":
        return "\n"
    if character == "\t":
        return " "
    if character in _REORDERING:
        return ""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return "" if category in _STEERING else character
