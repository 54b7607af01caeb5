"""What tells another record that may be meant from the first one: our verdict on it, and where it differs from the text or from that record."""

from collections.abc import Iterator
from itertools import chain, islice

from bot.library.event import Event
from bot.library.filing import Figure
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.match import Match, Slot
from bot.matching.shown import show_interval, show_range
from bot.verdicts.phrasebook import Phrasebook

NO_DIFFERENCE = "–"
"""Stands in a difference for the side that says nothing of the kind."""

_MOST_APART = 2
"""Differences of a record that is named in one line."""


def tell_apart(first: Match, other: Match, book: Phrasebook) -> Iterator[str]:
    record = other.record
    if isinstance(record, Statement) and record.verdict is not None:
        yield book.text("also.verdict", verdict=book.text(f"verdict.name.{record.verdict.value}"))
    yield from islice(chain(_from_the_text(other, book), _from_the_first(first, other, book)), _MOST_APART)


def told(text: str, book: Phrasebook) -> str:
    return book.text("differs.unsaid") if text == NO_DIFFERENCE else f"“{text}”"


def _from_the_text(match: Match, book: Phrasebook) -> Iterator[str]:
    for one in match.differences:
        slot = book.text(f"slot.{one.slot.value}")
        key = "also.otherwise" if one.slot is Slot.NEGATION else "also.differs"
        if one.slot is Slot.ACTOR and one.theirs == NO_DIFFERENCE:
            key = "also.unnamed"
        yield book.text(key, slot=slot, ours=told(one.ours, book), theirs=told(one.theirs, book))


def _from_the_first(first: Match, other: Match, book: Phrasebook) -> Iterator[str]:
    """ "At least 165" fits 170 as well as 165; who reads both has to be told that they are not the same."""
    named = {one.slot for one in other.differences}
    for slot, ours, above in _unlike(other.record, first.record):
        if slot not in named:
            yield book.text("also.apart", slot=book.text(f"slot.{slot.value}"), ours=ours, first=above)


def _unlike(record: Record, first: Record) -> Iterator[tuple[Slot, str, str]]:
    if isinstance(record, Series) or isinstance(first, Series):
        return
    ours, theirs = _counts(record), _counts(first)
    for counted in ours:
        if counted in theirs and not {one.best for one in ours[counted]} & {
            one.best for one in theirs[counted]
        }:
            yield Slot.NUMBER, _shown(ours[counted][0]), _shown(theirs[counted][0])
            break
    if not isinstance(record, Event) or not isinstance(first, Event):
        return
    if record.where and first.where and record.where.name != first.where.name:
        yield Slot.PLACE, record.where.name, first.where.name
    when, when_first = show_interval(record.when), show_interval(first.when)
    if when != when_first:
        yield Slot.DATE, when, when_first


def _counts(record: Event | Statement) -> dict[tuple[str, str], list[Figure]]:
    """Its figures of each that it counts. Those of one best number differ in nothing, whatever lowest and highest ones stand beside it."""
    counts: dict[tuple[str, str], list[Figure]] = {}
    for one in record.figures:
        counts.setdefault((one.measure.value, one.unit), []).append(one)
    return counts


def _shown(figure: Figure) -> str:
    return show_range(figure.best, figure.low, figure.high)
