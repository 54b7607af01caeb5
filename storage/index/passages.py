"""What of a record is encoded: a few texts, each with a meaning of its own. A claim is as near to a record as to the nearest of them."""

import hashlib
from collections.abc import Iterator

from bot.library.event import Event
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement

MOST = 4
"""Passages of a record: more would cost memory and find nothing else."""

PHRASINGS = 2
"""Other wordings that are encoded, the first ones."""

BEGINNING = 300
"""Characters of a long text whose meaning is asked for. It says at its beginning what it is about."""


def passages(record: Record) -> tuple[str, ...]:
    """At least one, at most `MOST`, none twice."""
    found = dict.fromkeys(" ".join(text.split()) for text in _texts(record))
    return tuple(text for text in found if text)[:MOST]


def digest_of(texts: tuple[str, ...]) -> str:
    """Changes with every one of them; 24 hex digits."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:24]


def _texts(record: Record) -> Iterator[str]:
    match record:
        case Event():
            yield f"{record.title}. {record.summary[:BEGINNING]}" if record.summary else record.title
            yield from record.phrasings[:PHRASINGS]
        case Statement(phrasings=(first, *others)):
            # Two wordings of one thing in one text come nearer to what others make of it than each alone.
            yield f"{first}. {record.text}"
            yield from others[: PHRASINGS - 1]
            yield record.reason[:BEGINNING]
        case Statement():
            yield record.text
            yield record.reason[:BEGINNING]
        case Series():
            yield record.title
            yield f"{record.title}. {record.definition[:BEGINNING]}"
            yield from record.phrasings[:PHRASINGS]
