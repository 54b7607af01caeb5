from typing import Final, Literal

from bot.library.event import Event
from bot.library.names import Actor, Place
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement

Record = Event | Statement | Series
"""Anything in the library that a claim can match."""

KINDS: Final = ("event", "statement", "series")
"""Of records, as `kind_of` tells them."""

Entry = Event | Statement | Series | Source | Rating | Place | Actor
"""Anything that the library holds."""


def title_of(record: Record) -> str:
    return record.text if isinstance(record, Statement) else record.title


def linked_by(record: Record) -> tuple[str, ...]:
    """Ids of the records that it is about."""
    return record.about if isinstance(record, Statement) else ()


def kind_of(record: Record) -> Literal["event", "statement", "series"]:
    match record:
        case Event():
            return "event"
        case Statement():
            return "statement"
        case Series():
            return "series"
