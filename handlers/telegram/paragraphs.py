"""Telegram's HTML as paragraphs of spans, and its cutting into messages.

Tags are written when a message is complete, so none is ever cut. Lengths are counted as Telegram counts them: UTF-16 code units of the text
without its tags (https://core.telegram.org/bots/api#sendmessage).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape
from itertools import groupby
from typing import Final

LONGEST_MESSAGE: Final = 4096
CALL: Final = "tg://user?id="
"""What the address of a mention begins with."""

MOST_ENTITIES: Final = 90
"""Telegram leaves out what is beyond 100."""

_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_JAMO: Final = range(0x1160, 0x1200)
_VIRAMA: Final = 9


class Style(Enum):
    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    style: Style = Style.PLAIN
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans on a line of their own. `is_folded`: in a quotation that opens when pressed. `is_apart`: behind an empty line."""

    spans: tuple[Span, ...]
    is_folded: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One message: as HTML, and as text for where Telegram does not take the HTML."""

    html: str
    plain: str


def lay_out(paragraphs: Iterable[Paragraph], *, longest: int = LONGEST_MESSAGE) -> tuple[Part, ...]:
    """The paragraphs in as few messages as they need, none longer than `longest`."""
    messages: list[list[Paragraph]] = [[]]
    room, entities = longest, MOST_ENTITIES
    for paragraph in paragraphs:
        for fitting in _pieces(paragraph, longest):
            needed = units(_text(fitting)) + (_gap(fitting) if messages[-1] else 0)
            if messages[-1] and (needed > room or _entities(fitting) > entities):
                messages.append([])
                needed, room, entities = units(_text(fitting)), longest, MOST_ENTITIES
            messages[-1].append(fitting)
            room -= needed
            entities -= _entities(fitting)
    return tuple(Part(_html(message), _plain(message, longest)) for message in messages if message)


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def is_inside_character(text: str, index: int) -> bool:
    """Whether what a reader sees as one character goes on at this index: accents, stacked consonants, joined emoji, flags."""
    if index <= 0 or index >= len(text):
        return False
    before, after = text[index - 1], text[index]
    return (
        after in _JOINERS
        or before == "\u200d"
        or unicodedata.category(after).startswith("M")
        or unicodedata.combining(before) == _VIRAMA
        or ord(after) in _SKIN_TONES
        or ord(after) in _JAMO
        or (ord(after) in _FLAG_LETTERS and _flag_letters_before(text, index) % 2 == 1)
    )


def _flag_letters_before(text: str, index: int) -> int:
    found = 0
    while index > found and ord(text[index - found - 1]) in _FLAG_LETTERS:
        found += 1
    return found


def _pieces(paragraph: Paragraph, longest: int) -> Iterator[Paragraph]:
    while units(_text(paragraph)) > longest:
        at = _cut(_text(paragraph), longest)
        yield replace(paragraph, spans=_spans(paragraph.spans, 0, at))
        paragraph = replace(paragraph, spans=_spans(paragraph.spans, at, None), is_apart=False)
    if _text(paragraph):
        yield paragraph


def _cut(text: str, longest: int) -> int:
    """Behind the last space of the second half that fits; else between two characters; else, in one without an end, anywhere."""
    index = room = 0
    while index < len(text) and room + units(text[index]) <= longest:
        room += units(text[index])
        index += 1
    space = text.rfind(" ", index // 2, index)
    if space > 0:
        return space + 1
    whole = index
    while whole > index // 2 and is_inside_character(text, whole):
        whole -= 1
    return whole if whole > index // 2 else index


def _spans(spans: Sequence[Span], start: int, end: int | None) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : None if end is None else max(0, end - at)]
        at += len(span.text)
        if text:
            found.append(replace(span, text=text))
    return tuple(found)


def _text(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph.spans)


def _gap(paragraph: Paragraph) -> int:
    return 2 if paragraph.is_apart else 1


def _entities(paragraph: Paragraph) -> int:
    """Pessimistic: every folded paragraph counts as a quotation of its own."""
    marks = sum((span.style is not Style.PLAIN) + bool(span.link) for span in paragraph.spans)
    return marks + paragraph.is_folded


def _html(message: Sequence[Paragraph]) -> str:
    written: list[str] = []
    for is_folded, run in groupby(message, key=lambda paragraph: paragraph.is_folded):
        paragraphs = list(run)
        inner = _join(paragraphs, [_marked(paragraph) for paragraph in paragraphs])
        gap = "\n" * _gap(paragraphs[0]) if written else ""
        written.append(f"{gap}<blockquote expandable>{inner}</blockquote>" if is_folded else f"{gap}{inner}")
    return "".join(written)


def _plain(message: Sequence[Paragraph], longest: int) -> str:
    """With the addresses written out where there is room for them."""
    full = _join(message, ["".join(_spelled(span) for span in paragraph.spans) for paragraph in message])
    return full if units(full) <= longest else _join(message, [_text(paragraph) for paragraph in message])


def _join(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> str:
    first, *others = zip(paragraphs, texts, strict=True)
    return first[1] + "".join("\n" * _gap(paragraph) + text for paragraph, text in others)


def _marked(paragraph: Paragraph) -> str:
    return "".join(_tagged(span) for span in paragraph.spans)


def _tagged(span: Span) -> str:
    text = escape(span.text, quote=False)
    if span.link:
        text = f'<a href="{escape(span.link)}">{text}</a>'
    return f"<{span.style.value}>{text}</{span.style.value}>" if span.style is not Style.PLAIN else text


def _spelled(span: Span) -> str:
    return f"{span.text} ({span.link})" if span.link and not span.link.startswith(CALL) else span.text
