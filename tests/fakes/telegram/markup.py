"""Telegram's HTML, read as strictly as its servers do: https://core.telegram.org/bots/api#html-style"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from tests.fakes.telegram.rejections import bad

MOST_ENTITIES: Final = 100

_TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TOKEN: Final = re.compile(r"<(/?)([^<>\s/]*)([^<>]*)>|<|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_HREF: Final = re.compile(r'\s*href="([^"]*)"\s*')


@dataclass
class Parsed:
    text: str = ""
    entities: list[dict[str, object]] = field(default_factory=list)


@dataclass
class _Open:
    tag: str
    offset: int
    entity: dict[str, object]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> Parsed:
    """Raises `Rejected` for everything that Telegram cannot parse."""
    parsed, opened, at = Parsed(), list[_Open](), 0
    for token in _TOKEN.finditer(source):
        parsed.text += source[at : token.start()]
        at = token.end()
        if token[0].startswith("&"):
            parsed.text += unescape(token[0])
        elif token[0] == "<":
            raise _cannot_parse('Unsupported start tag ""', token.start())
        elif token[1]:
            _close(parsed, opened, token)
        else:
            _open(parsed, opened, token)
    parsed.text += source[at:]
    if opened:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"', len(source))
    parsed.entities.sort(key=_place)
    return _trimmed(parsed)


def _open(parsed: Parsed, opened: list[_Open], token: "re.Match[str]") -> None:
    tag, attributes = token[2].lower(), token[3]
    if tag not in _TYPES:
        raise _cannot_parse(f'Unsupported start tag "{tag}"', token.start())
    entity: dict[str, object] = {"type": _TYPES[tag]}
    if tag == "a":
        href = _HREF.fullmatch(attributes)
        if href is None:
            raise _cannot_parse("Expected equal sign in declaration of an attribute", token.start())
        entity["url"] = unescape(href[1])
    elif tag == "blockquote":
        if any(other.tag == "blockquote" for other in opened):
            raise _cannot_parse("Nested blockquotes are not allowed", token.start())
        if attributes.strip() == "expandable":
            entity["type"] = "expandable_blockquote"
    elif attributes.strip():
        raise _cannot_parse(f'Tag "{tag}" must have no attributes', token.start())
    opened.append(_Open(tag, units(parsed.text), entity))


def _close(parsed: Parsed, opened: list[_Open], token: "re.Match[str]") -> None:
    tag = token[2].lower()
    if not opened:
        raise _cannot_parse("Unexpected end tag", token.start())
    last = opened.pop()
    if last.tag != tag:
        raise _cannot_parse(f'Unmatched end tag, expected "</{last.tag}>", found "</{tag}>"', token.start())
    length = units(parsed.text) - last.offset
    if length:
        parsed.entities.append(last.entity | {"offset": last.offset, "length": length})


def _trimmed(parsed: Parsed) -> Parsed:
    """Telegram cuts white space at both ends, and marks beyond the hundredth are lost."""
    cut = units(parsed.text) - units(parsed.text.lstrip())
    text = parsed.text.strip()
    kept: list[dict[str, object]] = []
    for entity in parsed.entities:
        offset, length = _place(entity)[0] - cut, -_place(entity)[1]
        start, end = max(0, offset), min(units(text), offset + length)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return Parsed(text, kept[:MOST_ENTITIES])


def _place(entity: dict[str, object]) -> tuple[int, int]:
    offset, length = entity["offset"], entity["length"]
    assert isinstance(offset, int)
    assert isinstance(length, int)
    return offset, -length


def _cannot_parse(reason: str, offset: int) -> Exception:
    return bad(f"can't parse entities: {reason} at byte offset {offset}")
