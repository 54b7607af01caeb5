"""How the parts of a case stand together, the same on every front."""

from collections.abc import Iterator

from bot.speech.shown_case import CaseCard
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone

Stanza = tuple[Line, ...]


def card_stanzas(card: CaseCard, book: Phrasebook) -> tuple[Stanza, ...]:
    """Lines that belong together, the most important first. The title and how the case stands are of the tone of a headline, what was said of
    that of a claim."""
    return tuple(stanza for stanza in _stanzas(card, book) if stanza)


def _stanzas(card: CaseCard, book: Phrasebook) -> Iterator[Stanza]:
    title = Line(Tone.RELATION, card.title)
    said = Line(Tone.CLAIM, card.said) if card.said else Line(Tone.PLAIN, book.text("desk.card.bare"))
    yield title, said, *card.details
    yield Line(Tone.RELATION, card.state_line), Line(Tone.PLAIN, card.asked_line), *_labels(card, book)
    yield card.decision
    yield card.lines
    if card.link:
        yield (Line(Tone.PLAIN, book.text("desk.card.link"), link=card.link),)


def _labels(card: CaseCard, book: Phrasebook) -> Iterator[Line]:
    if card.labels:
        yield Line(Tone.PLAIN, ", ".join(card.labels), label=book.text("desk.card.labels"))
