"""Characters levelled before anything is read, so that what cannot be seen cannot change a finding."""

import html
import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20e3\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]+"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{9,}")
_FOOTNOTE = re.compile("(?<=[0-9])[\u2070\xb9\xb2\xb3\u2074-\u2079]+|[\u2122\xae\xaa\xba]")
_FRACTION = re.compile("([0-9]?)([\xbc\xbd\xbe])")
_WA_AS_ZERO = re.compile("(?<=[0-9])\u101d+(?![\u1000-\u103e])")
_FRACTIONS = {"\xbc": ".25", "\xbd": ".5", "\xbe": ".75"}
_ZEROS = (0x1040, 0x1090, 0xA9F0, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x0ED0, 0x17E0)
_LEVELLED = (
    {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    | dict.fromkeys(map(ord, "“”„‟«»″〝〞"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛′ʼʻ`´"), "'")
    | dict.fromkeys(map(ord, "‐‑−﹣"), "-")
    | dict.fromkeys(map(ord, "\x0b\x0c\x85\x1c\x1d\x1e\u2028\u2029"), "\n")
    | {0x2044: "/", 0x2800: " ", 0x09: " ", 0xA9: "(c)"}
)
_PLAIN = re.compile(r"[\n !-%'-_a-~]*")
"""Text that stays as it is: most of what is read, and levelling is done again and again."""
_MARKS_IN_A_ROW = 6
_UNWRAPPINGS = 4


def level_characters(text: str, *, longest: int | None = None) -> str:
    """NFKC without invisible characters or entities; digits of all scripts, quotes and hyphens in their ASCII form.

    Superscripts behind a number are footnotes and go. Linear in the length, whatever the input; what normal forms lengthen beyond
    `longest` characters is cut.
    """
    if _PLAIN.fullmatch(text):
        return text[:longest]
    for _ in range(_UNWRAPPINGS):
        levelled = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _level(text, longest))
        if levelled == text:
            return text
        text = levelled
    # Entities wrapped in entities without end: taken apart, so that they stay what they look like.
    return _level(_ENTITY.sub(lambda entity: f"& {entity[0][1:]}", _level(text, longest)), longest)


def _level(text: str, longest: int | None) -> str:
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = _FOOTNOTE.sub("", text)
        text = _FRACTION.sub(lambda found: (found[1] or "0") + _FRACTIONS[found[2]], text)
        text = _NOT_ASCII.sub(_thin_marks, text)
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)[:longest])
    text = text.translate(_LEVELLED).replace("\r\n", "\n").replace("\r", "\n")
    return _WA_AS_ZERO.sub(lambda zeros: "0" * len(zeros[0]), text[:longest])


def _thin_marks(run: re.Match[str]) -> str:
    # Normal forms sort combining marks in quadratic time, and no script stacks more than a few.
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
