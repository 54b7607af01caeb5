"""The sentences of a text, each read by itself: what stands round it comes later."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.claims.carried import last_measure
from bot.claims.checkworthy import kind_of
from bot.claims.circumstances import with_circumstances
from bot.claims.claim import Kind, Mention, Moment
from bot.claims.dateline import read_dateline
from bot.claims.language import has_words
from bot.claims.links import link_spans
from bot.claims.mentions import read_mentions
from bot.claims.moments import read_moments
from bot.claims.names import Names
from bot.claims.note import Note, note
from bot.claims.quantities import quantities_beside
from bot.claims.quantity import Measure, Quantity
from bot.claims.readable import READABLE
from bot.claims.split import Span, split_sentences

_LISTED_PER_CHECKABLE = 3
_OPENING_SENTENCES = 3
_REMEMBERED = 4
_TAG = re.compile(r"[#@]\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was read of one sentence. `seen` is its text without links; an `is_opening` one says when and where, and claims nothing."""

    span: Span
    text: str
    seen: str
    kind: Kind
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    places: tuple[Mention, ...]
    actors: tuple[Mention, ...]
    is_opening: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the sentences before told last: the day, and what their numbers counted."""

    day: date | None = None
    measure: Measure | None = None


NOTHING_YET = Earlier()

Cut = Callable[[Sequence[str]], None]
"""Is told the sentences of a text as soon as it is cut into them, in order, before any of them is read."""


def without_links(text: str) -> str:
    """The text with its links blanked out, so that positions stay."""
    pieces: list[str] = []
    last = 0
    for start, end in link_spans(text):
        pieces += (text[last:start], " " * (end - start))
        last = end
    return "".join((*pieces, text[last:]))


def read_sentence(
    text: str, seen: str, span: Span, names: Names, published: date | None, earlier: Earlier = NOTHING_YET
) -> Sentence:
    """What the sentence at `span` holds; all positions count from its start."""
    words, own = seen[span.start : span.end], text[span.start : span.end]
    moments = read_moments(words, published, earlier.day)
    quantities = quantities_beside(words, moments, earlier.measure)
    if words != own:  # a link stands within: what is shown is the text as it is
        moments = tuple(replace(one, text=own[one.start : one.end]) for one in moments)
        quantities = tuple(replace(one, text=own[one.start : one.end]) for one in quantities)
    places, actors, sources = read_mentions(words, names)
    kind = kind_of(
        words, counts=bool(quantities), names=bool(places or actors or sources), times=bool(moments)
    )
    return Sentence(span, own, words, kind, quantities, moments, places, actors)


def read_sentences(
    text: str, seen: str, names: Names, published: date | None, *, limit: int, cut: Cut | None = None
) -> tuple[list[Sentence], list[Note], date | None]:
    """The sentences to be answered, `limit` checkable ones at most, what was left out, and the date of the text; the rest is only counted. `cut` is
    told of no more than `limit` sentences.

    A dateline or a line that is a date gives the day of publication where none is known.
    """
    worded = [span for span in split_sentences(seen[:READABLE]) if has_words(seen[span.start : span.end])]
    # A line of nothing but tags and handles is a signature, unless it is all there is.
    spans = [span for span in worded if has_words(_TAG.sub("", seen[span.start : span.end]))] or worded
    spans = with_circumstances(seen, spans)
    if cut:
        cut([text[span.start : span.end] for span in spans[:limit]])
    read: list[Sentence] = []
    checkable = 0
    for at, span in enumerate(spans):
        if checkable >= limit or len(read) >= limit * _LISTED_PER_CHECKABLE:
            return read, _left_over(seen, spans[at:], names, limit), published
        opening = read_dateline(seen[span.start : span.end]) if at < _OPENING_SENTENCES else None
        behind = span
        if opening:
            published = published or opening.day
            line = replace(span, end=span.start + opening.length)
            read.append(replace(read_sentence(text, seen, line, names, None), is_opening=True))
            behind = replace(span, start=line.end)
        if has_words(seen[behind.start : behind.end]):
            read.append(read_sentence(text, seen, behind, names, published, _earlier(read)))
            checkable += read[-1].kind is Kind.FACT
    return read, [], published


def _earlier(read: list[Sentence]) -> Earlier:
    days = [
        moment.when.last
        for sentence in read[-_REMEMBERED:]
        for moment in sentence.moments
        if moment.when and not moment.is_as_of and (moment.when.last - moment.when.first).days < 8
    ]
    return Earlier(days[-1] if days else None, last_measure(read[-1].quantities) if read else None)


def _left_over(seen: str, spans: list[Span], names: Names, limit: int) -> list[Note]:
    checkable = [span for span in spans if _looks_checkable(seen[span.start : span.end], names)]
    if not checkable:
        return []
    start = str(checkable[0].start)
    return [note("not_checked.beyond_limit", count=str(len(checkable)), limit=str(limit), start=start)]


def _looks_checkable(words: str, names: Names) -> bool:
    # Counted, not read: reading all of a long text only to leave it out would take most of the time.
    has_digit = any(map(str.isdigit, words))
    return kind_of(words, counts=has_digit, names=bool(names.find(words)), times=has_digit) is Kind.FACT
