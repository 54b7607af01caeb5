"""What a record is found by, as texts. Names stand in them in several spellings, since a claim may use any of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.claims.claim import NameKind, Stance
from bot.claims.interval import Interval, Precision
from bot.claims.names import Names
from bot.library.event import Event
from bot.library.filing import Figure
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement

ALIASES = 4
"""Spellings of a name besides the main one: more would make a record with a much-spelled place look long, and so less relevant."""

LEAD = 400
"""Characters of a summary that count as what an event is called."""

POINTS = 24
"""The newest values of a series that it is found by."""


@dataclass(frozen=True, slots=True)
class Described:
    """`called` is what the record is called and what stands in its fields; `body` is its long text, empty where it has none.

    They are searched apart: in one text the few words that name a record would drown among many.
    """

    called: str
    body: str


def describe(record: Record, names: Names) -> Described:
    return Described(_joined(_called_by(record, names)), _joined(_told_by(record)))


def _joined(parts: Iterator[str]) -> str:
    return "\n".join(part for part in parts if part)


def _called_by(record: Record, names: Names) -> Iterator[str]:
    """Title, beginning of the summary, phrasings, names and what they lie in, dates in words, numbers, and the words for its kind."""
    match record:
        case Event():
            yield record.title
            yield record.summary[:LEAD]
            yield record.kind.replace("_", " ")
            if record.where:
                yield record.where.name
                yield from _called(names, NameKind.PLACE, record.where.place)
            yield from _called_all(names, NameKind.ACTOR, tuple(involved.actor for involved in record.actors))
            yield _in_words(record.when)
            yield from map(_figure, record.figures)
        case Statement():
            yield record.text
            yield "denied denies denial rejects" if record.stance is Stance.DENIAL else ""
            yield from _called_all(names, NameKind.PLACE, record.places)
            yield from _called_all(names, NameKind.ACTOR, (*record.actors, record.said_by))
            yield from _called(names, NameKind.SOURCE, record.said_by)
            yield _in_words(record.said_on) if record.said_on else ""
            yield from map(_figure, record.figures)
        case Series():
            yield record.title
            yield record.definition
            yield f"{record.measure.replace('_', ' ')} {record.unit}"
            yield from _called(names, NameKind.SOURCE, record.who_counts)
            yield from _called_all(names, NameKind.PLACE, record.places)
            yield from _called_all(names, NameKind.ACTOR, record.actors)
            yield " ".join(_number(point.value) for point in record.points[-POINTS:])
    yield from record.phrasings


def _told_by(record: Record) -> Iterator[str]:
    match record:
        case Event(summary=summary) if len(summary) > LEAD:
            yield summary
        case Statement():
            yield record.reason
    yield from dict.fromkeys(evidence.reference for evidence in record.filing.evidence)


def _called_all(names: Names, kind: NameKind, ids: tuple[str, ...]) -> Iterator[str]:
    for name_id in dict.fromkeys(ids):
        yield from _called(names, kind, name_id)


def _called(names: Names, kind: NameKind, name_id: str) -> Iterator[str]:
    """The name with its spellings, then the plain names of what it lies in or belongs to."""
    for depth, each in enumerate(names.lineage(kind, name_id)):
        name = names.get(kind, each)
        if name is not None:
            yield name.name
            if depth == 0:
                yield from name.aliases[:ALIASES]


def _figure(figure: Figure) -> str:
    numbers = (figure.best, figure.low, figure.high)
    said = " ".join(dict.fromkeys(_number(number) for number in numbers if number is not None))
    return f"{said} {figure.unit} {figure.measure.replace('_', ' ')}"


def _number(value: float) -> str:
    return f"{value:.15g}"


def _in_words(when: Interval) -> str:
    match when.precision:
        case Precision.YEAR:
            pattern = "%Y"
        case Precision.MONTH:
            pattern = "%B %Y"
        case _:
            pattern = "%-d %B %Y"
    return " ".join(dict.fromkeys((when.first.strftime(pattern), when.last.strftime(pattern))))
