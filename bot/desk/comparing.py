"""How what was sent stands to the record that a decision names. That was said of the record as it was then: of one that says something else by now
it is not said. Pure."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum

from bot.desk.decision import Accord, Decision
from bot.library.event import Event
from bot.library.record import Record, kind_of
from bot.library.series import Series
from bot.library.statement import Statement

_LENGTH = 32
"""Characters of a digest."""

_NOTHING: tuple[object, ...] = (None, "", ())


class Bearing(StrEnum):
    """How what was sent stands to a record as it is told."""

    AS_RECORDED = "as_recorded"
    DIFFERS = "differs"
    UNSAID = "unsaid"  # nobody said, or the decision is older than what is kept of the record
    CHANGED = "changed"  # the record says something else than when somebody compared the two


def bearing(decision: Decision, record: Record) -> Bearing:
    """`record` is the one that it names, as it is told."""
    if decision.accord is Accord.UNSAID or not decision.compared:
        return Bearing.UNSAID
    digest, _, last = decision.compared.partition(" ")
    if digest != _digest(record, date.fromisoformat(last) if last else None):
        return Bearing.CHANGED
    return Bearing(decision.accord.value)


def compared_with(record: Record) -> str:
    """What `Decision.compared` keeps of it: a digest of what it says, for a running total with the last day that it had."""
    last = last_day(record)
    digest = _digest(record, last)
    return f"{digest} {last.isoformat()}" if last else digest


def content(record: Record, until: date | None) -> tuple[object, ...]:
    """What a record says, and not what we think of it or where it stands. Of a running total only up to that day: one that goes on says nothing else
    of the days before."""
    match record:
        case Event():
            return record.kind, record.title, record.when, record.where, record.actors, record.figures
        case Statement():
            return record.text, record.stance, record.said_by, record.said_on, record.figures
        case Series():
            counts = record.measure, record.unit, record.who_counts, record.definition
            return record.title, *counts, record.since, record.until, tuple(_points(record, until))


def last_day(record: Record) -> date | None:
    return record.points[-1].as_of if isinstance(record, Series) and record.points else None


def _points(series: Series, until: date | None) -> Iterator[tuple[object, ...]]:
    for point in series.points:
        if until is None or point.as_of <= until:
            yield point.as_of, point.value, point.low, point.high


def _digest(record: Record, until: date | None) -> str:
    said = json.dumps([kind_of(record), _plain(content(record, until))], sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _plain(value: object) -> object:
    """Without the names of fields that are empty: a field that is added later changes no digest."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(one) for name, one in named if one not in _NOTHING}
    if isinstance(value, int | float):
        return float(value)
    return None if value is None else str(value)
