"""Records of a labelled set as entries of a library: what a newsroom would have filed."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from benchmarks.quality.days import read_day
from benchmarks.quality.files import Fields, field
from bot.claims.interval import Interval
from bot.library.event import Event, EventKind
from bot.library.filing import Filing
from bot.library.names import Actor
from bot.library.record import Entry
from bot.library.statement import Statement

_SAID = re.compile(r"\b(?:stated|said|posted|claimed)\b", re.IGNORECASE)
_MARKS_OF_A_CHECK = ("verdict", "label", "author", "speaker", "rating", "subtitle", "body")


class Sort(StrEnum):
    """As what the records are filed: as each of them looks, or all as one."""

    AUTO = "auto"
    EVENTS = "events"
    STATEMENTS = "statements"


def entries_of(records: Sequence[Fields], sort: Sort) -> Iterator[Entry]:
    """One record each, and one actor for each speaker."""
    actors: dict[str, Actor] = {}
    for fields in records:
        if is_event(fields, sort):
            yield _event(fields)
        else:
            speaker = field(fields, "speaker").strip()
            if speaker:
                actors.setdefault(speaker, Actor(f"speaker-{len(actors)}", speaker))
            yield _statement(fields, actors[speaker].id if speaker else "")
    yield from actors.values()


def is_event(fields: Fields, sort: Sort) -> bool:
    """A record with a day that nobody judged or said is what happened on that day. Without a day there is no event."""
    if sort is Sort.STATEMENTS or read_day(field(fields, "date")) is None:
        return False
    return sort is Sort.EVENTS or not any(field(fields, mark) for mark in _MARKS_OF_A_CHECK)


def _event(fields: Fields) -> Event:
    day, text = read_day(field(fields, "date")), field(fields, "text")
    assert day is not None, "asked before"
    title = field(fields, "title").strip() or text.strip() or field(fields, "subtitle")
    return Event(
        id=field(fields, "id"),
        title=title,
        kind=EventKind.OTHER,
        when=Interval.of_day(day),
        where=None,
        filing=Filing(),
        summary=text if text != title else "",
    )


def _statement(fields: Fields, speaker: str) -> Statement:
    said = field(fields, "date")
    day = read_day(said)
    title, subtitle = field(fields, "title"), field(fields, "subtitle")
    text = field(fields, "text").strip() or title.strip() or subtitle
    return Statement(
        id=field(fields, "id"),
        text=text,
        verdict=None,
        reason=field(fields, "body"),
        filing=Filing(published=day),
        said_by=speaker,
        # "stated on October 22, 2019" is the day of the claim; a bare day is that of the check, which may be years later.
        said_on=Interval.of_day(day) if day and _SAID.search(said) else None,
        phrasings=tuple(dict.fromkeys(one for one in (title, subtitle) if one and one != text)),
    )
