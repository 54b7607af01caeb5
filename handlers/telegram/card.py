"""A case as one message of Telegram's. Pure."""

from collections.abc import Iterator
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.speech.card_layout import card_stanzas
from bot.speech.plain import one_line
from bot.speech.replies import Card
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone
from handlers.telegram.paragraphs import Paragraph, Part, Span, Style, lay_out
from handlers.telegram.render import keyboard, spans_of, uncalling

_LONGEST: Final = 4000
"""What does not fit is left out: a card is one message, and the whole stands on the case's page."""


def render_card(
    card: Card, phrasebook: Phrasebook, *, is_private: bool
) -> tuple[Part, InlineKeyboardMarkup | None]:
    paragraphs = _paragraphs(card, phrasebook)
    if not is_private:
        paragraphs = (uncalling(paragraph) for paragraph in paragraphs)
    return lay_out(paragraphs, longest=_LONGEST)[0], keyboard(card.buttons, phrasebook)


def _paragraphs(card: Card, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    for place, stanza in enumerate(card_stanzas(card.card, phrasebook)):
        for index, line in enumerate(stanza):
            yield Paragraph(_spans(line), is_apart=bool(place) and not index)


def _spans(line: Line) -> tuple[Span, ...]:
    match line.tone:
        case Tone.RELATION:
            return (Span(one_line(line.text), Style.BOLD),)
        case Tone.CLAIM:
            return (Span(f"“{one_line(line.text)}”", Style.ITALIC),)
        case _:
            return spans_of(line, line.label)
