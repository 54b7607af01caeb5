"""A case as one message of Slack's. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from bot.people.audience import Audience
from bot.speech.card_layout import card_stanzas
from bot.speech.plain import one_line
from bot.speech.replies import Card
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone
from handlers.slack.paragraphs import Form, Paragraph, Post, Span, lay_out
from handlers.slack.render import button_rows, spans_of

_NAME = Audience.NEWSROOM.value
"""Blocks are named after whom they were made for (`interact.py`)."""


def render_card(card: Card, phrasebook: Phrasebook) -> Post:
    """What does not fit is left out: a card is one message, and the whole stands on the case's page."""
    post = lay_out(_paragraphs(card, phrasebook), name=f"{_NAME}-case")[0]
    rows = button_rows(card.buttons, phrasebook, name=f"{_NAME}-row")
    return replace(post, blocks=(*post.blocks, *rows))


def _paragraphs(card: Card, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    for stanza in card_stanzas(card.card, phrasebook):
        for index, line in enumerate(stanza):
            yield _paragraph(line, is_apart=not index)


def _paragraph(line: Line, *, is_apart: bool) -> Paragraph:
    match line.tone:
        case Tone.RELATION:
            return Paragraph((Span(one_line(line.text), is_bold=True),), is_apart=is_apart)
        case Tone.CLAIM:
            return Paragraph((Span(one_line(line.text)),), Form.QUOTE, is_apart)
        case Tone.DIFFERENCE:
            return Paragraph(spans_of(line, line.label), Form.POINT)
        case _:
            return Paragraph(spans_of(line, line.label), is_apart=is_apart)
