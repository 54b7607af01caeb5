"""The words of a rich message (Bot API 10.1), which the library hands through as it came.

https://core.telegram.org/bots/api#richmessage
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_DEEPEST: Final = 40
"""Telegram allows 16 levels of blocks; text nests inside them. What lies deeper is left out."""

_MOST: Final = 40_000
"""Characters; Telegram allows 32,768 for a whole message."""

_LINES: Final = frozenset({"text", "summary", "credit", "expression", "caption"})
"""Fields of a block that hold text, each a paragraph of its own."""

_NESTED: Final = frozenset({"blocks", "items", "cells"})
_ATTACHED: Final = {
    "photo": "photo",
    "video": "video",
    "animation": "animation",
    "audio": "audio",
    "document": "document",
    "voice_note": "voice message",
    "map": "place",
}


@dataclass(frozen=True, slots=True)
class Rich:
    """The words in reading order, a paragraph a line, with the addresses behind them and the kinds of what came along."""

    text: str
    links: tuple[str, ...]
    attachments: tuple[str, ...]


def read_rich(raw: Any) -> Rich:
    """Whatever is not shaped as Telegram says is left out, never raised about."""
    links: list[str] = []
    attachments: list[str] = []
    blocks = raw.get("blocks") if isinstance(raw, dict) else None
    lines = (line.strip() for line in _blocks(blocks, links, attachments, 0))
    text = "\n".join(line for line in lines if line)[:_MOST]
    return Rich(text, tuple(dict.fromkeys(links)), tuple(dict.fromkeys(attachments)))


def _blocks(raw: Any, links: list[str], attachments: list[str], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for block in raw if isinstance(raw, list) else ():
        if isinstance(block, list):  # a row of a table
            yield " ".join(_blocks(block, links, attachments, depth + 1))
        elif isinstance(block, dict):
            yield from _block(block, links, attachments, depth)


def _block(block: dict[Any, Any], links: list[str], attachments: list[str], depth: int) -> Iterator[str]:
    kind = block.get("type")
    if isinstance(kind, str) and kind in _ATTACHED:
        attachments.append(_ATTACHED[kind])
    for name, value in block.items():
        if name in _NESTED:
            yield from _blocks(value, links, attachments, depth + 1)
        elif name in _LINES:
            yield "".join(_texts(value, links, depth + 1))


def _texts(raw: Any, links: list[str], depth: int) -> Iterator[str]:
    """A text is a string, a list of texts, or an object around one."""
    if depth > _DEEPEST:
        return
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for part in raw:
            yield from _texts(part, links, depth + 1)
    elif isinstance(raw, dict):
        if isinstance(raw.get("url"), str):
            links.append(raw["url"])
        for name in ("text", "expression", "alternative_text", "credit"):
            if name in raw:
                yield from _texts(raw[name], links, depth + 1)
