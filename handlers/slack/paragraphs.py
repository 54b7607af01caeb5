"""Rich text laid out into messages that Slack takes. In rich text every word is literal: nothing that people wrote can mark, link or call anybody.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from handlers.slack.mrkdwn import escape

Block = Mapping[str, object]

BUDGET: Final = 11_000
"""Characters of all blocks of a message: above some 13,000 Slack answers `msg_blocks_too_long`, which stands in no document."""

MOST_BLOCKS: Final = 36
"""50 a message; some are left for rows of buttons."""

_LONGEST: Final = 2800
"""Characters of one paragraph; sections may have 3,000."""


class Form(StrEnum):
    PLAIN = "rich_text_section"
    QUOTE = "rich_text_quote"
    POINT = "rich_text_list"


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`is_apart`: something new begins here, a good place to break a message."""

    spans: tuple[Span, ...]
    form: Form = Form.PLAIN
    is_apart: bool = False

    @property
    def size(self) -> int:
        """As Slack may count it: with the three signs escaped, and addresses."""
        return sum(len(escape(span.text)) + len(span.link) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Post:
    """One message. `text` is the same in words for whatever shows no blocks: notifications, screen readers, a Slack that refuses the blocks."""

    text: str
    blocks: tuple[Block, ...] = ()


def lay_out(paragraphs: Iterable[Paragraph], *, name: str) -> tuple[Post, ...]:
    """At least one post. `name` begins the ids of the blocks, which have to differ within a message."""
    pages: list[list[Paragraph]] = [[]]
    used = 0
    for paragraph in (piece for whole in paragraphs for piece in _cut(whole)):
        if pages[-1] and used + paragraph.size > BUDGET:
            pages.append([])
            used = 0
        pages[-1].append(paragraph)
        used += paragraph.size
    return tuple(_post(page, name) for page in pages)


def _post(page: Sequence[Paragraph], name: str) -> Post:
    blocks = tuple(
        {"type": "rich_text", "block_id": f"{name}-{index}", "elements": _elements(group)}
        for index, group in enumerate(_stanzas(page))
    )
    return Post("\n".join(_fallback(paragraph) for paragraph in page), blocks)


def _stanzas(page: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """What belongs together shares a block; no block grows above the longest, and there are never more than Slack takes."""
    stanzas: list[list[Paragraph]] = []
    for paragraph in page:
        room = _LONGEST - sum(one.size for one in stanzas[-1]) if stanzas else 0
        starts = (
            not stanzas or paragraph.size > room or (paragraph.is_apart and len(stanzas) < MOST_BLOCKS // 2)
        )
        if starts:
            stanzas.append([])
        stanzas[-1].append(paragraph)
    return stanzas


def _elements(stanza: Sequence[Paragraph]) -> list[Block]:
    """Sections that follow each other flow together, so each but the last ends its line; points that do make one list."""
    elements: list[Block] = []
    points: list[Block] = []
    for index, paragraph in enumerate(stanza):
        if paragraph.form is Form.POINT:
            points.append({"type": Form.PLAIN.value, "elements": _leaves(paragraph)})
            continue
        if points:
            elements.append({"type": Form.POINT.value, "style": "bullet", "elements": points})
            points = []
        follows = stanza[index + 1].form if index + 1 < len(stanza) else None
        breaks = paragraph.form is Form.PLAIN and follows is Form.PLAIN
        elements.append({"type": paragraph.form.value, "elements": _leaves(paragraph, breaks=breaks)})
    if points:
        elements.append({"type": Form.POINT.value, "style": "bullet", "elements": points})
    return elements


def _leaves(paragraph: Paragraph, *, breaks: bool = False) -> list[Block]:
    leaves = [_leaf(span) for span in paragraph.spans if span.text]
    return [*leaves, {"type": "text", "text": "\n"}] if breaks else leaves


def _leaf(span: Span) -> Block:
    style = {"bold": True} if span.is_bold else {"italic": True} if span.is_italic else {}
    leaf: dict[str, object] = {"type": "text", "text": span.text}
    if span.link:
        leaf = {"type": "link", "url": span.link, "text": span.text}
    return leaf | ({"style": style} if style else {})


def _fallback(paragraph: Paragraph) -> str:
    said = "".join(_noted(span) for span in paragraph.spans)
    match paragraph.form:
        case Form.QUOTE:
            return f"“{said}”"
        case Form.POINT:
            return f"• {said}"
        case Form.PLAIN:
            return said


def _noted(span: Span) -> str:
    return escape(span.text) + (f" ({escape(span.link)})" if span.link else "")


def _cut(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph in pieces that a block takes, cut between words where there are any."""
    spans: list[Span] = []
    room = _LONGEST
    for span in (piece for whole in paragraph.spans for piece in _cut_span(whole)):
        size = len(escape(span.text)) + len(span.link)
        if spans and size > room:
            yield replace(paragraph, spans=tuple(spans))
            spans, room = [], _LONGEST
        spans.append(span)
        room -= size
    if any(span.text for span in spans):
        yield replace(paragraph, spans=tuple(spans))


def _cut_span(span: Span) -> Iterator[Span]:
    rest = span.text
    while len(escape(rest)) + len(span.link) > _LONGEST:
        # An escaped sign takes up to five characters, so a fifth of them fits whatever they are.
        longest = (_LONGEST - len(span.link)) // (1 if escape(rest[:_LONGEST]) == rest[:_LONGEST] else 5)
        head = rest[: max(1, longest)]
        cut = head.rfind(" ") + 1
        at = cut if cut > len(head) // 2 else len(head)
        yield replace(span, text=rest[:at])
        rest = rest[at:]
    yield replace(span, text=rest)
